/* The server's clock, derived from its messages; the client's own wall clock is never read. */

const WINDOW_MS = 10000; // the fastest message of the last two windows had the least delay

let best = null;
let bestBefore = null;
let windowSince = 0;
let anew = false;
let forms = null;
let stood = null;

export function sync(now) {
  if (!Number.isFinite(now)) return;
  const here = performance.now();
  const sample = now - here;
  if (anew || here - windowSince > WINDOW_MS) {
    bestBefore = anew ? null : best;
    anew = false;
    best = sample;
    windowSince = here;
  } else if (best === null || sample > best) {
    best = sample;
  }
}

/* Forgets the offset: a new connection may lead to a server with a different clock. */
export function restart() {
  anew = true;
}

/* Stops the clock at this instant, for a wall that looks back; null lets it run again. */
export function freeze(ms) {
  stood = ms;
}

/* Moves the clock on: this machine has slept for so long and has not counted it. */
export function skip(ms) {
  if (best !== null) best += ms;
  if (bestBefore !== null) bestBefore += ms;
}

export function now() {
  if (stood !== null) return stood;
  if (best === null) return null;
  const offset = bestBefore === null ? best : Math.max(best, bestBefore);
  return performance.now() + offset;
}

export function speak(timeZone, locale) {
  const form = (options) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  forms = {
    second: form({ ...clock, second: "2-digit" }),
    minute: form(clock),
    day: form({ month: locale.startsWith("zh") ? "long" : "short", day: "numeric" }),
    weekday: form({ weekday: "short" }),
    // Swedish format equals that of addresses, except for the space.
    address: new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }),
  };
}

const shown = (kind) => (ms) => (Number.isFinite(ms) ? forms[kind].format(ms) : "—");

export const second = shown("second");
export const minute = shown("minute");
export const day = shown("day");
export const weekday = shown("weekday");

/* "2026-11-25T17:42": a past minute as it is written in an address. */
export const address = (ms) => shown("address")(ms).replace(" ", "T");

const isToday = (ms) => now() === null || day(ms) === day(now());

/* The time for an instant of today, else date and time. */
export const moment = (ms) => (isToday(ms) ? minute(ms) : `${day(ms)} ${minute(ms)}`);

/* For narrow places: the time for an instant of today, else the date alone. */
export const brief = (ms) => (isToday(ms) ? minute(ms) : day(ms));

/* The same in figures: "11-25 17:42". */
export const stamp = (ms) => (isToday(ms) ? minute(ms) : shown("address")(ms).slice(5));

/* "18:00–20:00", of something that lasts a day at most; with its date unless it begins today. */
export const span = (from, to) => `${stamp(from)}–${minute(to)}`;
