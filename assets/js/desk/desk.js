/* The desk: its line, its parts, and what changes as time passes. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { open } from "../live/socket.js";
import * as alarms from "../sound/alarms.js";
import * as alerts from "./alerts.js";
import * as bar from "./bar.js";
import * as cells from "./cells.js";
import { openPage } from "./command.js";
import * as facets from "./facets.js";
import * as filter from "./filter.js";
import * as foot from "./foot.js";
import * as freeze from "./freeze.js";
import * as grid from "./grid.js";
import * as head from "./head.js";
import * as incidents from "./incidents.js";
import * as warnings from "./warnings.js";
import * as loads from "./loads.js";
import * as presence from "./presence.js";
import * as queue from "./queue.js";
import * as screens from "./screens.js";
import * as selection from "./selection.js";
import * as soundButton from "../sound/sound_button.js";
import * as updates from "./updates.js";

const SCREEN = "console";
const ROOT = "console";
const TICK_MS = 250;

const draw = {
  rows: (_model, changed) => updates.change(changed),
  presence: (model) => {
    presence.show(model.presence);
    cells.redraw();
  },
  figures: (model) => bar.show(model.figures),
  alerts: (model) => {
    alarms.show(model.alerts);
    alerts.show(model);
  },
  alert_groups: (model) => alerts.show(model),
  alarm: (model) => alerts.show(model),
  instructions: (model) => alerts.show(model),
  incidents: (model) => incidents.show(model.incidents),
  warnings: (model) => warnings.tell(model.warnings),
  system: (model) => head.system(model.system),
  units: (model) => loads.show(model.units),
  screens: (model) => screens.show(model.screens),
};

let root = null;
let ready = false; // the grid exists and has got the cases
let model = null;
let second = null;

function snapshot(now) {
  model = now;
  alarms.show(model.alerts);
  if (ready) drawAll(updates.snapshot);
}

function drawAll(takeIn) {
  root.dataset.known = "";
  presence.show(model.presence);
  alerts.show(model);
  takeIn(model);
  bar.show(model.figures);
  incidents.show(model.incidents);
  warnings.tell(model.warnings);
  loads.show(model.units);
  screens.show(model.screens);
  head.system(model.system);
  second = null;
  tick();
}

function change(set) {
  if (!ready) return;
  for (const [section, changed] of Object.entries(set)) draw[section]?.(model, changed);
  if (root.dataset.state !== "live") tick();
}

/* Updates times once a second of the server's clock; the age also when it passes a limit
   between. */
function tick() {
  if (root === null) return;
  head.age(root, model ?? {});
  const now = Math.floor((clock.now() ?? 0) / 1000);
  if (now === second || model === null) return;
  second = now;
  head.time();
  incidents.draw();
  warnings.draw();
  updates.tick();
  screens.draw();
}

/* Plans the next tick first, so that the age goes on even if this one fails. */
function ticking() {
  setTimeout(ticking, TICK_MS - ((clock.now() ?? 0) % TICK_MS));
  tick();
}

/* A click selects the case; with Ctrl it chooses it, with Shift all up to it; a click into the
   margin does the same. */
function clicked(no, event) {
  if (root.querySelector(".console-side").getClientRects().length === 0) return openPage(no);
  if (event.shiftKey) selection.chooseTo(no);
  else if (event.ctrlKey || event.metaKey || event.target.closest(".row-mark")) {
    selection.choose(no);
  } else selection.go(no);
  return undefined;
}

async function mount(element) {
  root = element;
  ready = false;
  const { words, names, timezone } = root.dataset;
  say.speak(JSON.parse(words), JSON.parse(names));
  clock.speak(timezone, root.lang);
  document.documentElement.lang = root.lang;
  const named = [root.querySelector("nav [aria-current]"), root.querySelector("h1 > span")];
  document.title = named.map((one) => one.textContent).join(" · ");
  filter.start(() => updates.filtered());
  foot.mount();
  dom.sized(root.querySelector(".window-size"));
  alarms.start({ rows: queue.rows, lost: () => root.dataset.state !== "live" });
  soundButton.start(document.getElementById("console-sound"));
  facets.mount(document.getElementById("console-facets"));
  bar.mount(document.getElementById("console-bar"), updates.show);
  for (const part of [".console-queue", ".console-facets"]) {
    freeze.watch(document.querySelector(part));
  }
  await grid.start({
    cells: cells.OF,
    passing: (row) => filter.fits(row),
    onClick: clicked,
    onOrder: () => updates.ordered(),
    onScroll: () => foot.draw(),
  });
  ready = true;
  if (model !== null) drawAll(updates.begin);
  incidents.openAsked();
}

/* What the desk shows and what it should show: the clock, the day's figures, and as many rows as
   the filter lets through. */
function facts() {
  const waiting = !ready || model === null || clock.now() === null;
  if (waiting || document.hidden || !grid.ready()) return [];
  return [
    check.clockFact(document.getElementById("console-clock")),
    [check.textOf(document.querySelector(".bar-figures")), bar.today()],
    [grid.count(), queue.fitting()],
  ];
}

export function start() {
  selection.start(updates.handMoved);
  alerts.start(updates.alertsCame);
  presence.start(
    open(SCREEN, { snapshot, change, checked: tick }),
    selection.at,
    updates.handMoved,
  );
  // A reload would lose what somebody has in hand.
  check.watch(facts, freeze.on);
  dom.whenThere(ROOT, mount);
  ticking();
}
