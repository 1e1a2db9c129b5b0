/* What is drawn over the cells: incidents with their rings and their cases' cells, the chosen
   cell. Layers are made once for an incident and kept while it runs at the same place. */
import { paint } from "../incident.js";
import { wall } from "../shown.js";
import * as map from "./map.js";

const RINGS_M = [300, 1000];

const drawn = new Map(); // incident's number → { said, pin, layers }
/** @type {Model} */
let chosen = { id: null, layer: null };

function panelOf({ cells, grid }) {
  const id = cells[0] ?? (Number.isInteger(grid) ? `G${String(grid).padStart(3, "0")}` : null);
  return map.cell(id)?.panel ?? null;
}

export function draw({ running = {} }) {
  const now = Object.values(running).filter((one) => one !== null && Array.isArray(one.at));
  for (const [number, one] of drawn) {
    const same = now.find(({ no }) => no === number);
    if (!same || JSON.stringify(same) !== one.said) forget(number, one);
  }
  for (const incident of now) if (!drawn.has(incident.no)) add(incident);
  map.plan();
}

function forget(number, { pin, layers }) {
  pin.remove();
  for (const layer of layers) layer.remove();
  drawn.delete(number);
}

function add(incident) {
  const half = map.half(panelOf(incident));
  if (!half) return; // its cells have not arrived yet
  const at = [incident.at[1], incident.at[0]];
  const rings = RINGS_M.map((radius) => {
    const ring = L.circle(at, { radius, className: "ring", fill: false, interactive: false });
    return ring.addTo(half.map);
  });
  const struck = incident.cells.map((id) => outline(id, "struck")).filter(Boolean);
  const pin = pinAt(above(incident, at), incident.level);
  half.view.append(pin);
  drawn.set(incident.no, { said: JSON.stringify(incident), pin, layers: [...rings, ...struck] });
}

/* Above its cell, so that the cell stays visible; without a cell, above its place. */
function above({ grid }, at) {
  const id = Number.isInteger(grid) ? `G${String(grid).padStart(3, "0")}` : null;
  const cell = map.cell(id);
  return cell ? [cell.layer.getBounds().getNorth(), at[1]] : at;
}

/* An outline over a cell, above its neighbours' lines. */
function outline(id, className) {
  const cell = map.cell(id);
  const half = map.half(cell?.panel);
  if (!half) return null;
  const shape = L.polygon(cell.layer.getLatLngs(), { className, fill: false, interactive: false });
  return shape.addTo(half.map);
}

function pinAt([lat, lon], level) {
  const [pin, shape, numeral] = ["div", "span", "span"].map((tag) => document.createElement(tag));
  pin.className = "pin incident-pin";
  shape.className = "level";
  numeral.className = "numeral";
  shape.append(numeral);
  pin.append(shape);
  Object.assign(pin.dataset, { lat, lon, hold: "above" });
  paint(level)(shape);
  return pin;
}

/* Chooses the cell whose card is open. */
export function choose(id) {
  chosen.layer?.remove();
  chosen = { id, layer: id === null ? null : outline(id, "chosen") };
}

/* New cells have arrived: draws again what is over them. */
export function again() {
  for (const [number, one] of drawn) forget(number, one);
  if (wall.model) draw(wall.model);
  choose(chosen.id);
}
