/* When the list takes in what has come: at once where nothing holds it, in windows; otherwise what
   is under the hand alone, and the rest when it is asked for. */
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

// The time between two renewals of the list grows with what one of them costs.
const WINDOW_MIN_MS = 100;
const WINDOW_MAX_MS = 1000;
const COST_SHARE = 0.1;

let flushing = null;
let flushedAt = -Infinity;
let cost = 0;
let alerted = false; // alerts have come that the list isn't narrowed by yet

export function snapshot(model) {
  queue.snapshot(model);
  if (queue.empty()) renew();
  else come();
}

/* With a new grid, which has nothing yet. */
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

/* What has come of a case in the hand shows where it stands. */
function inPlace(no) {
  if (!queue.inPlace(no)) return;
  cells.redraw();
  if (no === selection.at()) selection.sayHere();
  if (selection.has(no)) selection.sayChosen();
}

function flush() {
  flushing = null;
  if (freeze.on()) return;
  flushedAt = performance.now();
  show();
  cost = performance.now() - flushedAt;
}

/* Everything that has waited; the list may stay held, as after the R key. */
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

/* What has left the list can't stay in the hand; and what is counted is what is shown. */
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

/* Another filter: what it is to show is looked at anew, and with that everything that waited. */
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

/* A list that is narrowed to alerts stays so by those of the time when it was free. */
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

/* The focus or the choice has changed: the case that is looked at is looked at as it is. */
export function handMoved() {
  const no = selection.at();
  if (queue.waits().has(no)) inPlace(no);
  cells.redraw();
  if (freeze.on() || queue.clean()) bar.draw();
  else come();
}
