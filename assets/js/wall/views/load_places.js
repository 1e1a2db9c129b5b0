/* The places of all units by kind: as many columns as fit, never in smaller type; if they don't
   all fit, their pages take turns with the other panels. */
import { mark, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import { wall } from "../shown.js";

const COLUMN_EM = 7.5; // least width for a unit's name and load
const ROW_EM = 1.7;
const ROWS_MOST = 9;
const ROOMY_EM = 2.75; // from this height on there is room for its day
const HEAD_EM = 1.4;
const GAP_EM = 0.2;
const FREE_ROWS = 4; // this many places at the end of the last column are enough for a panel
const CHARTS = ["district open", "district flows", "unit open", "unit flows", "key"];
const CORNER = CHARTS.flatMap((one) => ["help", one]); // those that take turns there
const TURN_MS = 15000;

const observer = new ResizeObserver(() => plan());
let root = null;
let box = null;
let kinds = {};
let rows = new Map();
let shown = "";
let turn = 0;

const style = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();
const places = (count, rowCount) => Math.ceil(count / rowCount);

export function watch(element, theRows) {
  [root, box, rows] = [element, element.querySelector(".units"), theRows];
  kinds = JSON.parse(box.dataset.kinds);
  shown = "";
  if (!wall.again) turn = 0;
  observer.disconnect();
  observer.observe(element.querySelector(".body"));
  observer.observe(box);
  plan();
}

/* [columns, rows] of one page. */
function room() {
  const em = Number.parseFloat(getComputedStyle(root).fontSize);
  const body = root.querySelector(".body");
  const [width, height] = box.clientHeight > 0
    ? [box.clientWidth, box.clientHeight]
    : [body.clientWidth, body.clientHeight];
  const fit = (size, one) => Math.max(1, Math.floor((size / em + 0.01) / one));
  return {
    em,
    height,
    columns: fit(width + GAP_EM * em, COLUMN_EM + GAP_EM),
    most: fit(height - HEAD_EM * em, ROW_EM),
  };
}

/* Each page as columns { kind, first, units }; all units on one page if they fit, in the fewest
   columns, of lengths as equal as possible. */
function pages({ columns, most }) {
  const all = Object.entries(kinds);
  const needed = (count) => all.reduce((sum, [, units]) => sum + places(units.length, count), 0);
  const counts = Array.from({ length: Math.min(most, ROWS_MOST) }, (_, at) => at + 1);
  const fewest = Math.min(...counts.map(needed));
  if (fewest <= columns) {
    const count = counts.find((one) => needed(one) === fewest);
    return [all.flatMap(([kind, units]) => cut(kind, units, count))];
  }
  return all.flatMap(([kind, units]) => {
    const cuts = cut(kind, units, most);
    return Array.from(
      { length: places(cuts.length, columns) },
      (_, page) => cuts.slice(page * columns, (page + 1) * columns),
    );
  });
}

function cut(kind, units, count) {
  return Array.from(
    { length: places(units.length, count) },
    (_, at) => ({ kind, first: at === 0, units: units.slice(at * count, (at + 1) * count), count }),
  );
}

/* Where the other panels go: their own place, the free corner, or turns with the units. */
function plan() {
  if (root === null || !root.isConnected) return;
  const found = room();
  const all = pages(found);
  const own = style(root.querySelector(".body"), "--band") === "own";
  const whole = all.length === 1;
  const turns = own || whole
    ? []
    : ["help", ...all.map((_, page) => `page ${page}`), "district", "unit"];
  const now = turns[turn % Math.max(1, turns.length)] ?? "";
  const page = now.startsWith("page ") ? Number(now.slice(5)) : 0;
  const body = root.querySelector(".body");
  mark(body, "data-turn", now ? now.split(" ")[0] : null);
  mark(body, "data-corner", whole && !own ? CORNER[turn % CORNER.length] : null);
  put(
    all[own ? turn % all.length : page],
    all.length > 1 ? `${page + 1} / ${all.length}` : "",
    found,
    own,
  );
}

function put(columns, note, { em, height }, own) {
  const count = Math.max(...columns.map((column) => column.units.length));
  const high = Math.min((height - HEAD_EM * em) / count, (ROOMY_EM + 0.6) * em);
  box.style.setProperty("--row", `${high}px`);
  mark(box, "data-roomy", high >= ROOMY_EM * em ? "" : null);
  const plan = JSON.stringify([columns, note, root.lang, own]);
  if (plan === shown) return;
  shown = plan;
  const made = columns.map((column) => build(column, column === columns[0] ? note : ""));
  const free = count - columns.at(-1).units.length >= FREE_ROWS;
  const [body, band, key] = [".body", ".band", ".key"].map((name) => root.querySelector(name));
  const cornered = body.hasAttribute("data-corner");
  if (cornered && free) made.at(-1).append(band);
  else body.append(band);
  if (own && free) made.at(-1).append(key);
  else band.append(key);
  box.replaceChildren(...made);
}

function build({ kind, first, units }, note) {
  const column = document.createElement("section");
  const head = document.createElement("header");
  const [title, page] = [first ? "h2" : "span", "span"].map((name) => document.createElement(name));
  const list = document.createElement("div");
  column.className = "panel column";
  head.className = "panel-head";
  page.className = "note";
  write(title, first ? say.fill(`kind.${kind}`, { n: kinds[kind].length }) : "");
  write(page, note);
  head.append(title, page);
  list.className = "column-rows";
  list.setAttribute("role", "list");
  list.append(...units.map((unit) => rows.get(unit).element));
  column.append(head, list);
  return column;
}

/* Shows the next panel, or this one. */
export function take(to = turn + 1) {
  turn = to;
  plan();
}

export const start = () => void setInterval(() => take(), TURN_MS);
