/* The situation numbers: each with its source and time, and what has changed since the last
   report; what nobody has given is unknown. A new value is given under them. */
import * as clock from "../common/clock.js";
import { make, mark, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button, field } from "../office/ask.js";
import { keys, number } from "./file_of.js";

const KEY = "f";

export function draw(/** @type {Model} */ { numbers = {} }) {
  form();
  for (const row of part(".numbers").children) fill(row, numbers[row.dataset.measure] ?? null);
}

function fill(row, one) {
  const cell = (name) => row.querySelector(`.${name}`);
  mark(row, "data-unknown", one === null ? "" : null);
  write(cell("value"), one === null ? say.fill("number.none") : say.count(one.value));
  write(cell("source"), one === null ? say.fill("number.unknown") : given(one));
  write(cell("change"), one === null ? "" : change(one));
}

function given({ source, at, entered }) {
  const words = { source, at: clock.stamp(at), entered: entered && clock.stamp(entered) };
  return say.fill(entered === null ? "number.given" : "number.late", words);
}

function change({ value, reported, any }) {
  if (reported === null) return any ? say.fill("number.fresh") : "";
  const n = say.count(Math.abs(value - reported));
  if (value === reported) return say.fill("number.same");
  return say.fill(value > reported ? "number.more" : "number.less", { n });
}

/* One button, or the form once it is pressed; made once, so that nothing typed is lost. */
function form() {
  const box = part(".number-form");
  if (box.childElementCount > 0) return;
  const opens = button("number.enter", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

/* A version of each row goes along: who has seen an older value is told so. */
let seen = "";

function open() {
  const box = part(".number-form");
  const made = make("form", "new-number");
  const [measureLabel, measure] = field("number.measure", "select", 0);
  for (const row of part(".numbers").children) {
    const option = make("option", "", say.fill(`measure.${row.dataset.measure}`));
    option.value = row.dataset.measure;
    measure.append(option);
  }
  const [valueLabel, value] = field("number.value", "input", String(box.dataset.most).length + 3);
  value.inputMode = "numeric";
  const [sourceLabel, source] = field("number.source", "input", Number(box.dataset.source));
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("number.enter", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.append(measureLabel, valueLabel, sourceLabel, atLabel, actions);
  const chosen = () => (seen = page.model?.numbers?.[measure.value]?.no ?? "");
  measure.addEventListener("change", chosen);
  chosen();
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = {
      measure: measure.value,
      value: value.value,
      source: source.value,
      at: at.value,
    };
    ask({ act: "number", incident: number(), seen, ...given }, close);
    chosen(); // a refusal says what is there now: a second press has seen it
  });
  keys(made, close);
  box.replaceChildren(made);
  measure.focus();
}

function close() {
  part(".number-form").replaceChildren();
  form();
  part(".number-form button").focus();
}
