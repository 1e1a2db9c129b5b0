/* Every report clock, owed ones by time left; what can be done now; the milestones. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { light, report, rows, told } from "./rows.js";

export function draw(/** @type {Model} */ { reports, acts = {}, milestones = {} }) {
  const clocks = told(reports);
  rows(".clocks", clocks.length).forEach((row, at) => fill(row, clocks[at]));
  show(part("#incident-reports .none"), clocks.length === 0);
  write(part("#incident-reports .none-text"), say.fill("owed.none"));
  for (const button of part("#incident-reports .acts").children) {
    show(button, acts[button.dataset.act] === true);
  }
  passed(milestones);
  tick();
}

function fill(row, { kind, n, due, out }) {
  const cell = (name) => row.querySelector(`.${name}`);
  write(cell("name"), report(kind, n));
  const gone = out !== null;
  write(
    cell("when"),
    say.fill(gone ? "report.out" : "report.due", { at: clock.stamp(gone ? out : due) }),
  );
  show(cell("lamp"), !gone);
  show(cell("mark-tick"), gone);
  mark(row, "data-out", gone ? "" : null);
}

function passed(milestones) {
  const names = Object.keys(milestones);
  rows(".milestones", names.length).forEach((row, at) => {
    const [cell, one] = [(name) => row.querySelector(`.${name}`), milestones[names[at]]];
    write(cell("name"), say.fill(`milestone.${names[at]}`));
    write(cell("at"), one === null ? say.fill("milestone.none") : clock.stamp(one.at));
    const late = one?.entered ?? null;
    write(cell("entered"), late === null ? "" : say.fill("late", { at: clock.stamp(late) }));
    mark(row, "data-missing", one === null ? "" : null);
  });
}

/* The same as the server's `ReportClock.status`. */
function statusOf({ due, soon, out, unsigned }) {
  const now = clock.now();
  if (out !== null) return out > due ? "LATE" : "DELIVERED";
  if (now > due) return "OVERDUE";
  if (unsigned) return "UNSIGNED";
  return now >= soon ? "DUE_SOON" : "NOT_DUE";
}

export function tick() {
  const now = clock.now();
  if (now === null) return;
  const lines = [...part(".clocks").children];
  told(page.model?.reports).forEach((one, at) => {
    const cell = (name) => lines[at].querySelector(`.${name}`);
    const t = say.duration(Math.max(0, (one.out ?? now) - one.due));
    write(cell("status"), say.fill(`report.status.${statusOf(one)}`, { t }));
    write(cell("time"), one.out === null ? say.due(one.due) : "");
    light(cell("lamp"), { due: one.due, from: one.soon }, now);
    mark(lines[at], "data-hot", one.out === null && now >= one.soon ? "" : null);
  });
}
