/* A hand on the map: any gesture holds it as it is; the way back is a button, a key, and time. */
import * as dom from "../../common/dom.js";
import * as map from "./map.js";

const FELT = ["pointerdown", "pointermove", "wheel", "keydown", "touchstart"];

/* So long after the last hand. */
export const patience = { ms: 5 * 60000 };

let holds = false;
let idle = null;
let left = () => {};

const back = () => document.getElementById("wall-map-back");

export function hold() {
  if (holds) return;
  holds = true;
  dom.show(back(), true);
  felt();
}

/* The whole of both halves again. */
export function release() {
  holds = false;
  if (back()) dom.show(back(), false);
  map.fit();
}

/* After minutes without a hand the wall is as it was before anybody came. */
export function felt() {
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (holds) release();
    left();
  }, patience.ms);
}

/* `gone()` is called when whoever was there has been gone for long. */
export function mount(root, gone) {
  [holds, left] = [false, gone];
  back().addEventListener("click", release);
  // The wheel and the second tap are felt before the map has moved by them.
  for (const gesture of ["wheel", "dblclick"]) {
    root.querySelector(".map-halves").addEventListener(gesture, hold, { passive: true });
  }
}

export function start() {
  for (const event of FELT) {
    document.addEventListener(event, () => idle !== null && felt(), { passive: true });
  }
}

export const held = () => holds;
