/* What is drawn over the cells: incidents with their rings and their cases' cells, their marks, the
   chosen cell. All of it is made once, and kept while it says the same of the same place. */
import { sign } from "../incident.js";
import { wall } from "../shown.js";
import { byPlace, cellId } from "./cells.js";
import * as map from "./map.js";

const RINGS_M = [300, 1000];

const areas = new Map(); // an incident's number → { said, parts }: its rings, its cases' cells
const pins = new Map(); // a place → { said, parts }: the mark of its incidents
/** @type {Model} */
let chosen = { id: null, layer: null };

/* The half of the map in which an incident is; none before its cells have arrived. */
const halfOf = ({ cells, grid }) => map.half(map.cell(cells[0] ?? cellId(grid))?.panel);

export function draw({ running = {} }) {
  const now = Object.values(running).filter((one) => one !== null && Array.isArray(one.at));
  const placed = now.filter(halfOf);
  follow(areas, new Map(placed.map((one) => [one.no, one])), area);
  follow(pins, byPlace(placed), pin);
  map.plan();
}

/* What has gone or differs is removed, what is new is made. */
function follow(kept, now, make) {
  for (const [key, { said, parts }] of kept) {
    if (now.has(key) && JSON.stringify(now.get(key)) === said) continue;
    for (const part of parts) part.remove();
    kept.delete(key);
  }
  for (const [key, one] of now) {
    if (!kept.has(key)) kept.set(key, { said: JSON.stringify(one), parts: make(one) });
  }
}

function area(incident) {
  const { map: drawn } = halfOf(incident);
  const at = [incident.at[1], incident.at[0]];
  const rings = RINGS_M.map((radius) => {
    const ring = L.circle(at, { radius, className: "ring", fill: false, interactive: false });
    return ring.addTo(drawn);
  });
  return [...rings, ...incident.cells.map((id) => outline(id, "struck")).filter(Boolean)];
}

/* Above its cell, so that the cell stays visible; without a cell, above its place. */
function pin(incidents) {
  const [{ grid, at: [lon, at] }] = incidents;
  const { view } = halfOf(incidents[0]);
  const lat = map.cell(cellId(grid))?.layer.getBounds().getNorth() ?? at;
  const made = view.querySelector(".incident-pin").cloneNode(true);
  Object.assign(made.dataset, { lat, lon, hold: "above" });
  made.hidden = false;
  sign(made, incidents);
  view.append(made);
  return [made];
}

/* An outline over a cell, above its neighbours' lines. */
function outline(id, className) {
  const cell = map.cell(id);
  const half = map.half(cell?.panel);
  if (!half) return null;
  const shape = L.polygon(cell.layer.getLatLngs(), { className, fill: false, interactive: false });
  return shape.addTo(half.map);
}

/* Chooses the cell whose card is open. */
export function choose(id) {
  chosen.layer?.remove();
  chosen = { id, layer: id === null ? null : outline(id, "chosen") };
}

/* New cells have arrived: draws again what is over them. */
export function again() {
  for (const kept of [areas, pins]) follow(kept, new Map(), () => []);
  if (wall.model) draw(wall.model);
  choose(chosen.id);
}
