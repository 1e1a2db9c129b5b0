/* The first word of an incident, from the duty desk: a ringing phone becomes its workspace by one key. */
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import { address, part } from "../office/shown.js";
import { ask, button, field, newOnce } from "../office/ask.js";
import { keys } from "./file_of.js";

export const KEY = "e";
const KINDS = ["ACCIDENT", "NATURAL", "HEALTH", "SECURITY"];

const box = () => part(".incident-new");

export function draw(_model) {
  if (box().childElementCount === 0) box().append(button("first.new", open, KEY.toUpperCase()));
}

function kinds() {
  const [label, select] = field("first.kind", "select", 0);
  for (const kind of KINDS) {
    const option = make("option", "", say.fill(`kind.${kind}`));
    option.value = kind;
    select.append(option);
  }
  return [label, select];
}

export function open() {
  if (box().querySelector("form") !== null) return;
  const { line, text: most, grids } = box().dataset;
  const once = newOnce();
  const made = make("form", "new-note");
  const [titleLabel, title] = field("first.title", "input", Number(line));
  const [kindLabel, kind] = kinds();
  const [gridLabel, grid] = field("first.grid", "input", 0, "number");
  Object.assign(grid, { min: 1, max: Number(grids), step: 1 });
  const [placeLabel, place] = field("first.address", "input", Number(line));
  const [textLabel, text] = field("first.text", "textarea", Number(most));
  const [knownLabel, known] = field("first.known_at", "input", 0, "datetime-local");
  const save = button("first.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.noValidate = true; // the server says what is wrong, as everywhere
  made.append(titleLabel, kindLabel, gridLabel, placeLabel, textLabel, knownLabel, actions);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = {
      title: title.value,
      kind: kind.value,
      grid: grid.value,
      address: place.value,
      text: text.value,
      known_at: known.value,
    };
    ask({ act: "report_incident", once, ...said }, reported);
  });
  keys(made, close);
  box().replaceChildren(made);
  title.focus();
}

/* What comes next is done in its workspace. */
function reported(number) {
  close();
  location.assign(address(`/duty/incident/${encodeURIComponent(number)}`));
}

function close() {
  box().replaceChildren();
  draw(null);
  box().querySelector("button").focus();
}
