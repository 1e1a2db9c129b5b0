/* The map in two scales: cells coloured by a count, each half fitted to its own bounds. */
import { madeFor, setProps } from "../../live/page.js";
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

const cells = new Map(); // grid id → { layer, panel }
const panels = new Map(); // panel → { map, view, bounds }
const sizes = new ResizeObserver(fit);
let counts = {};
let planned = 0;
let unfitted = false;
let attempt = 0;
let options = PLAIN;
let fitting = false;

const fill = (id) => options.fill(counts[id] || 0);

function keep(layer, { map, hideout }) {
  let half = panels.get(hideout.panel);
  if (!half || half.map !== map) {
    const view = map.getContainer().parentNode;
    half = { map, view, bounds: L.latLngBounds([]) };
    panels.set(hideout.panel, half);
    sizes.observe(view);
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
  if (unfitted) fitAll();
  labels.place(panels, cells, options.held());
}

function fitAll() {
  fitting = true;
  const held = options.held();
  for (const { map, view, bounds } of panels.values()) {
    if (view.clientWidth === 0) break; // it isn't shown at present
    map.invalidateSize({ animate: false, pan: held });
    if (held) continue;
    map.fitBounds(bounds, {
      animate: false,
      paddingTopLeft: [MARGIN_PX, MARGIN_PX + labels.headroom(view)],
      paddingBottomRight: [MARGIN_PX, MARGIN_PX],
    });
  }
  unfitted = fitting = false;
  const [town, south] = ["old_town", "south"].map((name) => panels.get(name));
  if (town && south) options.fitted(2 ** (town.map.getZoom() - south.map.getZoom()));
}

/* The geometry is fetched once; if that request was lost, asks again. */
export function refetch() {
  if (cells.size > 0 || madeFor() < PATIENCE_MS * (attempt + 1)) return;
  attempt += 1;
  for (const { dataset } of document.querySelectorAll(".map-view")) {
    for (const kind of ["grids", "communities", "streets"]) {
      const id = `wall-${kind}-${dataset.panel}`;
      const url = `${dataset.geo ?? "/geo"}/${kind}.json?attempt=${attempt}`;
      if (kind !== "communities" || dataset.geo) setProps(id, { url });
    }
  }
}

export const setOptions = (own = {}) => void (options = { ...PLAIN, ...own });
export const drawn = () => panels.size > 0;
export const held = () => options.held();
export const cell = (id) => cells.get(id);
export const half = (panel) => panels.get(panel);
export const all = () => cells.keys();

/* Colours the cells of these ids by the present counts. */
export function colour(ids, now) {
  counts = now;
  for (const id of ids) cells.get(id)?.layer.setStyle({ fillColor: fill(id) });
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
  cells.set(properties.id, { layer, panel: context.hideout.panel });
  keep(layer, context);
  options.kept(properties, layer);
}
