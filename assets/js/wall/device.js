/* A wall as a device: it shows what it is sent, shows its number when asked, dims at night. What
   somebody chooses at the wall stays until something else is sent. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import { live } from "../live/socket.js";
import { go, wall } from "./shown.js";
import * as tour from "./tour.js";

const AGAIN_MS = 5000;
const TOUR = "/wall/tour";

let asked; // what it shows, by the address it was opened with, until something is sent to it
let order = null;
let wanted = null; // where it was last sent
let there = false; // and whether it has arrived there
let went = -Infinity;

/* Compares addresses without the order of their parameters. */
function plain(path) {
  const { pathname, searchParams } = new URL(path, location.href);
  searchParams.sort();
  return `${pathname.replace(/\/+$/, "")}?${searchParams}`;
}

const here = () => location.pathname + location.search;

export function told(message) {
  begin();
  order = message.path === null && asked
    ? { ...message, path: asked.path, stops: asked.stops }
    : message;
  if (!touring()) tour.rest();
  follow();
  identify();
  dim();
}

function begin() {
  if (asked !== undefined) return;
  asked = tour.standard();
  order = asked;
}

const touring = () => order?.path?.startsWith(TOUR) ?? false;

function target() {
  return touring() ? tour.stop(order, wall.model) : order?.path ?? null;
}

/* Goes where it was sent, once; without an answer it tries again. */
function follow() {
  const next = target();
  if (next === null) return;
  if (next !== wanted) [wanted, there, went] = [next, false, -Infinity];
  there ||= plain(next) === plain(here());
  const now = performance.now();
  if (there || now - went < AGAIN_MS) return;
  went = now;
  go(next);
}

function identify() {
  const known = document.getElementById("wall-identify");
  const until = order?.identify_until ?? 0;
  const root = wall.root;
  const left = until - (clock.now() ?? Infinity);
  if (left <= 0 || root === null) return known?.remove();
  if (known !== null) return undefined;
  const made = document.createElement("div");
  made.id = "wall-identify";
  made.className = root.className;
  made.setAttribute("role", "status");
  for (
    const [className, words] of [
      ["identify-number", String(order.number)],
      ["identify-words", say.fill("identify", { n: order.number })],
      ["identify-name", order.name],
    ]
  ) {
    const line = document.createElement("span");
    line.className = className;
    line.textContent = words;
    made.append(line);
  }
  document.body.append(made);
  return undefined;
}

/* By the wall's clock, which is the district's; past midnight if the end is before the begin. */
function dim() {
  const root = wall.root;
  const now = clock.now();
  if (root === null || now === null) return;
  const hour = Number(clock.minute(now).slice(0, 2));
  const [since, until] = order?.night ?? [0, 0];
  const dark = since < until ? hour >= since && hour < until : hour >= since || hour < until;
  dom.mark(root, "data-night", order?.night && dark ? "" : null);
}

/* Called once a second. */
export function tick() {
  begin();
  if (order === null) return;
  if (touring()) tour.tick(order, wall.model, wall.root);
  follow();
  identify();
  dim();
  tour.tell(touring() ? order : null);
}

/* What this wall has drawn; the foreman sees it beside its name. */
export function drawn() {
  return {
    path: here().slice(0, 500),
    seq: live.seq,
    at: Math.floor(live.dataAt ?? 0),
    size: [window.innerWidth, window.innerHeight],
    build: live.build,
  };
}
