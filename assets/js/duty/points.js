/* What must be done now, by time left; a digit opens the line of its place. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { address, page, part } from "../office/shown.js";
import { what, which } from "./point_words.js";
import { light, rows, told } from "./rows.js";

const KEYS = 9;
const OF_INCIDENTS = ["REPORT", "SUSPECTED", "MILESTONE", "TASK", "PARTY"];
const OF_INCIDENT_ALERTS = ["INCIDENT", "REPORT_DUE", "REPORT_LATE"];

/* A report that isn't due soon yet has no line: that comes with time alone. */
const listed = (point) => clock.now() === null || point.since <= clock.now();

const present = () => told(page.model?.points).filter(listed);

/* Where it is done: an incident's workspace, or the case; nowhere for a silent source. */
function actOf({ kind, of, more }) {
  if (kind === "SOURCE") return null;
  if (kind === "HANDOVER") return "#duty-shift";
  if (kind === "INSTRUCTION") return address("/console", { instruction: of });
  const incident = OF_INCIDENTS.includes(kind) || more === "LINKED" ||
    (kind === "ALERT" && OF_INCIDENT_ALERTS.includes(more));
  if (incident) return address(`/duty/incident/${encodeURIComponent(of)}`);
  return address(`/case/${encodeURIComponent(of)}`);
}

export function draw(_model) {
  const points = present();
  rows(".points", points.length).forEach((row, at) => fill(row, points[at], at));
  show(part("#duty-points .none"), points.length === 0);
  write(part("#duty-points .none-text"), say.fill("points.none"));
  write(part("#duty-points .none-detail"), say.fill("points.none.detail"));
  const rest = page.model?.more?.n ?? 0;
  const more = part("#duty-points .more");
  show(more, rest > 0);
  mark(more, "href", address("/console", { alert: "LIST" }));
  write(more.firstChild, say.fill("points.more", { n: say.count(rest) }));
  times();
}

function fill(row, point, at) {
  const [line, leads] = [row.firstElementChild, actOf(point)];
  const cell = (name) => line.querySelector(`.${name}`);
  mark(line, "href", leads);
  mark(line, "aria-keyshortcuts", leads !== null && at < KEYS ? String(at + 1) : null);
  Object.assign(row.dataset, { kind: point.kind, of: point.of });
  mark(row, "data-drill", point.drill ? "" : null);
  write(cell("key"), leads !== null && at < KEYS ? String(at + 1) : "");
  write(cell("what"), what(point));
  write(cell("which"), which(point));
  write(cell("place"), point.street === "" ? "" : say.place(point.street, point.grid || null));
}

const time = ({ due, since }) =>
  due === null ? say.fill("for", { t: say.duration(clock.now() - since) }) : say.due(due);

/* Updates lamps and times; draws the list anew when time alone has added a line. */
function times() {
  const [points, now] = [present(), clock.now()];
  const lines = [...part(".points").children].filter((row) => !row.hidden);
  points.forEach((point, at) => {
    write(lines[at].querySelector(".time"), time(point));
    light(lines[at].querySelector(".lamp"), { due: point.due, from: point.since }, now);
  });
  const late = points.filter(({ due }) => due !== null && due < now).length;
  const words = { n: say.count(points.length), late: say.count(late) };
  write(part("#duty-points .count"), points.length === 0 ? "" : say.fill("points.count", words));
}

export function tick() {
  const lines = [...part(".points").children].filter((row) => !row.hidden);
  if (lines.length === present().length) times();
  else draw(page.model);
}

/* What a digit does: it opens the line of its place; null where there is none. */
export function opener(key) {
  const at = Number(key) - 1;
  const line = at >= 0 && at < KEYS ? part(".points").children[at] : null;
  const link = line && !line.hidden ? line.querySelector("a[href]") : null;
  return link && (() => link.click());
}

/* The number of lines, and the words of the first one. */
export function facts() {
  const points = present();
  const lines = [...part(".points").children].filter((row) => !row.hidden);
  return points.length === 0 ? [[lines.length, 0]] : [[lines.length, points.length], [
    check.textOf(lines[0].querySelector(".what")),
    what(points[0]),
  ]];
}
