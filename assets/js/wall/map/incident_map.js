/* The map of one incident: its cells hatched and numbered, its mark, and nothing else. */
import { paint } from "../incident.js";
import { cellId } from "./cells.js";
import * as drawing from "./drawing.js";

const AROUND = 0.1; // margin around the cells, as a share of their width
const LEAST_DEGREES = 0.008; // a single cell must not fill the whole panel

const cells = new Map(); // id → its cell in the drawing
const sizes = new ResizeObserver(plan);
let sheet = null;
let units = 1; // of the drawing, to a degree
let box = null;
let counts = {};
let incident = null;
let pins = [];
let planned = 0;

const place = () => document.querySelector("#wall-incidents-map .drawing");
const fill = (id) => (Object.hasOwn(counts, id) ? "url(#wall-hatch)" : "var(--q0)");

/* Draws this screen's map: at once if what is prepared has come before. */
export function mount() {
  const here = place();
  const { drawing: address } = here.dataset;
  const prepared = drawing.prepared(address);
  if (prepared === null) {
    drawing.ask(address).then((came) => came && here.isConnected && mount());
    return;
  }
  box = here.parentNode;
  units = prepared.units;
  sheet = drawing.sheet(here, prepared, null);
  cells.clear();
  for (const cell of sheet.cells) cells.set(cell.id, cell);
  pins = [];
  sizes.disconnect();
  sizes.observe(box);
  plan();
}

function plan() {
  if (!planned) planned = requestAnimationFrame(arrange);
}

function arrange() {
  planned = 0;
  if (sheet === null || !box.isConnected || box.clientWidth === 0) return;
  sheet.fit([0, 0, box.clientWidth, box.clientHeight], wanted());
  hatching(sheet.root);
  for (const [id, cell] of cells) cell.colour(fill(id));
  number();
}

/* The affected cells with a margin; without any, the whole district. */
function wanted() {
  const hit = Object.keys(counts).filter((id) => cells.has(id));
  if (hit.length === 0) return undefined;
  const [left, top, right, bottom] = drawing.around(hit.map((id) => cells.get(id).bounds));
  const [middle, high] = [(left + right) / 2, (bottom - top) * AROUND];
  const wide = Math.max(right - left, LEAST_DEGREES * units) * (0.5 + AROUND);
  return [middle - wide, top - high, middle + wide, bottom + high];
}

/* The mark stands on its cell and numbers on the others; a number that would touch another is
   left out. */
function number() {
  for (const pin of pins) pin.remove();
  pins = [];
  const taken = [];
  const own = cellId(incident?.grid);
  if (cells.has(own)) pins.push(stand(cells.get(own), mark(), taken));
  const ids = Object.keys(counts).filter((id) => id !== own && cells.has(id));
  for (const id of ids.sort((a, b) => counts[b] - counts[a])) {
    const label = document.createElement("span");
    label.append(String(cells.get(id).no));
    pins.push(stand(cells.get(id), label, taken));
  }
  pins = pins.filter(Boolean);
}

function mark() {
  const level = document.createElement("span");
  level.className = "level";
  const numeral = document.createElement("span");
  numeral.className = "numeral";
  level.append(numeral);
  paint(incident.level)(level);
  return level;
}

function stand(cell, element, taken) {
  const { left, top, width, height } = cell.box();
  const pin = document.createElement("div");
  pin.className = "cell-pin";
  pin.style.transform = `translate(${Math.round(left + width / 2)}px, ${
    Math.round(top + height / 2)
  }px)`;
  pin.append(element);
  place().append(pin);
  const rect = element.getBoundingClientRect();
  const apart = (other) =>
    rect.right <= other.left || other.right <= rect.left || rect.bottom <= other.top ||
    other.bottom <= rect.top;
  if (!taken.every(apart)) return void pin.remove();
  taken.push(rect);
  return pin;
}

/* The drawing is asked for once; if that request was lost, asks again. */
export function refetch() {
  if (place() !== null && !place().hasChildNodes()) mount();
}

/* Hatches the cells with open cases of the incident, and shows them. */
export function hatch(now) {
  counts = now;
  plan();
}

export function point(now) {
  incident = now;
  plan();
}

/* The hatching of affected cells: shape, not colour, marks them. */
function hatching(svg) {
  if (svg.querySelector("#wall-hatch")) return;
  const make = (name, parent, values) => {
    const element = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const size = Number.parseFloat(getComputedStyle(box).fontSize) / 2.4;
  const hatch = make("pattern", make("defs", svg, {}), {
    id: "wall-hatch",
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
    width: size,
    height: size,
  });
  make("rect", hatch, { class: "hatch-ground", width: size, height: size });
  make("rect", hatch, { class: "hatch-line", width: size / 3, height: size });
}
