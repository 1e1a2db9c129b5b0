/* The frame of the walls: the socket, the view in the address, each section in its place, and
   what changes as time passes. Another view needs no reload. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { needs } from "../live/page.js";
import { live, open } from "../live/socket.js";
import * as device from "./device.js";
import * as figures from "./figures.js";
import * as head from "./head.js";
import * as incident from "./incident.js";
import * as past from "./past.js";
import * as pointer from "./pointer.js";
import { enter, wall } from "./shown.js";
import * as warnings from "./warnings.js";

const ROOT = "wall";
const TICK_MS = 250;

const frame = {
  figures: (now) => figures.figures(now),
  before: (now) => figures.figures(now),
  yesterday: (now) => figures.figures(now),
  incident: (now) => incident.draw(now),
  system: (now) => head.system(now),
  warnings: (now) => warnings.draw(now),
};

let views = {};
let view = null;
let second = null;
let pictured = () => {}; // the first model is on the screen

function draw(section, changed, whole) {
  frame[section]?.(wall.model, changed);
  view.draw[section]?.(wall.model, changed, whole);
}

/* Whether a view is in the page; some addresses have none. */
const shows = () => wall.root?.isConnected ?? false;

function drawAll() {
  if (!shows() || wall.model === null) return;
  wall.root.dataset.known = "";
  const sections = new Set([...Object.keys(frame), ...Object.keys(view.draw)]);
  for (const section of sections) draw(section, wall.model[section] ?? {}, true);
  second = null;
  tick();
  pictured();
}

function change(set) {
  if (!shows()) return;
  for (const [section, changed] of Object.entries(set)) draw(section, changed, false);
  if (wall.root.dataset.state !== "live") tick();
}

/* Updates times once a second of the server's clock; the age also when it passes a limit
   between. */
function tick() {
  if (!shows()) return wall.root === null ? undefined : device.tick();
  head.age(wall.root, wall.model || {});
  const now = Math.floor((clock.now() ?? 0) / 1000);
  if (now === second || wall.model === null) return;
  second = now;
  head.time();
  head.shiftPixels(wall.root);
  device.tick();
  incident.tick(wall.model);
  warnings.draw(wall.model);
  view.tick?.(wall.model);
}

/* Plans the next tick first, so that the age goes on even if this one fails. */
function ticking() {
  setTimeout(ticking, TICK_MS - ((clock.now() ?? 0) % TICK_MS));
  tick();
}

function mount(element) {
  const { words, names, timezone, view: name } = element.dataset;
  enter(element);
  live.enter(wall.screen);
  view = views[name];
  say.speak(JSON.parse(words), JSON.parse(names));
  clock.speak(timezone, wall.root.lang);
  past.mount(wall.root);
  document.documentElement.lang = wall.root.lang;
  pointer.watch(wall.root);
  dom.sized(wall.root.querySelector(".window-size"));
  view.mount(wall.root, drawAll);
  drawAll();
}

/* Checked only in the present: a wall that looks back doesn't change. */
function facts() {
  const standing = !shows() || wall.model === null || past.on() || clock.now() === null;
  if (standing || document.hidden) return [];
  return [check.clockFact(document.getElementById("wall-clock")), ...figures.shown(wall.model)];
}

/* `theViews`: each view by name: { start(), mount(root, drawAll), draw, tick, checked }. */
export function start(theViews) {
  views = theViews;
  needs(new Promise((done) => (pictured = () => done(null))));
  for (const one of Object.values(views)) one.start?.();
  past.start();
  pointer.start();
  document.documentElement.classList.add("on-wall");
  // The socket doesn't wait for the page, so its snapshot is there when the page is.
  open(wall.screen, {
    snapshot(now) {
      wall.model = now;
      drawAll();
    },
    change,
    order: (told) => device.told(told),
    drawn: () => device.drawn(),
    checked() {
      view?.checked?.();
      if (shows() && wall.root.dataset.state !== "live") tick();
    },
  });
  dom.whenThere(ROOT, mount);
  check.watch(facts);
  ticking();
}
