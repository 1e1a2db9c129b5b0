/* Who is on site, as groups: each must be heard of every 20 minutes; one press says it was. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { ask, button, field } from "../office/ask.js";
import { page, part } from "../office/shown.js";
import { choice, isRunning, keys, number, unitChoices } from "./file_of.js";
import { light, rows } from "./rows.js";

const KEY = "o";
const SOON_MS = 5 * 60 * 1000;

const isThere = ({ left }) => left === null;
const all = () => Object.values(page.model?.parties ?? {}).filter((one) => one !== null);

function sorted() {
  return all().sort((a, b) =>
    Number(isThere(b)) - Number(isThere(a)) || a.due - b.due || (a.no < b.no ? -1 : 1)
  );
}

/* A group with how many it is. */
export const party = ({ who, people }) => say.fill("party.of", { who, n: say.count(people) });

export function draw(_model) {
  form();
  const found = sorted();
  rows(".parties", found.length).forEach((row, at) => fill(row, found[at]));
  show(part("#incident-parties .none"), found.length === 0);
  write(part("#incident-parties .none-text"), say.fill("party.none"));
  const there = found.filter(isThere);
  const n = there.reduce((sum, { people }) => sum + people, 0);
  const words = { n: say.count(n), groups: say.count(there.length) };
  write(part("#incident-parties .count"), there.length === 0 ? "" : say.fill("party.count", words));
  tick();
}

function fill(row, one) {
  const { unit, contact, at, left, left_by: by, heard, heard_by: name } = one;
  const cell = (name) => row.querySelector(`.${name}`);
  mark(row, "data-left", left === null ? null : "");
  write(cell("who"), party(one));
  const from = unit === "" ? "" : say.name("units", unit);
  write(cell("contact"), [from, contact].filter(Boolean).join(" · "));
  const since = say.fill("party.since", { at: clock.stamp(at) });
  const gone = left === null ? "" : say.fill("party.left", { at: clock.stamp(left), name: by });
  const last = say.fill("party.heard", { at: clock.stamp(heard), name });
  write(cell("since"), [since, gone || last].join(" · "));
  acts(cell("party-box"), one);
}

/* Made again only when they change: somebody may be on a button. */
function acts(box, { no, left }) {
  const wanted = left !== null ? "none" : isRunning() ? "both" : "leave";
  if (box.dataset.kind === `${wanted} ${no}`) return;
  box.dataset.kind = `${wanted} ${no}`;
  const act = (act) => () => ask({ act, incident: number(), entry: no });
  const heard = button("party.well", act("hear_of_party"));
  const leaves = button("party.leave", act("leave_site"));
  box.replaceChildren(...{ none: [], both: [heard, leaves], leave: [leaves] }[wanted]);
}

/* The same as the server's `SiteParty.status`; while the incident runs. */
const statusOf = ({ due, critical }, now) =>
  now <= due ? "IN_TIME" : now < critical ? "OVERDUE" : "CRITICAL";

export function tick() {
  const [found, now, running] = [sorted(), clock.now(), isRunning()];
  const lines = [...part(".parties").children];
  if (now === null || lines.length < found.length) return;
  found.forEach((one, at) => {
    const cell = (name) => lines[at].querySelector(`.${name}`);
    const runs = running && isThere(one);
    show(cell("lamp"), runs);
    write(cell("time"), runs ? say.due(one.due) : "");
    const status = runs ? statusOf(one, now) : "LEFT";
    write(cell("status"), runs && status !== "IN_TIME" ? say.fill(`party.status.${status}`) : "");
    mark(lines[at], "data-critical", status === "CRITICAL" ? "" : null);
    if (runs) light(cell("lamp"), { due: one.due, from: one.due - SOON_MS }, now);
  });
}

function form() {
  const box = part(".party-form");
  const wanted = isRunning() ? "running" : "over";
  if (box.dataset.kind === wanted) return;
  box.dataset.kind = wanted;
  box.replaceChildren();
  if (wanted === "over") return;
  const opens = button("party.new", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

function open() {
  const box = part(".party-form");
  const made = make("form", "new-party");
  const [whoLabel, who] = field("party.who", "input", Number(box.dataset.who));
  const [peopleLabel, people] = field("party.people", "input", box.dataset.most.length + 1);
  people.inputMode = "numeric";
  const [contactLabel, contact] = field("party.contact", "input", Number(box.dataset.contact));
  const [unitLabel, unit] = field("command.unit", "select", 0);
  unit.append(choice("", say.fill("command.no_unit")), ...unitChoices());
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("party.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  made.append(whoLabel, peopleLabel, contactLabel, unitLabel, atLabel);
  made.append(make("div", "actions", save, button("log.cancel", close)));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = { who: who.value, people: people.value, contact: contact.value };
    ask({ act: "enter_site", incident: number(), ...given, unit: unit.value, at: at.value }, close);
  });
  keys(made, close);
  box.replaceChildren(made);
  who.focus();
}

function close() {
  delete part(".party-form").dataset.kind;
  form();
  part(".party-form button")?.focus();
}

/* As many lines as there are groups. */
export function facts(_model) {
  const lines = [...part(".parties").children].filter((row) => !row.hidden);
  return [[lines.length, all().length]];
}
