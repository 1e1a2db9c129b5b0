/* Somebody moves the map: any gesture holds it as it is; a button, a key or time releases it. */
import * as dom from "../../common/dom.js";
import * as map from "./map.js";

const GESTURES = ["pointerdown", "pointermove", "wheel", "keydown", "touchstart"];

/* After this much time without a gesture. */
export const patience = { ms: 5 * 60000 };

let holds = false;
let idle = null;
let left = () => {};

const back = () => document.getElementById("wall-map-back");

export function hold() {
  if (holds || !map.drawn()) return;
  holds = true;
  dom.show(back(), true);
  gestured();
}

/* Shows both halves as a whole again. */
export function release() {
  holds = false;
  if (back()) dom.show(back(), false);
  map.fit();
}

/* After minutes without a gesture the wall is as before. */
export function gestured() {
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (holds) release();
    left();
  }, patience.ms);
}

/* Calls `gone()` when whoever was there has been gone for long. */
export function mount(root, gone) {
  [holds, left] = [false, gone];
  back().addEventListener("click", release);
  // Wheel and second tap are noticed before they move the map.
  for (const gesture of ["wheel", "dblclick"]) {
    root.querySelector(".map-halves").addEventListener(gesture, hold, { passive: true });
  }
}

export function start() {
  for (const event of GESTURES) {
    document.addEventListener(event, () => idle !== null && gestured(), { passive: true });
  }
}

export const held = () => holds;
