/* Where the hand is: the one case that is looked at, and those that are chosen. Both are kept by
   number, so that they stay whatever the list does. */
import * as grid from "./grid.js";
import * as presence from "./presence.js";
import * as queue from "./queue.js";

const SETTLE_MS = 150;
const AGAIN_MS = 5000;

let here = null;
let place = 0; // where it stood, for going on from there when it is gone
let anchor = null; // where a range of choices begins
const many = new Set(); // those that are chosen
let moved = () => {};

/* What this page has in hand: in the list what is told here; a page of one case has that. */
let hand = {
  at: () => here,
  chosen: () => [...many],
  version: (no) => queue.row(no)?.version ?? null,
};

export const standOn = (another) => void (hand = { ...hand, ...another });

/* A store has no element of its own; it is there as long as the page is. */
function tell(id, data) {
  if (document.getElementById("console")) window.dash_clientside.set_props(id, { data });
}

/* Of a case that has left the queue nobody here knows the version. */
function known(no) {
  const { version = null, gone = false } = queue.row(no) ?? {};
  return { no, version: gone ? null : version };
}

let told = null;
let settling = null;
let saidAt = -Infinity;

/* Tell the server's side which case it is; while a key is held down only where it comes to rest. */
export function sayHere() {
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

/* Nothing came back: asked again when it is chosen again, or by itself. */
export function unheard() {
  told = null;
  clearTimeout(settling);
  settling = setTimeout(sayHere, AGAIN_MS);
}

export const sayChosen = () => tell("console-chosen", [...many].map(known));

function chose() {
  sayChosen();
  moved();
}

export function go(no) {
  if (no !== null) place = grid.placeOf(no) ?? place;
  if (here === no) return sayHere();
  here = no;
  moved();
  sayHere();
  presence.look();
}

/* So many cases up or down; from nowhere to the first, from one that is gone to its neighbour. */
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

/* These and no others, as far as they are in the list. */
export function chooseThese(numbers) {
  many.clear();
  for (const no of numbers) if (grid.placeOf(no) !== null) many.add(no);
  chose();
}

export function chooseAll() {
  for (let at = 0; at < grid.count(); at += 1) many.add(grid.at(at));
  chose();
}

/* Let go, one thing at a time: what is chosen, then the case; true if there was something. */
export function letGo() {
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

/* These cases have left the list. */
export function left(numbers) {
  const lost = numbers.filter((no) => many.delete(no));
  if (lost.length > 0) chose();
  if (numbers.includes(here)) go(null);
}

export const at = () => hand.at();
export const chosen = () => hand.chosen();
export const has = (no) => many.has(no);

/* Which cases are meant, at the very moment of a key. */
export function meant() {
  const told = (no) => ({ no, version: hand.version(no) });
  const no = at();
  return { selected: no === null ? null : told(no), chosen: chosen().map(told) };
}

/* `theMoved()` whenever another case is looked at, or others are chosen. */
export const start = (theMoved) => void (moved = theMoved);
