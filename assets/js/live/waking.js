/* Notices when this machine, or only this page, has been paused. */
import * as clock from "../common/clock.js";

const LOOK_MS = 1000;
const SLEPT_MS = 5000;

/* Calls `woken(true)` after a sleep that the browser's counter has left out: the clock is moved
   on, and no line survives that. Calls `woken(false)` if only the page was paused. Only leaps of
   the wall clock are used. */
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
