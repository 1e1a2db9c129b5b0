/* The selected case, which is being looked at, and the chosen ones. Both are kept by number, so
   that they stay whatever the list does. */
import * as grid from "./grid.js";
import * as presence from "./presence.js";
import * as queue from "./queue.js";

const SETTLE_MS = 150;
const AGAIN_MS = 5000;

let here = null;
let place = 0; // its position, from where to continue when it is gone
let anchor = null; // where a range of chosen cases begins
const many = new Set(); // the chosen ones
let moved = () => {};

/* What this page works on: a list is asked here; the page of one case always has that one. */
let source = {
  at: () => here,
  chosen: () => [...many],
  version: (no) => queue.row(no)?.version ?? null,
};

export const useSource = (another) => void (source = { ...source, ...another });

/* Sets a store's data; a store has no element, but exists as long as the page does. */
function tell(id, data) {
  if (document.getElementById("console")) window.dash_clientside.set_props(id, { data });
}

/* The case from the queue; null if it has left, because then its version is unknown. */
function known(no) {
  const { version = null, gone = false } = queue.row(no) ?? {};
  return { no, version: gone ? null : version };
}

let told = null;
let settling = null;
let saidAt = -Infinity;

/* Tells the server which case is selected; while a key is held down, only the last one. */
export function reportSelected() {
  clearTimeout(settling);
  const now = performance.now();
  const wait = now - saidAt < SETTLE_MS ? SETTLE_MS : 0;
  saidAt = now;
  settling = setTimeout(() => {
    const next = here === null ? null : known(here);
    if (JSON.stringify(next) === told) return;
    told = JSON.stringify(next);
    tell("console-selected", next);
  }, wait);
}

/* No answer came: asks again at the next selection, or by itself. */
export function reportAgain() {
  told = null;
  clearTimeout(settling);
  settling = setTimeout(reportSelected, AGAIN_MS);
}

export const reportChosen = () => tell("console-chosen", [...many].map(known));

function chose() {
  reportChosen();
  moved();
}

export function go(no) {
  if (no !== null) place = grid.placeOf(no) ?? place;
  if (here === no) return reportSelected();
  here = no;
  moved();
  reportSelected();
  presence.look();
}

/* Moves by so many cases; from nowhere to the first, from a removed case to its neighbour. */
export function move(step) {
  const at = here === null ? null : grid.placeOf(here);
  const from = at ?? (here === null && place === 0 ? -1 : place - Math.max(step, 0));
  const to = Math.max(0, Math.min(from + step, grid.count() - 1));
  const no = grid.at(to);
  if (no === null) return;
  go(no);
  grid.reveal(no);
}

export function to(end) {
  move(end === "first" ? -grid.count() : grid.count());
}

export function choose(no = here) {
  if (no === null) return;
  if (!many.delete(no)) many.add(no);
  anchor = no;
  chose();
}

export function chooseTo(no) {
  const from = grid.placeOf(anchor ?? here) ?? 0;
  const end = grid.placeOf(no) ?? from;
  for (let at = Math.min(from, end); at <= Math.max(from, end); at += 1) {
    many.add(grid.at(at));
  }
  chose();
}

/* Chooses exactly these, as far as they are in the list. */
export function chooseThese(numbers) {
  many.clear();
  for (const no of numbers) if (grid.placeOf(no) !== null) many.add(no);
  chose();
}

export function chooseAll() {
  for (let at = 0; at < grid.count(); at += 1) many.add(grid.at(at));
  chose();
}

/* Deselects one thing at a time: first the chosen cases, then the selected one; true if there
   was one. */
export function deselect() {
  if (many.size > 0) {
    many.clear();
    anchor = null;
    chose();
  } else if (here !== null) {
    go(null);
  } else {
    return false;
  }
  return true;
}

/* Called when these cases have left the list. */
export function left(numbers) {
  const lost = numbers.filter((no) => many.delete(no));
  if (lost.length > 0) chose();
  if (numbers.includes(here)) go(null);
}

export const at = () => source.at();
export const chosen = () => source.chosen();
export const has = (no) => many.has(no);

/* The cases that a key means at this moment. */
export function targets() {
  const told = (no) => ({ no, version: source.version(no) });
  const no = at();
  return { selected: no === null ? null : told(no), chosen: chosen().map(told) };
}

/* Calls `theMoved()` whenever another case is selected or others are chosen. */
export const start = (theMoved) => void (moved = theMoved);
