/* What a wall's rows say of a case. Lists whose rows are told by name, each with its rank: a row that
   comes in moves no other one. Rows and numbers are doors, for a hand at the wall. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import { lampOf, soon } from "../common/lamp.js";
import * as say from "../common/words.js";
import { wall } from "./shown.js";

const NEVER = Number.MAX_VALUE;
const part = (value) => value ?? NEVER;

/* Group, urgency, instant; what never falls due comes last. */
function compare({ rank: a, id: idA }, { rank: b, id: idB }) {
  for (let at = 0; at < 3; at += 1) {
    const [x, y] = [part(a[at]), part(b[at])];
    if (x !== y) return x < y ? -1 : 1;
  }
  return idA < idB ? -1 : 1;
}

/* A section of rows by name as fixed places, in order. */
export function ranked(section = {}) {
  return { ...Object.values(section).filter(isRow).sort(compare) };
}

const isRow = (row) => Array.isArray(row?.rank) && typeof row.id === "string";

/* What has been asked for and waits comes before what the case is in. */
export function state(/** @type {Model} */ { wait, state: now }) {
  const key = typeof wait === "string" ? `wait.${wait}` : `state.${now}`;
  return say.has(key) ? say.fill(key) : "—";
}

/* 1123-0308 of NG20261123-0308: on a wall the district and the year say nothing. */
export const short = (no) => /^\D+\d{4}(\d{4}-.+)/.exec(no)?.[1] ?? "—"; // visitors are told none

/* The digit of a supervision's level, in the box of the level. */
export function supervision(box, level) {
  mark(box, "data-level", level > 0 ? String(level) : null);
  write(box.firstChild, level > 0 ? String(level) : "");
}

/* The door over a row leads to this part of this view; to none without a value. */
export function lead(door, view, key, value, name = value) {
  if (!door) return;
  const known = typeof value === "string" && value !== "";
  show(door, known);
  if (!known) return;
  mark(door, "href", `/wall/${view}${key}${encodeURIComponent(value)}`);
  mark(door, "aria-label", name);
}

/* What every list of cases says of one. */
export function drawCase(cells, { no, urgency, item, street, grid }, row) {
  mark(row, "data-no", say.text(no));
  mark(row, "data-urgency", say.text(urgency));
  write(cells("urgency"), say.text(urgency));
  write(cells("item"), itemName(item));
  write(cells("place") ?? document.createElement("i"), say.place(street, grid));
  lead(cells("row-door"), "case", "?no=", grid === null ? null : no);
}

export const itemName = (
  item,
) => (item === null ? say.fill("unclassified") : say.name("items", item));

/* How long left or over, and the lamp of it: what time alone changes. A case without a running
   clock says why. */
export function drawClock(cells, { due, severe_at: severeAt, state }) {
  const why = `state.${state}`;
  const stands = !Number.isFinite(due) && say.has(why);
  write(cells("time"), stands ? say.fill(why) : say.due(due));
  return drawLamp(cells("lamp"), { due, severe_at: severeAt });
}

/* The lamp in an element, and whether it falls due soon. */
export function drawLamp(element, { due, severe_at: severe }) {
  const now = clock.now();
  const lamp = lampOf({ due, severe }, now);
  mark(element, "data-lamp", lamp);
  mark(element, "data-soon", soon({ due }, now, Number(wall.root.dataset.soon)) ? "" : null);
  return lamp;
}
