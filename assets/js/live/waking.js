/* When this machine, or only this page, has been still. */
import * as clock from "../common/clock.js";

const LOOK_MS = 1000;
const SLEPT_MS = 5000;

/* `woken(true)` after a sleep that the browser's counter has left out: it is moved on, and no line
   has outlived that. `woken(false)` when only the page has been still. Of the wall clock nothing
   but its leaps is used. */
export function whenAwake(woken) {
  const lead = () => Date.now() - performance.now();
  let before = lead();
  setInterval(() => {
    const leap = lead() - before;
    before += leap;
    if (leap <= SLEPT_MS) return;
    clock.skip(leap);
    woken(true);
  }, LOOK_MS);
  document.addEventListener("resume", () => woken(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") woken(false);
  });
}
