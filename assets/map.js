/* The map in two scales: cells coloured by a count, each half fitted to its own bounds. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const RAMP_TOP = 4;
  // A screen's own manner: the colour of a count; whether a hand holds the map, which then isn't
  // fitted; what is told of each cell that comes, and when a map has been moved by a hand.
  const PLAIN = {
    fill: (count) => `var(--q${Math.min(count, RAMP_TOP)})`,
    held: () => false,
    kept() {},
    moved() {},
  };
  const MARGIN_PX = 3;
  const PATIENCE_MS = 8000;

  const cells = new Map(); // grid id → { layer, panel }
  const panels = new Map(); // panel → { map, view, bounds }
  const sizes = new ResizeObserver(planFit);
  let counts = {};
  let planned = 0;
  let unfitted = false;
  let attempt = 0;
  let manner = PLAIN;
  let fitting = false;

  const fill = (id) => manner.fill(counts[id] || 0);

  function keep(layer, { map, hideout }) {
    let half = panels.get(hideout.panel);
    if (!half || half.map !== map) {
      const view = map.getContainer().parentNode;
      half = { map, view, bounds: L.latLngBounds([]) };
      panels.set(hideout.panel, half);
      sizes.observe(view);
      // A view that gives way to another takes its maps along.
      map.once("unload", () => panels.get(hideout.panel)?.map === map && panels.delete(hideout.panel));
      map.on("movestart zoomstart", () => fitting || manner.moved());
      map.on("move zoom", () => fitting || plan());
    }
    half.bounds.extend(layer.getBounds());
    planFit();
  }

  function planFit() {
    unfitted = true;
    plan();
  }

  /* Once per frame, however many layers have come and labels have changed. */
  function plan() {
    if (!planned) planned = requestAnimationFrame(arrange);
  }

  function arrange() {
    planned = 0;
    if (unfitted) fit();
    cc.pins.place(panels, cells);
  }

  function fit() {
    fitting = true;
    const held = manner.held();
    for (const { map, view, bounds } of panels.values()) {
      if (view.clientWidth === 0) break; // it isn't its turn to be shown
      map.invalidateSize({ animate: false, pan: held });
      if (held) continue;
      map.fitBounds(bounds, {
        animate: false,
        paddingTopLeft: [MARGIN_PX, MARGIN_PX + cc.pins.headroom(view)],
        paddingBottomRight: [MARGIN_PX, MARGIN_PX],
      });
    }
    unfitted = fitting = false;
    const [town, south] = ["old_town", "south"].map((name) => panels.get(name));
    if (town && south) cc.map.fitted(2 ** (town.map.getZoom() - south.map.getZoom()));
  }

  /* The geometry is fetched once; if just that request was lost, ask again. */
  function insist() {
    if (cells.size > 0 || performance.now() < PATIENCE_MS * (attempt + 1)) return;
    attempt += 1;
    for (const { dataset } of document.querySelectorAll(".map-view")) {
      for (const kind of ["grids", "communities", "streets"]) {
        const id = `wall-${kind}-${dataset.panel}`;
        const url = `${dataset.geo ?? "/geo"}/${kind}.json?attempt=${attempt}`;
        if (kind !== "communities" || dataset.geo) dash_clientside.set_props(id, { url });
      }
    }
  }

  cc.map = {
    plan,
    insist,
    manner: (own = {}) => void (manner = { ...PLAIN, ...own }),
    held: () => manner.held(),
    fit: planFit,
    cell: (id) => cells.get(id),
    half: (panel) => panels.get(panel),
    fitted() {}, // called with how many times larger the old town is drawn; the screen sets it
    /* Colour the cells of these ids after the counts now. */
    colour(ids, now) {
      counts = now;
      for (const id of ids) cells.get(id)?.layer.setStyle({ fillColor: fill(id) });
    },
    all: () => cells.keys(),

    inPanel: (feature, { hideout }) => feature.properties.panel === hideout.panel,
    streetStyle: () => ({ className: "street", fill: false }),
    communityStyle: () => ({ className: "community", fill: false }),
    camera: (_, at) => L.circleMarker(at, { className: "camera", radius: 4, interactive: false }),
    keepStreet: (feature, layer, context) => keep(layer, context),
    cellStyle: ({ properties }) => ({
      className: "cell",
      fillColor: fill(properties.id),
      fillOpacity: 1,
    }),
    keepCell({ properties }, layer, context) {
      cells.set(properties.id, { layer, panel: context.hideout.panel });
      keep(layer, context);
      manner.kept(properties, layer);
    },
  };
})();
