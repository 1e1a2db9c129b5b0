/* Who looks at which case: tells colleagues and shows theirs. It informs and never locks. */
import { make } from "../common/dom.js";
import * as say from "../common/words.js";

const AGAIN_MS = 4000; // after ten seconds of silence a browser counts as gone

let known = {};
let tell = (..._words) => {};
let at = () => null;
let changed = () => {};
let works = false;

export function look() {
  const here = document.hidden ? null : at();
  tell("looking", { case: here, mode: works ? "edit" : "view" });
}

/* While a dialog is open its user is working on the case. */
export function edit(on) {
  if (works === on) return;
  works = on;
  look();
  changed();
}

export function of(no) {
  const found = Object.hasOwn(known, no) ? known[no] : [];
  return Array.isArray(found) ? found : [];
}

/* `theAt()` returns the selected case; calls `theChanged()` when its user begins or stops to
   work on it. */
export function start(theSay, theAt, theChanged) {
  [tell, at, changed] = [theSay, theAt, theChanged];
  setInterval(() => at() !== null && !document.hidden && look(), AGAIN_MS);
  document.addEventListener("visibilitychange", look);
}

export const show = (section) => (known = section ?? {});

export const editing = () => works;

/* Somebody's initials: filled while working on the case, framed while looking. */
export function face({ name, initials, mode }) {
  const element = make("span", "face", say.text(initials));
  element.dataset.mode = mode;
  const words = say.fill(mode === "edit" ? "edits" : "views", { name: say.text(name) });
  element.title = words;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", words);
  return element;
}
