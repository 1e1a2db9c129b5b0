/* Turns values into words in the screen's language; the words come with the page. */
import * as clock from "./clock.js";

const MINUTE_MS = 60000;
const HOUR = 60;
const DAY = 1440;
const grouped = new Intl.NumberFormat("en-US");

let words = {};
let names = {};

export function speak(theWords, theNames) {
  words = theWords;
  names = theNames;
}

export function fill(key, values = {}) {
  if (!has(key)) return "—";
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function has(key) {
  return Object.hasOwn(words, key);
}

export function count(value) {
  return Number.isInteger(value) ? grouped.format(value).replace("-", "−") : "—";
}

/* A text from outside; anything else is shown as unknown. */
export function text(value) {
  return typeof value === "string" && value !== "" ? value : "—";
}

/* The short name of a street, item or unit; a code without a name stands for itself. */
export function name(kind, code) {
  if (typeof code !== "string") return "—";
  return Object.hasOwn(names[kind], code) ? names[kind][code] : code;
}

/* Rounded down, so that 0 means now: 8分, 3时48分, 4.2天, 12天; on walls 15时. With `roughly`: 3时. */
export function duration(ms, roughly = false) {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  if (minutes < HOUR) return fill("minutes", { n: minutes });
  if (minutes < DAY) {
    const [h, m] = [Math.floor(minutes / HOUR), String(minutes % HOUR).padStart(2, "0")];
    return fill(h < 10 && !roughly ? "hours" : "ten_hours", { h, m });
  }
  const days = Math.floor((minutes * 10) / DAY) / 10;
  return fill("days", { n: days < 10 ? days.toFixed(1) : Math.floor(days) });
}

/* Time left or overdue, always with the word for it. */
export function due(at, wide = "") {
  const now = clock.now();
  if (now === null || !Number.isFinite(at)) return "—";
  return fill((now > at ? "over" : "left") + wide, { t: duration(now - at) });
}

export function seconds(n) {
  return n < HOUR ? fill("age_s", { n }) : duration(n * 1000);
}

export function place(street, grid) {
  const where = name("streets", street);
  return Number.isInteger(grid) ? `${where} ${grid}` : where;
}
