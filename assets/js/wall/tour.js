/* The tour of a wall: its stops in turn, each for its seconds. It waits while the data are lost,
   and gives way to an incident of level III or graver until that ends. */
import * as dom from "../common/dom.js";
import * as words from "../common/words.js";

const GRAVE = 3;
const TAKEN_OVER = "/wall/incidents";
const WAITING = ["lost", "waiting", "refused"];
const [LEAST_S, LASTS_S, MOST_S] = [5, 30, 600];
const STEP_MAX_MS = 2000; // a device that slept has not shown its stop meanwhile

let at = 0;
let left = null;
let before = null;
let known = "";
let grave = false;

export function rest() {
  [at, left, before] = [0, null, null];
}

/* For a moment the model of the next view is on its way: until then the known values count. */
function takenOver(model) {
  const current = model?.incident?.current;
  if (model?.incident) grave = Number.isInteger(current?.level) && current.level <= GRAVE;
  return grave;
}

/* The stop where the wall must be now. */
export function stop({ stops, path }, model) {
  const told = JSON.stringify(stops);
  if (told !== known) [known, at, left] = [told, 0, null];
  if (takenOver(model)) return TAKEN_OVER + new URL(path, location.href).search;
  return stops[at % stops.length]?.path ?? null;
}

export function tick({ stops }, model, root) {
  const now = performance.now();
  const passed = before === null ? 0 : Math.min(now - before, STEP_MAX_MS);
  before = now;
  if (stops.length === 0 || takenOver(model) || WAITING.includes(root?.dataset.state)) return;
  left = (left ?? stops[at % stops.length].seconds * 1000) - passed;
  if (left > 0) return;
  at = (at + 1) % stops.length;
  left = stops[at].seconds * 1000;
}

/* Writes "轮播 2/5" into the header; while it gives way, why. */
export function tell(order) {
  const place = document.getElementById("wall-tour");
  if (place === null) return;
  const { fill } = words;
  const n = order?.stops.length ?? 0;
  const said = grave ? fill("tour_waits") : fill("tour", { at: (at % n) + 1, n });
  dom.write(place, n === 0 ? "" : said);
}

/* The views that such a tour goes round, as the page's head names them. */
const standing = () => document.querySelector('meta[name="tour-stops"]').content.split(" ");

/* The tour of an address that asks for one, "?tour=30": the main walls, so many seconds each. */
export function standard() {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("tour") || asked.has("at")) return null;
  const seconds = Math.min(
    Math.max(Number.parseInt(asked.get("tour") ?? "", 10) || LASTS_S, LEAST_S),
    MOST_S,
  );
  const stops = standing().map((view) => ({ path: `/wall/${view}${location.search}`, seconds }));
  return { path: `/wall/tour${location.search}`, stops, identify_until: 0, night: null };
}
