/* When the list takes changes in: at once, in windows, if nothing holds it; otherwise only the
   selected case, and the rest on request. */
import * as alerts from "./alerts.js";
import * as bar from "./bar.js";
import * as cells from "./cells.js";
import * as facets from "./facets.js";
import * as filter from "./filter.js";
import * as foot from "./foot.js";
import * as freeze from "./freeze.js";
import * as grid from "./grid.js";
import * as queue from "./queue.js";
import * as selection from "./selection.js";

// The time between two renewals grows with the cost of a renewal.
const WINDOW_MIN_MS = 100;
const WINDOW_MAX_MS = 1000;
const COST_SHARE = 0.1;

let flushing = null;
let flushedAt = -Infinity;
let cost = 0;
let alerted = false; // alerts have come that don't narrow the list yet

export function snapshot(model) {
  queue.snapshot(model);
  if (queue.empty()) renew();
  else come();
}

/* Begins with a new grid, which is still empty. */
export function begin(model) {
  queue.snapshot(model);
  renew();
}

function renew() {
  alerts.take();
  settle(queue.renew());
}

export function change(section) {
  queue.change(section);
  come();
}

function come() {
  const held = freeze.on();
  for (const no of [selection.at(), ...selection.chosen()]) {
    if (queue.waits().has(no)) inPlace(no);
  }
  if (held) bar.soon();
  if (held || flushing !== null) return;
  const pause = Math.min(Math.max(WINDOW_MIN_MS, cost / COST_SHARE), WINDOW_MAX_MS);
  flushing = setTimeout(flush, Math.max(0, flushedAt + pause - performance.now()));
}

/* Shows a change of the selected case at its present place. */
function inPlace(no) {
  if (!queue.inPlace(no)) return;
  cells.redraw();
  if (no === selection.at()) selection.reportSelected();
  if (selection.has(no)) selection.reportChosen();
}

function flush() {
  flushing = null;
  if (freeze.on()) return;
  flushedAt = performance.now();
  show();
  cost = performance.now() - flushedAt;
}

/* Applies all waiting changes; the list may stay held, as after the R key. */
export function show() {
  if (!grid.ready()) return;
  alerts.take();
  const left = queue.clean() ? [] : queue.apply(selection.at());
  if (alerted && filter.narrows("alert")) grid.refilter(queue.all);
  alerted = false;
  freeze.anew();
  settle(left);
}

function count() {
  facets.draw();
  foot.draw();
}

/* Deselects cases that have left the list, and counts what is shown. */
function settle(left) {
  if (grid.count() !== queue.fitting()) grid.anew(queue.all());
  const unseen = [selection.at(), ...selection.chosen()].filter(
    (no) => no !== null && grid.placeOf(no) === null,
  );
  selection.left([...left, ...unseen]);
  cells.redraw();
  count();
  bar.draw();
}

/* The filter has changed: applies it together with all waiting changes. */
export function filtered() {
  if (!grid.ready()) return;
  alerts.take();
  const left = queue.clean() ? [] : queue.apply(selection.at());
  grid.refilter(queue.all);
  settle(left);
}

export function ordered() {
  grid.ordered();
  show();
}

export function tick() {
  if (!grid.ready()) return;
  queue.turn();
  cells.redraw();
  if (alerted || !queue.clean()) come();
  bar.draw();
}

/* A list narrowed to alerts keeps those of the time when it was last free. */
export function alertsCame() {
  if (!grid.ready()) return;
  cells.redraw();
  if (filter.narrows("alert")) {
    alerted = true;
    facets.drawAlerts();
    come();
  } else {
    alerts.take();
    count();
  }
}

/* The selection has changed: shows the selected case as it is now. */
export function handMoved() {
  const no = selection.at();
  if (queue.waits().has(no)) inPlace(no);
  cells.redraw();
  if (freeze.on() || queue.clean()) bar.draw();
  else come();
}
