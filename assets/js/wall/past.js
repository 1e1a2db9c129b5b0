/* Looking back: the wall shows a past minute. A bar at its foot and keys lead to others. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { live } from "../live/socket.js";
import { go, wall } from "./shown.js";

const KEYS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
const MINUTE_MS = 60000;
const TOGETHER_MS = 250; // quick steps lead only to the last one
const SHOWN_MS = 6000;

let root = null;
let at = null;
let wanted = null; // where the steps so far lead
let going = null;
let hiding = null;
let keyed = false;
let title = null;
let input = null; // one for all minutes, so that what somebody is writing stays
let written = false;

export const on = () => root?.dataset.past !== undefined;
export const nowhere = () => on() && at === null; // the address has no valid minute

export function mount(element) {
  root = element;
  at = root.dataset.past ? Number(root.dataset.past) : null;
  if (!on()) rest();
  // Steps that are still to lead somewhere go on from where they are.
  if (!wall.again && going === null) wanted = null;
  clock.freeze(at);
  const named = [...root.querySelectorAll("h1 > .title-district, h1 > .title-view")];
  title = named.map((part) => part.textContent).join(" · ") || document.title;
  document.title = on() ? `${root.dataset.title} · ${title}` : title;
  if (on()) addField(root.querySelector(".past-field"));
}

function addField(place) {
  mark(root, "data-keyed", keyed ? "" : null);
  input ??= made();
  input.setAttribute("aria-label", place.dataset.name);
  if (!wall.again) {
    input.value = wanted === null ? root.dataset.minute : clock.address(wanted);
    written = false;
  }
  place.append(input);
  document.getElementById("wall-past-bar").addEventListener("click", pressed);
}

/* Keys change a date part by part: it counts on Enter or when the field is left. */
function made() {
  const field = document.createElement("input");
  field.type = "datetime-local";
  field.addEventListener("change", () => (written = true));
  field.addEventListener("blur", () => setTimeout(left)); // with its screen it loses the focus for a moment
  return field;
}

function left() {
  if (on() && written && document.activeElement !== input) typed();
}

/* Shown instead of the data's age: a past picture doesn't age, even without a line. */
export function age(model) {
  const past = model?.system?.past ?? null;
  const shown = past !== null && past.refused === undefined && !past.coming;
  mark(root, "data-state", shown ? "past" : "waiting");
  const words = root.querySelectorAll(".panel-age");
  const then = say.fill(shown ? "panel.past" : "panel.waiting", { time: clock.minute(at) });
  for (const element of words) write(element, then);
  const said = document.getElementById("wall-past-said");
  show(said, !shown);
  if (!shown) write(said, why(past));
}

function why(past) {
  if (past === null) return say.fill(live.refused ? `${live.refused}_blank` : "waiting");
  if (past.coming) return say.fill("past.coming");
  const { since = null, ...values } = past.values ?? {};
  const began = since === null ? "—" : `${clock.day(since)} ${clock.minute(since)}`;
  return say.fill(`past.${past.refused}`, { ...values, since: began });
}

/* Goes to this minute, in the form of the address; without one, back to now. */
function lead(minute) {
  rest();
  const search = new URLSearchParams(location.search);
  search.set("at", minute);
  go(`${location.pathname}?${search}`);
}

function rest() {
  clearTimeout(going);
  going = null;
}

function back() {
  wanted = null;
  lead("");
}

function step(minutes) {
  wanted = (wanted ?? at ?? clock.now() ?? 0) + minutes * MINUTE_MS;
  const minute = clock.address(wanted);
  input.value = minute;
  rest();
  going = setTimeout(lead, TOGETHER_MS, minute);
}

function pressed(event) {
  const button = event.target.closest("button");
  if (button?.dataset.by) step(Number(button.dataset.by));
  else if (button) back();
}

function typed() {
  const { value } = input;
  written = false;
  if (value !== "" && value !== root.dataset.minute) lead(value);
}

function seen(now = true) {
  keyed = now;
  mark(root, "data-keyed", keyed ? "" : null);
  clearTimeout(hiding);
  if (keyed) hiding = setTimeout(seen, SHOWN_MS, false);
}

function key(event) {
  if (!on() || event.ctrlKey || event.altKey || event.metaKey) return;
  seen();
  const inField = event.target === input;
  if (event.key === "Escape") back();
  else if (inField && event.key === "Enter") typed();
  else if (!inField && Object.hasOwn(KEYS, event.key)) step(KEYS[event.key]);
  else return;
  event.preventDefault();
}

export const start = () => document.addEventListener("keydown", key);
