/* The last day by hour, as bars with their peak and hours; hours that nobody stored are hatched. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";

const LABEL_EVERY = 6;

const hourOf = (ms) => clock.minute(ms).slice(0, 2);
const known = (values) => values.filter((value) => Number.isInteger(value));
const sum = (values) => known(values).reduce((all, value) => all + value, 0);

/* As many columns as hours; each has one bar for each series, the first up, the second down. */
function bars(box, ...series) {
  const count = series[0]?.length ?? 0;
  while (box.childElementCount > count) box.lastElementChild.remove();
  while (box.childElementCount < count) {
    const hour = document.createElement("span");
    for (const _ of series) hour.append(document.createElement("i"));
    box.append(hour);
  }
  const most = Math.max(1, ...series.flatMap(known));
  [...box.children].forEach((hour, at) => {
    mark(hour, "data-missing", series.some((values) => !Number.isInteger(values[at])) ? "" : null);
    series.forEach((values, which) => {
      const height = `${(((values[at] ?? 0) / most) * 100).toFixed(1)}%`;
      const bar = hour.children[which];
      if (bar.style.height !== height) bar.style.height = height;
    });
  });
}

/* Labels every sixth hour of the clock, below its bar. */
function hours(box, ends) {
  while (box.childElementCount > ends.length) box.lastElementChild.remove();
  while (box.childElementCount < ends.length) box.append(document.createElement("span"));
  ends.forEach((end, at) => {
    const hour = hourOf(end);
    write(box.children[at], Number(hour) % LABEL_EVERY === 0 ? hour : "");
  });
}

/* A panel's two charts: open cases at the end of each hour; arrived and finished ones in it. */
export function day(
  panel,
  unit,
  /** @type {Model} */ { hours: { at, ends = [] } = {}, held = {}, arrived = {}, closed = {} },
) {
  const part = (name) => panel.querySelector(`.${name}`);
  const kept = held[unit] ?? [];
  const any = ends.length > 0 && known(kept).length > 0;
  write(part("hours-at"), Number.isFinite(at) ? say.fill("at", { t: clock.minute(at) }) : "");
  show(part("charts"), ends.length > 0);
  write(part("no-hours"), ends.length > 0 ? "" : say.fill("no_hours"));
  if (ends.length === 0) return;
  const gaps = kept.length - known(kept).length;
  const most = Math.max(...known(kept));
  write(part("peak"), any ? say.fill("highest", { n: say.count(most) }) : "—");
  write(
    part("peak-at"),
    any ? say.fill("highest_at", { t: hourOf(ends[kept.indexOf(most)]) }) : "",
  );
  write(part("missing"), gaps > 0 ? say.fill("missing", { n: gaps }) : "");
  write(part("arrived-n"), say.count(sum(arrived[unit] ?? [])));
  write(part("closed-n"), say.count(sum(closed[unit] ?? [])));
  bars(part("chart-open .hours"), kept);
  bars(part("chart-flows .hours"), arrived[unit] ?? [], closed[unit] ?? []);
  for (const box of panel.querySelectorAll(".clock-hours")) hours(box, ends);
}

/* A unit's day beside its name: bars, and its open cases at this time yesterday. */
export function small(cells, values = []) {
  mark(cells("past"), "data-quiet", sum(values) > 0 ? null : "");
  bars(cells("day"), values);
  write(cells("was"), say.fill("was", { n: say.count(values[0]) }));
}
