/* Holding the list still: why it may not move now, and since when. */
import * as say from "../common/words.js";
import * as presence from "./presence.js";
import * as selection from "./selection.js";

const REST_MS = 10000; // a mouse that has not moved for so long doesn't count as somebody at work
const FIELDS = "input, textarea, select, [contenteditable='true']";
const MENUS = "[aria-expanded='true'], .ag-popup-child";

let since = null;
let moved = -Infinity; // when the mouse last moved over the list
let over = false;

const typing = () => document.activeElement?.matches(FIELDS) ?? false;
const menu = () => document.querySelector(MENUS) !== null;
const dialog = () => (document.getElementById("console-dialog")?.childElementCount ?? 0) > 0;
const pointing = () => over && performance.now() - moved < REST_MS;

/* The first reason that applies, in the words of the bar; null if the list may move. */
export function reason() {
  if (presence.editing() || dialog()) return ["hold.editing", {}];
  const n = selection.chosen().length;
  if (n > 0) return ["hold.chosen", { n }];
  if (selection.at() !== null) return ["hold.here", {}];
  if (typing()) return ["hold.typing", {}];
  if (menu()) return ["hold.menu", {}];
  return pointing() ? ["hold.pointing", {}] : null;
}

/* Called at every change and every tick; notes since when the list has been held. */
export function on() {
  const held = reason() !== null;
  if (held) since ??= performance.now();
  else since = null;
  return held;
}

/* Counts anew: somebody has just renewed the list by hand. */
export const anew = () => (since = since === null ? null : performance.now());

/* How long it has been held: 12 秒, 3分. */
export const time = () =>
  say.seconds(since === null ? 0 : Math.floor((performance.now() - since) / 1000));

export function watch(list) {
  list.addEventListener("pointermove", () => {
    over = true;
    moved = performance.now();
  });
  list.addEventListener("pointerleave", () => (over = false));
}
