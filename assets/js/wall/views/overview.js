/* The overview: worst overdue cases, newest reports, busiest units, the map's cells and streets. */
import * as clock from "../../common/clock.js";
import { mark, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as bars from "../bars.js";
import * as caseRow from "../case_row.js";
import * as figures from "../figures.js";
import { list, NO_NEWS } from "../list.js";
import * as map from "../map/map.js";
import { wall } from "../shown.js";

const byId = (id) => document.getElementById(`wall-${id}`);

const late = list("wall-late", {
  size: () => fit.late,
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    caseRow.drawClock(cells, value);
  },
  news({ system = {} }) {
    const last = system.closed_last;
    return [
      say.fill("no_late"),
      last ? say.fill("last_closed", { time: clock.moment(last.at) }) : "",
    ];
  },
});
const recent = list("wall-recent", {
  size: () => fit.recent,
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    write(cells("time"), clock.minute(value.at));
    write(cells("state"), say.fill(`state.${value.state}`));
  },
  news: () => [say.fill("no_recent"), "", NO_NEWS],
});
const units = list("wall-unit", {
  key: "unit",
  size: () => fit.unit,
  fill: bars.unit,
  crowd: "no_room_units",
  news: () => [say.fill("no_units"), ""],
});

function drawLate(now) {
  late.draw(top(now.late, fit.late), now, size(now.late));
  const n = late.shown();
  write(byId("late-note"), n ? say.fill("top", { n, all: say.count(now.figures?.overdue) }) : "");
}

/* Only the first rows: the rest is on the wall of the overdue. */
function top(section = {}, count) {
  return Object.fromEntries(Object.entries(section).filter(([slot]) => Number(slot) < count));
}

const size = (section = {}) => Object.keys(section).length;

function drawUnits(now) {
  units.draw(top(now.units, fit.unit), now, size(now.units));
  const n = units.shown();
  write(byId("unit-title"), n ? say.fill("busiest", { n }) : say.fill("busiest_none"));
}

export const view = {
  mount(root, drawAll) {
    for (const list of [late, recent, units]) list.mount();
    watch(root, drawAll);
    map.setOptions({ fitted: figures.scale });
    map.mount();
  },
  draw: {
    figures: (now, changed) => {
      if ("overdue" in changed) drawLate(now); // the list says of how many these are the first
    },
    system: drawLate,
    late: drawLate,
    recent: (now) => recent.draw(top(now.recent, fit.recent), now, size(now.recent)),
    units: drawUnits,
    streets: (now, changed) => figures.streets(now, Object.keys(changed)),
    cells: (now, changed, whole) =>
      map.colour(whole ? map.all() : Object.keys(changed), now.cells ?? {}),
  },
  tick: () => late.each(caseRow.drawClock),
  checked: () => map.refetch(),
};

/* How many rows fit: type never gets smaller and no row is cut, so rows are left out. */
const SLOTS = 10;
const ROW_EM = 1.13; // least height of a case's row, in em
const UNIT_EM = 1.45;
const GROWTH = 1.5; // a row may grow by this much to fill its panel
const FRAME_EM = 1.5; // a panel's head and foot
const UPRIGHT = { late: 4, recent: 3, unit: 4 }; // where panels are above each other
const TURN_MS = 15000;

const observer = new ResizeObserver(measure);
const fit = { late: SLOTS, recent: SLOTS, unit: SLOTS };
let root = null;
let turned = false;
let changed = () => {};

function measure() {
  const em = Number.parseFloat(getComputedStyle(root).fontSize);
  const upright = getComputedStyle(root).getPropertyValue("--upright").trim() === "1";
  const next = upright ? page() : { ...lists(em), unit: unitRows(em) };
  if (Object.keys(next).every((list) => fit[list] === next[list])) return;
  Object.assign(fit, next);
  changed();
}

/* In portrait the page is as long as its rows: heights of a landscape page are removed. */
function page() {
  const body = root.querySelector(".body");
  for (const name of ["--row", "--late-height", "--unit-row"]) {
    for (const box of [body, body.querySelector(".lists")]) box.style.removeProperty(name);
  }
  return UPRIGHT;
}

/* How many rows fit, and how high each may be. */
function share(room, least, most) {
  const rows = Math.max(0, Math.min(Math.floor(room / least), most));
  return [rows, Math.min(room / Math.max(rows, 1), least * GROWTH)];
}

/* The two lists are above each other; on a very wide screen, side by side. */
function lists(em) {
  const box = root.querySelector(".lists");
  const [late, recent] = box.children;
  const beside = late.offsetTop === recent.offsetTop && late.offsetLeft !== recent.offsetLeft;
  const frames = beside
    ? FRAME_EM * em
    : 2 * FRAME_EM * em + Number.parseFloat(getComputedStyle(box).rowGap);
  const [rows, height] = share(box.clientHeight - frames, ROW_EM * em, beside ? SLOTS : 2 * SLOTS);
  const first = beside ? rows : Math.ceil(rows / 2);
  box.style.setProperty("--row", `${height}px`);
  box.style.setProperty("--late-height", `${FRAME_EM * em + first * height}px`);
  return { late: first, recent: beside ? rows : rows - first };
}

function unitRows(em) {
  const box = root.querySelector(".body");
  const own = Number.parseFloat(getComputedStyle(box).getPropertyValue("--unit-least"));
  const [rows, height] = share(box.clientHeight - FRAME_EM * em, (own || UNIT_EM) * em, SLOTS);
  box.style.setProperty("--unit-row", `${height}px`);
  return rows;
}

/* If there is only one place for map and units, they take turns. */
function turn(to) {
  turned = to;
  mark(root.querySelector(".body"), "data-turn", turned ? "units" : "map");
}

function watch(element, then) {
  if (root === null) setInterval(() => turn(!turned), TURN_MS);
  root = element;
  turn(wall.again && turned);
  changed = then;
  observer.disconnect();
  observer.observe(root.querySelector(".body"));
  measure();
}
