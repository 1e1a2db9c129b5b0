/* The one timeline of an incident, by the time of the event; a note by one key; a wrong note is
   struck through, with a reason. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button, field, reasonForm } from "../office/ask.js";
import { keys, number } from "./file_of.js";
import { party } from "./file_parties.js";
import { resource } from "./file_resources.js";
import { owner, wordsOf } from "./file_tasks.js";
import { rows } from "./rows.js";

const KEY = "n";
const NUMERALS = ["", "I", "II", "III", "IV"];

let striking = ""; // the number of the note that somebody is striking through

function sorted() {
  const found = Object.values(page.model?.timeline ?? {}).filter((one) => one !== null);
  return found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

export function draw(/** @type {Model} */ { head = {} }) {
  form();
  const found = sorted();
  rows(".entries", found.length).forEach((row, at) => fill(row, found[at]));
  show(part("#incident-timeline .none"), found.length === 0);
  write(part("#incident-timeline .none-text"), say.fill("timeline.none"));
  const n = head.now?.left_out ?? 0;
  show(part("#incident-timeline .more"), n > 0);
  write(part("#incident-timeline .more-text"), say.fill("timeline.left_out", { n }));
}

function fill(row, entry) {
  const { id, kind, at, entered, by, struck = "", why = "" } = entry;
  const cell = (name) => row.querySelector(`.${name}`);
  row.dataset.id = id;
  row.dataset.kind = kind;
  mark(row, "data-struck", struck === "" ? null : "");
  write(cell("at"), clock.stamp(at));
  write(cell("late"), entered === null ? "" : say.fill("late", { at: clock.stamp(entered) }));
  write(cell("kind"), say.fill(kind === "act" ? `did.${entry.act}` : `entry.${kind}`));
  write(cell("words"), SAID[kind](entry));
  write(cell("struck"), struck === "" ? "" : say.fill("log.struck", { name: struck, why }));
  write(cell("name"), by);
  strikeBox(cell("strike-box"), entry);
}

/* What an entry of each kind says. */
const SAID = {
  note: ({ words }) => words,
  task: (entry) => say.fill("entry.task.words", { owner: owner(entry), words: wordsOf(entry) }),
  answer: (entry) => of(entry),
  drop: (entry) => of(entry),
  number: counted,
  seat: seated,
  party: (entry) => say.fill(`entry.party.${entry.stage}`, { party: party(entry) }),
  resource: (entry) =>
    say.fill("entry.resource.words", {
      stage: say.fill(`resource.stage.${entry.stage}`),
      what: resource(entry),
    }),
  act: done,
};

const of = (entry) =>
  say.fill("entry.answer.words", {
    owner: owner(entry),
    words: entry.words || say.fill("task.status.ANSWERED"),
    of: wordsOf({ gap: entry.gap, words: entry.of }),
  });

function counted({ measure, value, before, source }) {
  const words = {
    measure: say.fill(`measure.${measure}`),
    of: say.fill(`of.${measure}`),
    value: say.count(value),
    before: say.count(before),
    source,
  };
  return say.fill(before === null ? "entry.number.words" : "entry.number.change", words);
}

/* Who has it now, of which unit; and who had it before. */
function seated({ role, holder, before, unit }) {
  const of = unit === "" ? "" : say.name("units", unit);
  const words = {
    role: say.fill(`command.${role}`),
    holder: [of, holder].filter(Boolean).join(" "),
    before,
  };
  if (holder === "") return say.fill("entry.seat.empty", words);
  return say.fill(before === "" ? "entry.seat.words" : "entry.seat.change", words);
}

function done({ words, milestone, level, n }) {
  const parts = [words];
  if (milestone) parts.unshift(say.fill(`milestone.${milestone}`));
  if (level) parts.unshift(say.fill("entry.level", { level: NUMERALS[level] }));
  if (n > 1) parts.unshift(say.fill("entry.linked", { n: say.count(n) }));
  return parts.filter(Boolean).join(" · ");
}

/* Drawn again only when it changes: somebody may be writing in it. */
function strikeBox(box, { kind, no = "", struck = "" }) {
  const wanted = kind !== "note" || struck !== "" ? "none" : striking === no ? "form" : "button";
  if (box.dataset.kind === `${wanted} ${no}`) return;
  box.dataset.kind = `${wanted} ${no}`;
  if (wanted === "none") box.replaceChildren();
  else if (wanted === "button") box.replaceChildren(button("log.strike", () => strike(no)));
  else box.replaceChildren(reason(no));
}

function strike(no) {
  striking = no;
  draw(page.model ?? {});
  part(".strike-box input")?.focus();
}

function reason(no) {
  const dropped = () => strike("");
  const act = { act: "strike_note", incident: number(), entry: no };
  const limit = Number(part(".note-form").dataset.reason);
  const made = reasonForm(
    "log.strike",
    limit,
    (reason) => ask({ ...act, reason }, dropped),
    dropped,
  );
  keys(made, dropped);
  return made;
}

function form() {
  const box = part(".note-form");
  if (box.childElementCount > 0) return;
  const opens = button("note.new", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

function open() {
  const box = part(".note-form");
  const made = make("form", "new-note");
  const [wordsLabel, words] = field("note.words", "textarea", Number(box.dataset.words));
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("note.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.append(wordsLabel, atLabel, actions);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ act: "note", incident: number(), words: words.value, at: at.value }, close);
  });
  keys(made, close);
  box.replaceChildren(made);
  words.focus();
}

function close() {
  part(".note-form").replaceChildren();
  form();
  part(".note-form button").focus();
}

/* As many lines as there are entries. */
export function facts(_model) {
  const lines = [...part(".entries").children].filter((row) => !row.hidden);
  return [[lines.length, sorted().length]];
}
