/* Compares the screen with the model at intervals: whatever came between them (a translated
   page, an extension, a fault of ours), a screen that no longer changes says so and reloads. */
import * as clock from "../common/clock.js";
import * as renewal from "./renewal.js";

const EVERY_MS = 4000;
const TIMES = 2; // a difference that lasts for two looks is no change on its way
const ANEW_MS = 600000; // if a reload doesn't help it isn't repeated soon
const KEY = "cc-loaded-anew";
const CLOCK_MS = 2000;

let found = 0;

/* `facts()` returns pairs of shown and expected values; none while there is no picture. `busy()`
   tells whether a reload would lose somebody's work. */
export function watch(facts, busy = () => false) {
  setInterval(() => {
    const wrong = facts().find(([shown, right]) => shown !== right);
    found = wrong === undefined ? 0 : found + 1;
    if (found === TIMES) console.warn("shown is not what the model says:", ...wrong);
    if (found >= TIMES && !busy() && mayLoad()) renewal.renew(remember);
  }, EVERY_MS);
}

/* When this window last reloaded; null where nothing can be stored. */
function loadedAt() {
  try {
    return Number(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function mayLoad() {
  const last = loadedAt();
  return last !== null && Math.abs(clock.now() - last) >= ANEW_MS;
}

const remember = () => sessionStorage.setItem(KEY, String(clock.now()));

export const textOf = (element) => element?.textContent ?? null;

/* The clock must run; a difference of one second is the time between two steps. */
export function clockFact(element) {
  const now = clock.now();
  const near = [-CLOCK_MS, -CLOCK_MS / 2, 0, CLOCK_MS / 2].map((ms) => clock.second(now + ms));
  const shown = textOf(element);
  return [shown, near.includes(shown) ? shown : clock.second(now)];
}

export const differs = () => found >= TIMES;
