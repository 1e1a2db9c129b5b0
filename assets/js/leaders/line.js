/* The leaders' page: its line, its parts, and what passing time changes on it. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as ageOf from "../live/age.js";
import * as check from "../live/check.js";
import { open } from "../live/socket.js";
import * as cases from "./cases.js";
import * as figures from "./figures.js";
import * as review from "./review.js";
import { page, part } from "./shown.js";

const NAME = "leaders";
const TICK_MS = 250;

let second = null;

/* A list of cases has the same first bar, and nothing else of this. */
const isBoard = () => page.root?.isConnected && part(".leaders-body") !== null;

function draw() {
  if (!page.root?.isConnected || page.model === null) return;
  page.root.dataset.known = "";
  dom.show(part("#leaders-demo"), page.model.system?.demo === true);
  if (isBoard()) {
    for (const one of [figures.draw, cases.draw, review.draw, review.streets]) one(page.model);
  }
  second = null;
  tick();
}

/* Times once a second of the server's clock; the age also when it passes a limit in between. */
function tick() {
  if (!page.root?.isConnected) return;
  ageOf.show(page.root, part("#leaders-age"), page.model ?? {});
  const now = Math.floor((clock.now() ?? 0) / 1000);
  if (now === second || page.model === null) return;
  second = now;
  const today = clock.now();
  dom.write(part("#leaders-clock"), clock.second(today));
  const words = { day: clock.day(today), weekday: clock.weekday(today) };
  dom.write(part("#leaders-date"), say.fill("date", words));
  if (isBoard()) cases.tick();
}

/* The next one first: whatever goes wrong in this, the age of the data goes on. */
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
  if (!isBoard() || page.model === null || clock.now() === null || document.hidden) return [];
  return [check.clockFact(part("#leaders-clock")), ...figures.facts(page.model)];
}

export function start() {
  open(NAME, {
    snapshot(now) {
      page.model = now;
      draw();
    },
    change: draw,
    checked: tick,
  });
  check.watch(facts);
  dom.whenThere(NAME, mount);
  ticking();
}
