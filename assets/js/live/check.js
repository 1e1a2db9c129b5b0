/* What is shown, held against the model now and then: whatever came between the two (a translated
   page, an extension, a fault of ours), a screen that stands still says so and loads anew. */
import * as clock from "../common/clock.js";
import * as renewal from "./renewal.js";

const EVERY_MS = 4000;
const TIMES = 2; // a difference that is there twice is no change on its way
const ANEW_MS = 600000; // a new page that doesn't help isn't asked for again and again
const KEY = "cc-loaded-anew";
const CLOCK_MS = 2000;

let found = 0;

/* `facts()` says pairs of what is shown and what the model says; none while there is no picture.
   `busy()`: whether somebody would lose something by a new page. */
export function watch(facts, busy = () => false) {
  setInterval(() => {
    const wrong = facts().find(([shown, right]) => shown !== right);
    found = wrong === undefined ? 0 : found + 1;
    if (found === TIMES) console.warn("shown is not what the model says:", ...wrong);
    if (found >= TIMES && !busy() && mayLoad()) renewal.renew(remember);
  }, EVERY_MS);
}

/* When this window loaded anew last; null where nothing may be kept. */
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

/* The clock runs; a second's difference is the time between two of its steps. */
export function clockFact(element) {
  const now = clock.now();
  const near = [-CLOCK_MS, -CLOCK_MS / 2, 0, CLOCK_MS / 2].map((ms) => clock.second(now + ms));
  const shown = textOf(element);
  return [shown, near.includes(shown) ? shown : clock.second(now)];
}

export const differs = () => found >= TIMES;
