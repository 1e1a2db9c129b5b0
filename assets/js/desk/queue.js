/* The cases of the desk, twice: `truth` as the server sends them, `shown` as the grid has them.
   While somebody uses the list, changes wait between the two; updates.js decides when they pass. */
import * as clock from "../common/clock.js";
import * as cases from "./cases.js";
import * as filter from "./filter.js";
import * as grid from "./grid.js";

let newest = new Map();
let shown = new Map();
const waiting = new Set(); // numbers for which the two may differ
const stale = new Map(); // number → true if it may belong elsewhere in the order

export function snapshot(model) {
  cases.learn(model);
  const before = newest;
  newest = new Map();
  for (const [no, told] of Object.entries(model.rows ?? {})) {
    const same = String(before.get(no)?.told) === String(told);
    newest.set(no, same ? before.get(no) : read(no, told));
    if (!same) waiting.add(no);
  }
  for (const no of before.keys()) if (!newest.has(no)) waiting.add(no);
}

function read(no, told) {
  return Object.assign(cases.read(no, told), { told });
}

export function change(section) {
  for (const [no, told] of Object.entries(section)) {
    if (told === null) newest.delete(no);
    else newest.set(no, read(no, told));
    waiting.add(no);
  }
}

/* Updates a case at its present place with what waits for it, if anything does. */
export function inPlace(no) {
  const before = shown.get(no);
  if (before === undefined || (before.gone && !newest.has(no))) return false;
  const after = newest.get(no) ?? { ...before, gone: true };
  shown.set(no, after);
  stale.set(no, (stale.get(no) ?? false) || !after.gone && elsewhere(before, after));
  // A removed case must still leave the list.
  if (!after.gone) waiting.delete(no);
  grid.write(after);
  return true;
}

function elsewhere(before, after) {
  const same = ["group", "due", "urgency"].every((field) => before[field] === after[field]);
  return !same || filter.fits(before) !== filter.fits(after);
}

/* Applies all waiting changes to the list, and keeps the case `here` at its place. */
export function apply(here) {
  /** @type {Record<string, Model[]>} */
  const changed = { add: [], update: [], remove: [] };
  for (const no of new Set([...waiting, ...stale.keys()])) {
    const [before, after] = [shown.get(no), newest.get(no)];
    if (after !== undefined) {
      cases.turn(after, clock.now() ?? 0);
      shown.set(no, after);
      (before === undefined ? changed.add : changed.update).push(after);
    } else if (before !== undefined) {
      shown.delete(no);
      changed.remove.push(before);
    }
  }
  clear();
  grid.apply(changed, anchor(here), all);
  return changed.remove.map(({ no }) => no);
}

export const all = () => [...shown.values()];

const anchor = (here) => (grid.placeOf(here) === null ? grid.first() : here);

/* Replaces all rows: at the beginning, and for a new grid. */
export function renew() {
  const numbers = [...shown.keys()].filter((no) => !newest.has(no));
  shown = new Map(newest);
  turn();
  clear();
  grid.replace(all());
  return numbers;
}

function clear() {
  waiting.clear();
  stale.clear();
}

/* Time alone has changed lamps: the values are right, but the order may not be. */
export function turn() {
  const now = clock.now() ?? 0;
  for (const one of shown.values()) {
    if (one.turnsAt > now) continue;
    cases.turn(one, now);
    stale.set(one.no, true);
  }
}

export const row = (no) => shown.get(no);
export const rows = () => shown.values();
export const truth = (no) => newest.get(no);
export const waits = () => waiting;
export const misplaced = () => [...stale.keys()].filter((no) => stale.get(no) && !waiting.has(no));
export const clean = () => waiting.size + stale.size === 0;
export const empty = () => shown.size === 0;
export const fitting = () => all().filter(filter.fits).length;
