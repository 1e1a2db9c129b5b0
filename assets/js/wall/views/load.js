/* The load: every unit in its place, the ones that need help first, the last day. */
import * as clock from "../../common/clock.js";
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as bars from "../bars.js";
import * as caseRow from "../case_row.js";
import * as charts from "../charts.js";
import { list } from "../list.js";
import { wall } from "../shown.js";
import * as places from "./load_places.js";

const byId = (id) => document.getElementById(`wall-${id}`);

let rows = new Map();

const help = list("wall-help", {
  key: "unit",
  least: () => Number.parseFloat(getComputedStyle(byId("help-panel")).getPropertyValue("--least")),
  fill: drawUnit,
  news: ({ district = {} }) => [
    say.fill("no_help"),
    say.fill("half_free", { n: say.count(district.free) }),
  ],
});

/* Makes a row for every unit from the first one; the fit puts them in their places. */
function mount(root) {
  const first = byId("units-0");
  const kinds = JSON.parse(byId("units").dataset.kinds);
  rows = new Map(Object.values(kinds).flat().map((code) => [code, made(first, code)]));
  first.remove();
  help.mount();
  places.watch(root, rows);
}

function made(first, code) {
  const element = first.cloneNode(true);
  element.id = `wall-unit-${code}`;
  const parts = new Map();
  const cells = (name) => {
    if (!parts.has(name)) parts.set(name, element.querySelector(`.${name}`));
    return parts.get(name);
  };
  show(element, true);
  write(cells("name"), say.name("units", code));
  return { element, cells };
}

function drawUnit(cells, value, row) {
  const { unit, strain, overdue, on_duty: people, said, ahead, open, capacity } = value;
  mark(row, "data-unit", say.text(unit));
  mark(row, "data-strain", say.text(strain));
  caseRow.lead(cells("row-link"), "queue", "?of=open&unit=", unit, say.name("units", unit));
  write(cells("name"), say.name("units", unit));
  write(cells("open"), say.count(open));
  write(cells("capacity"), `/${say.count(capacity)}`);
  mark(cells("load-text"), "data-length", String(say.count(open).length));
  show(cells("over"), overdue > 0);
  write(cells("over").lastChild, say.count(overdue));
  write(cells("people"), said === true ? say.fill("people", { n: say.count(people) }) : "");
  if (cells("bar")) bars.bar(cells, value);
  if (cells("strain")) write(cells("strain"), say.fill(`strain.${strain}`));
  const soon = say.fill("ahead", { n: say.count(ahead) });
  // A unit's place has no room for the number: the bar shows it, and a tooltip names it.
  if (cells("ahead")) write(cells("ahead"), soon);
  else mark(row, "title", soon);
  charts.small(cells, wall.model?.held?.[unit]);
}

function drawUnits(now, changed) {
  for (const code of Object.keys(changed)) {
    const row = rows.get(code);
    if (row && now.units?.[code]) drawUnit(row.cells, now.units[code], row.element);
  }
  drawHelp(now);
}

function drawHelp(now) {
  const found = Object.entries(now.help ?? {}).filter(([, code]) => now.units?.[code]);
  help.draw(Object.fromEntries(found.map(([place, code]) => [place, now.units[code]])), now);
  drawDays(now);
}

/* The requested unit; else the first one that needs help; else the one with the most cases. */
function chosen(/** @type {Model} */ { chosen: { unit } = {}, help: needy = {}, units = {} }) {
  const busiest = Object.values(units).reduce(
    (most, one) => (one.open > (most?.open ?? -1) ? one : most),
    null,
  );
  return unit ?? needy[0] ?? busiest?.unit ?? null;
}

function drawDays(now) {
  const unit = chosen(now);
  write(byId("day-district-title"), say.fill("district"));
  write(byId("day-unit-title"), say.name("units", unit));
  charts.day(byId("day-district"), "", now);
  charts.day(byId("day-unit"), unit ?? "", now);
}

function told(metric, value, unit, before, change) {
  const panel = byId(`told-${metric}`);
  write(panel.querySelector(".value"), value);
  write(panel.querySelector(".value-unit"), unit);
  write(panel.querySelector(".before"), before);
  write(panel.querySelector(".change"), change);
}

function drawDistrict(/** @type {Model} */ { district: { open, capacity, units, free } = {} }) {
  const n = capacity > 0 ? Math.round((open / capacity) * 100) : null;
  const said = [
    say.fill("of_open", { n: say.count(open) }),
    say.fill("of_capacity", { n: say.count(capacity) }),
  ];
  told("district_load", say.count(n), n === null ? "" : "%", ...said);
  told(
    "half_free",
    say.count(free),
    "",
    say.fill("of_units", { n: say.count(units) }),
    say.fill("can_take"),
  );
  help.redraw();
}

/* Beside waiting cases: how long the oldest has waited, instead of an hour ago. */
function drawWaits(/** @type {Model} */ { waits: { oldest } = {} }) {
  const now = clock.now();
  if (!Number.isFinite(oldest) || now === null) return;
  write(
    byId("before-awaiting_acknowledgement"),
    say.fill("longest", { t: say.duration(now - oldest) }),
  );
}

function drawHeld(now) {
  for (const [code, { cells }] of rows) charts.small(cells, now.held?.[code]);
  drawHelp(now);
}

export const view = {
  start: places.start,
  mount,
  draw: {
    figures: drawWaits,
    before: drawWaits,
    waits: drawWaits,
    units: drawUnits,
    district: drawDistrict,
    help: drawHelp,
    chosen: drawDays,
    held: drawHeld,
    arrived: drawDays,
    closed: drawDays,
    hours: drawDays,
  },
  tick: drawWaits,
};
