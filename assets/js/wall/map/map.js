/* The map in two scales: cells coloured by a count, each half fitted to its own bounds. A half is a
   drawing, or on the map's own wall, where hands move it, one of Leaflet's. */
import { madeFor, setProps } from "../../live/page.js";
import * as drawing from "./drawing.js";
import * as labels from "./labels.js";

const RAMP_TOP = 4;
// What a screen may change: the colour of a count; whether the map is held by somebody and so not
// fitted; what to do with each new cell and with a moved map; and how many times larger the old
// town is drawn.
const PLAIN = {
  fill: (count) => `var(--q${Math.min(count, RAMP_TOP)})`,
  held: () => false,
  kept(_properties, _layer) {},
  moved() {},
  fitted(_times) {},
};
const MARGIN_PX = 3;
const PATIENCE_MS = 8000;
const PANELS = ["old_town", "south"];

const cells = new Map(); // grid id → { panel, colour(fill), box(), outline(className) }
const panels = new Map(); // panel → { view, fit(room, held), scale(), at(lat, lon), contains(at) }
const sizes = new ResizeObserver(fit);
let counts = {};
let planned = 0;
let unfitted = false;
let attempt = 0;
let since = 0; // when this screen's map was asked for
let options = PLAIN;
let fitting = false;

const fill = (id) => options.fill(counts[id] || 0);

/* ---- a half that is drawn ---- */

/* The places of drawings on this screen. */
const places = () => document.querySelectorAll(".map-view[data-drawing]");

/* Draws the halves of this screen: at once if what is prepared has come before. */
export function mount() {
  for (const view of places()) {
    const { drawing: address, panel } = view.dataset;
    const prepared = drawing.prepared(address);
    if (prepared !== null) draw(view, panel, prepared);
    else drawing.ask(address).then((came) => came && view.isConnected && mount());
  }
}

function draw(view, panel, prepared) {
  const sheet = drawing.sheet(view.querySelector(".drawing"), prepared, panel);
  for (const cell of sheet.cells) {
    cells.set(cell.id, cell);
    cell.colour(fill(cell.id));
  }
  panels.set(panel, {
    view,
    fit: (room, _held) => sheet.fit(room),
    scale: sheet.scale,
    at: sheet.at,
    contains: () => true,
  });
  sizes.observe(view);
  fit();
}

/* ---- a half of Leaflet's ---- */

function atlas(map) {
  const view = map.getContainer().parentNode;
  const bounds = L.latLngBounds([]);
  return {
    map,
    view,
    bounds,
    fit([left, top, right, bottom], held) {
      map.invalidateSize({ animate: false, pan: held });
      if (held) return;
      const [width, height] = [view.clientWidth, view.clientHeight];
      map.fitBounds(bounds, {
        animate: false,
        paddingTopLeft: [left, top],
        paddingBottomRight: [width - right, height - bottom],
      });
    },
    scale: () => 2 ** map.getZoom(),
    at: (lat, lon) => map.latLngToContainerPoint([lat, lon]),
    contains: (at) => map.getSize().contains(at),
  };
}

function atlasCell(layer, panel, map) {
  return {
    layer,
    panel,
    colour: (fillColor) => layer.setStyle({ fillColor }),
    box() {
      const bounds = layer.getBounds();
      const [a, b] = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) =>
        map.latLngToContainerPoint(at)
      );
      return { left: a.x, top: a.y, width: b.x - a.x, height: b.y - a.y };
    },
    element: () => layer.getElement(),
    outline(className) {
      const shape = { className, fill: false, interactive: false };
      return L.polygon(layer.getLatLngs(), shape).addTo(map);
    },
  };
}

function keep(layer, { map, hideout }) {
  let half = panels.get(hideout.panel);
  if (half?.map !== map) {
    half = atlas(map);
    panels.set(hideout.panel, half);
    sizes.observe(half.view);
    // When another view replaces this one, its maps are removed.
    map.once(
      "unload",
      () => panels.get(hideout.panel)?.map === map && panels.delete(hideout.panel),
    );
    map.on("movestart zoomstart", () => fitting || options.moved());
    map.on("move zoom", () => fitting || plan());
  }
  half.bounds.extend(layer.getBounds());
  fit();
}

/* ---- both ---- */

export function fit() {
  unfitted = true;
  plan();
}

/* Once per frame, however many layers have come and labels have changed. */
export function plan() {
  if (!planned) planned = requestAnimationFrame(arrange);
}

function arrange() {
  planned = 0;
  for (const [panel, { view }] of panels) if (!view.isConnected) panels.delete(panel);
  if (unfitted) fitAll();
  labels.place(panels, cells, options.held());
}

function fitAll() {
  fitting = true;
  const held = options.held();
  for (const { view, fit } of panels.values()) {
    const [width, height] = [view.clientWidth, view.clientHeight];
    if (width === 0) break; // it isn't shown at present
    const top = MARGIN_PX + labels.headroom(view);
    fit([MARGIN_PX, top, width - MARGIN_PX, height - MARGIN_PX], held);
  }
  unfitted = fitting = false;
  const [town, south] = PANELS.map((name) => panels.get(name));
  if (town && south) options.fitted(town.scale() / south.scale());
}

/* The geometry is fetched once; if that request was lost, asks again. */
export function refetch() {
  if (places().length > 0) {
    if (panels.size === 0) mount();
    return;
  }
  const waited = Math.min(madeFor(), performance.now() - since);
  if (cells.size > 0 || waited < PATIENCE_MS * (attempt + 1)) return;
  attempt += 1;
  for (const { dataset } of document.querySelectorAll(".map-view")) {
    for (const kind of ["grids", "communities", "streets"]) {
      setProps(`wall-${kind}-${dataset.panel}`, {
        url: `${dataset.geo}/${kind}.json?attempt=${attempt}`,
      });
    }
  }
}

/* Begins with another screen: what the one before has drawn is forgotten. */
export function setOptions(own = {}) {
  options = { ...PLAIN, ...own };
  [attempt, since] = [0, performance.now()];
  for (const [panel, { view }] of panels) if (!view.isConnected) panels.delete(panel);
  for (const [id, { panel }] of cells) if (!panels.has(panel)) cells.delete(id);
}

export const drawn = () => panels.size > 0;
export const held = () => options.held();
export const cell = (id) => cells.get(id);
export const half = (panel) => panels.get(panel);
export const all = () => cells.keys();

/* Colours the cells of these ids by the present counts. */
export function colour(ids, now) {
  counts = now;
  for (const id of ids) cells.get(id)?.colour(fill(id));
}

/* Puts a mark, painted by sign(mark), beside the cell of each { grid, sign }. */
export function point(now) {
  labels.point(now);
  plan();
}

/* The functions that the server's layout of a map names. */
export const inPanel = (feature, { hideout }) => feature.properties.panel === hideout.panel;
export const streetStyle = () => ({ className: "street", fill: false });
export const communityStyle = () => ({ className: "community", fill: false });
export const camera = (_, at) =>
  L.circleMarker(at, { className: "camera", radius: 4, interactive: false });
export const keepStreet = (_feature, layer, context) => keep(layer, context);
export const cellStyle = ({ properties }) => ({
  className: "cell",
  fillColor: fill(properties.id),
  fillOpacity: 1,
});
export function keepCell({ properties }, layer, context) {
  const { panel } = context.hideout;
  cells.set(properties.id, atlasCell(layer, panel, context.map));
  keep(layer, context);
  options.kept(properties, layer);
}
