/* Two clocks on one axis of time, by the server's time: share used, time left, and now. */
import * as clock from "./clock.js";
import * as dom from "./dom.js";
import * as say from "./words.js";

const HOUR_MS = 60 * 60000;
const ROOM = 0.06; // share of the axis that stays free after now
const IN_HOURS = new Set(["HOUR", "WORK_HOUR"]);

/* The share used at an instant, interpolated linearly between the knots [[ms, share], …]. */
function used(knots, now) {
  const after = knots.findIndex(([at]) => at > now);
  if (after === -1) return 1;
  if (after === 0) return 0;
  const [[at0, share0], [at1, share1]] = [knots[after - 1], knots[after]];
  return share0 + ((share1 - share0) * (now - at0)) / (at1 - at0);
}

export function timeLeft(due, now) {
  return say.fill(now > due ? "over" : "left", { t: say.duration(due - now) });
}

function amount(share, limit, unit) {
  if (IN_HOURS.has(unit)) return say.duration(share * limit * HOUR_MS);
  const n = share * limit;
  return unit === "MINUTE" ? String(Math.floor(n)) : (Math.floor(n * 10) / 10).toFixed(1);
}

function usedWords(share, { limit, unit }) {
  const percent = Math.floor(share * 100);
  if (!limit) return say.fill("used.share", { percent });
  const whole = say.fill(`limit.${unit}`, { n: limit });
  return say.fill("used.limit", {
    used: amount(share, Number(limit), unit),
    limit: whole,
    percent,
  });
}

function run(element, now) {
  const knots = JSON.parse(element.dataset.run);
  const share = used(knots, now);
  dom.write(element.querySelector(".clock-used"), usedWords(share, element.dataset));
  const [[start], [due]] = [knots[0], knots[knots.length - 1]];
  // The axis shows real time, whatever part of it counts.
  const passed = Math.min(Math.max((now - start) / Math.max(due - start, 1), 0), 1);
  dom.width(element.querySelector(".bar-used"), passed);
  dom.write(element.querySelector(".clock-left"), timeLeft(due, now));
}

/* Makes the axis longer when now has passed its end, and moves everything on it. */
function stretch(axis, now) {
  const [start, end] = [Number(axis.dataset.start), Number(axis.dataset.end)];
  if (now <= end) return [start, end];
  const longer = now + (now - start) * ROOM;
  axis.dataset.end = longer;
  const place = (at) => `${((100 * (at - start)) / (longer - start)).toFixed(2)}%`;
  for (const element of axis.querySelectorAll(".clock")) {
    const knots = JSON.parse(element.dataset.run);
    const [from, to] = [knots[0][0], knots[knots.length - 1][0]];
    const bar = element.querySelector(".bar");
    bar.style.left = place(from);
    bar.style.width = place(start + to - from);
  }
  for (const mark of axis.querySelectorAll(".ticks [data-at]")) {
    mark.style.setProperty("--at", place(Number(mark.dataset.at)));
  }
  return [start, longer];
}

/* The bar from the deadline to now, once it has passed. */
function over(element, [start, end], now) {
  const knots = JSON.parse(element.dataset.run);
  const [due] = knots[knots.length - 1];
  const bar = element.querySelector(".bar-over");
  const share = Math.max(0, now - due) / (end - start);
  bar.style.left = `${((100 * (due - start)) / (end - start)).toFixed(2)}%`;
  dom.width(bar, share);
}

export function draw(element, now) {
  const [start, end] = stretch(element, now);
  const share = Math.min(Math.max((now - start) / (end - start), 0), 1);
  element.querySelectorAll(".clock").forEach((one) => {
    run(one, now);
    over(one, [start, end], now);
  });
  const line = element.querySelector(".now");
  line.style.left = `${(share * 100).toFixed(2)}%`;
  dom.mark(line, "data-edge", share > 0.88 ? "end" : share < 0.12 ? "start" : null);
  dom.write(line.firstChild, say.fill("now_at", { t: clock.minute(now) }));
}
