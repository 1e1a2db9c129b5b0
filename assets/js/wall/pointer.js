/* Somebody at the wall: the pointer shows while it moves, and figures lead to their rows. */
import * as past from "./past.js";
import { go, stay } from "./shown.js";

const REST_MS = 4000;
let resting = null;
let within = 0; // how many links have been followed

function moved() {
  const { dataset } = document.documentElement;
  dataset.pointer = "";
  clearTimeout(resting);
  resting = setTimeout(() => delete dataset.pointer, REST_MS);
}

/* A link leads to another view without a reload, unless a key asks for a new window. */
function open(event) {
  const link = event.target.closest?.("a.cover-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (!stay()) within += 1;
  go(link.getAttribute("href"));
}

/* Back through the links that were followed here; from the past one comes back to now. */
function back(event) {
  if (event.key !== "Escape" || within === 0 || past.on()) return;
  within -= 1;
  if (!stay()) history.back();
}

export function watch(root) {
  root.addEventListener("click", open);
}

export function start() {
  document.addEventListener("keydown", back);
  document.addEventListener("pointermove", moved, { passive: true });
}
