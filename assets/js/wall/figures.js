/* A wall's figures with their values an hour ago, or their gain since; and the streets' on the
   map. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import * as labels from "./map/labels.js";
import * as map from "./map/map.js";
import { wall } from "./shown.js";

const COLOURED = ["overdue", "severe", "soon"];
const DAILY = ["reported_today", "closed_today"]; // an hour ago these were always lower
const HOUR_MS = 3600000;
const TREND = { open: ["down", "same", "up"], other: ["better", "same", "worse"] };

const byId = (id) => document.getElementById(`wall-${id}`);
let root = null;
let places = [];
let panels = [];

/* The figures of this wall, searched only once. */
function find() {
  if (root === wall.root) return;
  root = wall.root;
  places = [...root.querySelectorAll("[id^=wall-figure-]")];
  panels = [...root.querySelectorAll(".figure[data-metric]")];
}

const said = (place, now) => say.count(now[place.id.slice("wall-figure-".length)]);

/* Each figure in the page, with the model's value. */
export function shown({ figures: now = {} }) {
  const here = document.querySelectorAll("[id^=wall-figure-]");
  return [...here].map((place) => [check.textOf(place), said(place, now)]);
}

export function figures(/** @type {Model} */ { figures: now = {}, before = {}, yesterday = {} }) {
  find();
  for (const place of places) write(place, said(place, now));
  for (const panel of panels) {
    const { metric } = panel.dataset;
    mark(panel.querySelector(".figure-body"), "data-length", String(say.count(now[metric]).length));
    if (COLOURED.includes(metric)) mark(panel, "data-hot", now[metric] > 0 ? "" : null);
    compare(metric, now[metric], before[metric]);
    if (DAILY.includes(metric)) sinceYesterday(metric, now[metric], yesterday[metric]);
  }
  const severe = root.querySelector(".figure .severe");
  if (severe) show(severe, now.severe > 0);
}

/* The change in words: more waiting cases are worse, more open ones are just more. */
function compare(key, now, before) {
  const known = Number.isInteger(now) && Number.isInteger(before);
  const by = known ? now - before : 0;
  const amount = { n: say.count(Math.abs(by)) };
  if (DAILY.includes(key)) return gain(key, known && sameDay(), amount);
  const trend = (TREND[key] ?? TREND.other)[Math.sign(by) + 1]; // more open ones are neither good nor bad
  write(byId(`before-${key}`), say.fill("before", { n: say.count(before) }));
  write(byId(`change-${key}`), by ? say.fill(by > 0 ? "more" : "fewer", amount) : "");
  write(byId(`trend-${key}`), known ? say.fill(trend) : "");
}

/* The gain of the last hour, as a daily count only grows. */
function gain(key, known, amount) {
  write(byId(`change-${key}`), known ? say.fill("lately", amount) : "");
  write(byId(`trend-${key}`), "");
}

/* How much more than yesterday by this time; nothing if yesterday is unknown. */
function sinceYesterday(key, now, then) {
  const known = Number.isInteger(now) && Number.isInteger(then);
  const by = known ? now - then : 0;
  const n = `${["−", "±", "+"][Math.sign(by) + 1]}${say.count(Math.abs(by))}`;
  write(byId(`before-${key}`), known ? say.fill("since_yesterday", { n }) : "");
}

/* Whether an hour ago was the same day; otherwise its count belongs to another day. */
function sameDay() {
  const now = clock.now();
  return now !== null && clock.day(now) === clock.day(now - HOUR_MS);
}

/* Writes the labels of these streets by the present totals. */
export function streets({ streets: totals = {} }, codes) {
  let resized = false;
  for (const code of codes) {
    const label = byId(`street-${code}`);
    if (label === null) continue; // a street that a newer server has added
    const { overdue = 0, open = 0 } = totals[code] ?? {};
    const [count, text] = [label.lastChild, `${say.count(overdue)}/${say.count(open)}`];
    resized ||= count.textContent.length !== text.length;
    write(count, text);
  }
  labels.rank(totals);
  if (resized) map.plan();
}

export function scale(times) {
  const place = byId("map-scale");
  if (place === null) return; // its wall may be gone
  // Without room for both halves there is nothing to compare.
  write(place, times >= 1 ? say.fill("scale", { n: times.toFixed(1) }) : "");
}
