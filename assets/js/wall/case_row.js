/* What a wall's rows show of a case. Rows in a list arrive by name, each with its rank: a new
   row moves no other. Rows and numbers are links for somebody at the wall. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import { lampOf, soon } from "../common/lamp.js";
import * as say from "../common/words.js";
import { wall } from "./shown.js";

const NEVER = Number.MAX_VALUE;
const part = (value) => value ?? NEVER;

/* By group, urgency, instant; cases that never fall due come last. */
function compare({ rank: a, id: idA }, { rank: b, id: idB }) {
  for (let at = 0; at < 3; at += 1) {
    const [x, y] = [part(a[at]), part(b[at])];
    if (x !== y) return x < y ? -1 : 1;
  }
  return idA < idB ? -1 : 1;
}

/* A section of rows by name as an array in order. */
export function ranked(section = {}) {
  return { ...Object.values(section).filter(isRow).sort(compare) };
}

const isRow = (row) => Array.isArray(row?.rank) && typeof row.id === "string";

/* A waiting request takes precedence over the case's state. */
export function state(/** @type {Model} */ { wait, state: now }) {
  const key = typeof wait === "string" ? `wait.${wait}` : `state.${now}`;
  return say.has(key) ? say.fill(key) : "—";
}

/* 1123-0308 for NG20261123-0308: on a wall the district and the year add nothing. */
export const short = (no) => /^\D+\d{4}(\d{4}-.+)/.exec(no)?.[1] ?? "—"; // visitors get no numbers

/* Writes the digit of a supervision's level into its box. */
export function supervision(box, level) {
  mark(box, "data-level", level > 0 ? String(level) : null);
  write(box.firstChild, level > 0 ? String(level) : "");
}

/* Makes the row's link lead to this part of this view; without a value, to nothing. */
export function lead(link, view, key, value, name = value) {
  if (!link) return;
  const known = typeof value === "string" && value !== "";
  show(link, known);
  if (!known) return;
  mark(link, "href", `/wall/${view}${key}${encodeURIComponent(value)}`);
  mark(link, "aria-label", name);
}

/* What every list shows of a case. */
export function drawCase(cells, { no, urgency, item, street, grid }, row) {
  mark(row, "data-no", say.text(no));
  mark(row, "data-urgency", say.text(urgency));
  write(cells("urgency"), say.text(urgency));
  write(cells("item"), itemName(item));
  write(cells("place") ?? document.createElement("i"), say.place(street, grid));
  lead(cells("row-link"), "case", "?no=", grid === null ? null : no);
}

export const itemName = (
  item,
) => (item === null ? say.fill("unclassified") : say.name("items", item));

/* Time left or overdue, and the lamp, which change with time alone. A case without a running
   clock shows why. */
export function drawClock(cells, { due, severe_at: severeAt, state }) {
  const why = `state.${state}`;
  const stands = !Number.isFinite(due) && say.has(why);
  write(cells("time"), stands ? say.fill(why) : say.due(due));
  return drawLamp(cells("lamp"), { due, severe_at: severeAt });
}

/* Sets the lamp of an element, and whether it falls due soon. */
export function drawLamp(element, { due, severe_at: severe }) {
  const now = clock.now();
  const lamp = lampOf({ due, severe }, now);
  mark(element, "data-lamp", lamp);
  mark(element, "data-soon", soon({ due }, now, Number(wall.root.dataset.soon)) ? "" : null);
  return lamp;
}
