/* The resources: what, how many, whose, and where each is; one press moves one on. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { ask, button, field } from "../office/ask.js";
import { page, part } from "../office/shown.js";
import { choice, keys, number, unitChoices } from "./file_of.js";
import { rows } from "./rows.js";

const KEY = "z";
const STAGES = ["ASKED", "UNDER_WAY", "ON_SPOT", "RELEASED"];
const SHOWN = ["ON_SPOT", "UNDER_WAY", "ASKED", "RELEASED"];

const all = () => Object.values(page.model?.resources ?? {}).filter((one) => one !== null);

function sorted() {
  const rank = ({ stage }) => SHOWN.indexOf(stage);
  return all().sort((a, b) => rank(a) - rank(b) || (a.no < b.no ? -1 : 1));
}

/* So many of what, and whose they are. */
export const resource = ({ what, amount, unit, source }) =>
  say.fill("resource.of", {
    what,
    n: say.count(amount),
    from: unit === "" ? source : say.name("units", unit),
  });

export function draw(_model) {
  form();
  const found = sorted();
  rows(".resources", found.length).forEach((row, at) => fill(row, found[at]));
  show(part("#incident-resources .none"), found.length === 0);
  write(part("#incident-resources .none-text"), say.fill("resource.none"));
  const sum = (wanted) =>
    found.filter(({ stage }) => stage === wanted).reduce((n, { amount }) => n + amount, 0);
  const told = SHOWN.slice(0, -1).filter((stage) => sum(stage) > 0).map((stage) =>
    say.fill(`resources.${stage}`, { n: say.count(sum(stage)) })
  );
  write(part("#incident-resources .count"), told.join(" "));
}

function fill(row, one) {
  const { stage, at, entered, name } = one;
  const cell = (name) => row.querySelector(`.${name}`);
  mark(row, "data-stage", stage);
  write(cell("what"), resource(one));
  write(cell("stage"), say.fill(`resource.stage.${stage}`));
  const late = entered === null ? "" : say.fill("late", { at: clock.stamp(entered) });
  write(cell("since"), [say.fill("resource.since", { at: clock.stamp(at), name }), late].join(" "));
  moves(cell("move-box"), one);
}

/* The stages that may follow. Made again only when they change: somebody may be on a button. */
function moves(box, { no, stage, version }) {
  if (box.dataset.kind === `${no} ${version}`) return;
  box.dataset.kind = `${no} ${version}`;
  const later = STAGES.slice(STAGES.indexOf(stage) + 1);
  const move = (stage) =>
    ask({ act: "move_resource", incident: number(), entry: no, stage, seen: String(version) });
  box.replaceChildren(...later.map((one) => button(`resource.to.${one}`, () => move(one))));
}

function form() {
  const box = part(".resource-form");
  if (box.childElementCount > 0) return;
  const opens = button("resource.new", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

function open() {
  const box = part(".resource-form");
  const made = make("form", "new-resource");
  const [whatLabel, what] = field("resource.what", "input", Number(box.dataset.what));
  const [amountLabel, amount] = field("resource.amount", "input", box.dataset.most.length + 2);
  amount.inputMode = "numeric";
  const [unitLabel, unit] = field("resource.unit", "select", 0);
  unit.append(...unitChoices(), choice("", say.fill("resource.elsewhere")));
  const [sourceLabel, source] = field("resource.source", "input", Number(box.dataset.source));
  const elsewhere = () => show(sourceLabel, unit.value === "");
  unit.addEventListener("change", elsewhere);
  elsewhere();
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("resource.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  made.append(whatLabel, amountLabel, unitLabel, sourceLabel, atLabel);
  made.append(make("div", "actions", save, button("log.cancel", close)));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = { what: what.value, amount: amount.value, unit: unit.value };
    ask(
      { act: "resource", incident: number(), ...given, source: source.value, at: at.value },
      close,
    );
  });
  keys(made, close);
  box.replaceChildren(made);
  what.focus();
}

function close() {
  part(".resource-form").replaceChildren();
  form();
  part(".resource-form button").focus();
}

/* As many lines as there are resources. */
export function facts(_model) {
  const lines = [...part(".resources").children].filter((row) => !row.hidden);
  return [[lines.length, all().length]];
}
