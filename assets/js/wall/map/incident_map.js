/* The map of one incident: its cells hatched and numbered, its mark, and nothing else. */
import { madeFor, setProps } from "../../live/page.js";
import { paint } from "../incident.js";
import { cellId } from "./cells.js";

const AROUND = 0.1; // margin around the cells, as a share of their width
const LEAST_DEGREES = 0.008; // a single cell must not fill the whole panel
const PATIENCE_MS = 8000;

const cells = new Map(); // code → { layer, no }
const sizes = new ResizeObserver(plan);
let map = null;
let box = null;
let counts = {};
let incident = null;
let pins = [];
let planned = 0;
let attempt = 0;

const fill = (id) => (Object.hasOwn(counts, id) ? "url(#wall-hatch)" : "var(--q0)");

export function keepCell({ properties }, layer, context) {
  if (map !== context.map) {
    map = context.map;
    box = map.getContainer().parentNode;
    cells.clear();
    pins = [];
    sizes.disconnect();
    sizes.observe(box);
    const mine = map;
    map.once("unload", () => map === mine && ((map = null), sizes.disconnect()));
  }
  cells.set(properties.id, { layer, no: properties.no });
  plan();
}

function plan() {
  if (!planned) planned = requestAnimationFrame(arrange);
}

function arrange() {
  planned = 0;
  if (map === null || !box.isConnected || box.clientWidth === 0) return;
  map.invalidateSize({ animate: false, pan: false });
  map.fitBounds(around(), { animate: false });
  hatching(box);
  for (const [id, { layer }] of cells) layer.setStyle({ fillColor: fill(id) });
  number();
}

/* The affected cells with a margin; without any, the whole district. */
function around() {
  const of = (ids) => ids.map((id) => cells.get(id)?.layer.getBounds()).filter(Boolean);
  const hit = of(Object.keys(counts));
  const bounds = L.latLngBounds([]);
  for (const one of hit.length > 0 ? hit : of([...cells.keys()])) bounds.extend(one);
  if (hit.length === 0) return bounds;
  const short = (LEAST_DEGREES - (bounds.getEast() - bounds.getWest())) / 2;
  if (short > 0) {
    const { lat, lng } = bounds.getCenter();
    bounds.extend([lat, lng - LEAST_DEGREES / 2]).extend([lat, lng + LEAST_DEGREES / 2]);
  }
  return bounds.pad(AROUND);
}

/* The mark stands on its cell and numbers on the others; a number that would touch another is
   left out. */
function number() {
  for (const pin of pins) pin.remove();
  pins = [];
  const taken = [];
  const own = cellId(incident?.grid);
  if (cells.has(own)) pins.push(stand(cells.get(own).layer, mark(), taken));
  const ids = Object.keys(counts).filter((id) => id !== own && cells.has(id));
  for (const id of ids.sort((a, b) => counts[b] - counts[a])) {
    const label = document.createElement("span");
    label.append(String(cells.get(id).no));
    pins.push(stand(cells.get(id).layer, label, taken));
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

function stand(layer, element, taken) {
  const icon = L.divIcon({ className: "cell-pin", html: element, iconSize: null });
  const pin = L.marker(layer.getBounds().getCenter(), {
    icon,
    interactive: false,
    keyboard: false,
  });
  pin.addTo(map);
  const rect = element.getBoundingClientRect();
  const apart = (other) =>
    rect.right <= other.left || other.right <= rect.left || rect.bottom <= other.top ||
    other.bottom <= rect.top;
  if (!taken.every(apart)) return void pin.remove();
  taken.push(rect);
  return pin;
}

/* The geometry is fetched once; if that request was lost, asks again. */
export function refetch() {
  if (cells.size > 0 || madeFor() < PATIENCE_MS * (attempt + 1)) return;
  attempt += 1;
  for (const kind of ["grids", "streets"]) {
    const url = `/geo/${kind}.json?attempt=${attempt}`;
    setProps(`wall-incidents-${kind}`, { url });
  }
}

export const cellStyle = ({ properties: { id } }) => ({
  className: "cell",
  fillColor: fill(id),
  fillOpacity: 1,
});
export const streetStyle = () => ({ className: "street", fill: false });

/* Hatches the cells with open cases of the incident, and shows them. */
export function hatch(now) {
  counts = now;
  plan();
}

export function point(now) {
  incident = now;
  plan();
}

/* The hatching of affected cells: shape, not colour, marks them. Leaflet draws into an SVG of
   its own, so the hatching must be there. */
function hatching(box) {
  if (document.getElementById("wall-hatch")) return;
  const svg = box.querySelector(".leaflet-tile-pane svg") ?? box.querySelector("svg");
  if (svg === null) return;
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
