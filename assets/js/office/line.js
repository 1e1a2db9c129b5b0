/* What the pages of leaders and duty desk share: the line, the first bar, and what passing time
   changes. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as ageOf from "../live/age.js";
import * as check from "../live/check.js";
import { open } from "../live/socket.js";
import { page, part } from "./shown.js";

const TICK_MS = 250;

/* What the page of this name shows below its first bar: see `start`. */
/** @type {any} */
let view = { name: "", draw() {}, tick() {}, facts: () => [] };
let second = null;

const ofBar = (name) => part(`#${view.name}-${name}`);

function draw() {
  if (!page.root?.isConnected || page.model === null) return;
  page.root.dataset.known = "";
  dom.show(ofBar("demo"), page.model.system?.demo === true);
  view.draw(page.model);
  second = null;
  tick();
}

/* Times once a second of the server's clock; the age also when it passes a limit in between. */
function tick() {
  if (!page.root?.isConnected) return;
  ageOf.show(page.root, ofBar("age"), page.model ?? {});
  const now = Math.floor((clock.now() ?? 0) / 1000);
  if (now === second || page.model === null) return;
  second = now;
  const today = clock.now();
  dom.write(ofBar("clock"), clock.second(today));
  const words = { day: clock.day(today), weekday: clock.weekday(today) };
  dom.write(ofBar("date"), say.fill("date", words));
  view.tick();
}

/* Plans the next tick first, so that the age goes on even if this one fails. */
function ticking() {
  setTimeout(ticking, TICK_MS - ((clock.now() ?? 0) % TICK_MS));
  tick();
}

function mount(element) {
  page.root = element;
  const { words, names, timezone } = element.dataset;
  say.speak(JSON.parse(words), JSON.parse(names));
  clock.speak(timezone, element.lang);
  document.documentElement.lang = element.lang;
  document.title = [part("[aria-current]"), part("h1")].map((one) => one.firstChild.textContent)
    .join(" · ");
  draw();
}

function facts() {
  const waiting = !page.root?.isConnected || page.model === null || clock.now() === null;
  if (waiting || document.hidden) return [];
  return [check.clockFact(ofBar("clock")), ...view.facts(page.model)];
}

/* Follows the screen of this name. `draw(model)` whenever it changes, `tick()` once a second;
   `facts(model)` are pairs of what is shown and what should be. The line's screen has the page's
   name unless `screen` is another one. Returns what a page can send. */
export function start(theView) {
  view = theView;
  const send = open(view.screen ?? view.name, {
    snapshot(now) {
      page.model = now;
      draw();
    },
    change: draw,
    checked: tick,
  });
  check.watch(facts);
  dom.whenThere(view.name, mount);
  ticking();
  return send;
}
