/* The detail's small map: the case's own grid among its neighbours, and where the case is. */

const NEIGHBOUR = { color: "#78818a", weight: 1, fillColor: "#dfe3e6", fillOpacity: 0.6 };
const OWN = { color: "#14181b", weight: 2.5, fillColor: "#ffffff", fillOpacity: 0.9 };
const NEAR = { padding: [10, 10], maxZoom: 17, animate: false };

export function cellStyle(feature) {
  return feature.properties.own ? OWN : NEIGHBOUR;
}

export function point(_feature, latlng) {
  const icon = window.L.divIcon({ className: "place-pin", iconSize: [14, 14] });
  return window.L.marker(latlng, { icon, interactive: false, keyboard: false });
}

/* A number on a grid. A tooltip would be measured anew each time a case is selected. */
function label({ target }, no) {
  const icon = window.L.divIcon({ className: "cell-no", html: String(no), iconSize: [32, 14] });
  const options = { icon, interactive: false, keyboard: false };
  const number = window.L.marker(target.getBounds().getCenter(), options).addTo(target._map);
  target.once("remove", () => number.remove());
}

/* Neighbours show their numbers; the map is fitted to the own grid when that has arrived. */
export function keep(feature, layer) {
  const { own, no } = feature.properties;
  if (no === undefined) return;
  if (!own) {
    layer.on("add", (event) => label(event, no));
    return;
  }
  layer.on("add", ({ target }) => {
    const map = target._map;
    requestAnimationFrame(() => {
      map.invalidateSize(false);
      map.fitBounds(target.getBounds().pad(0.2), NEAR);
    });
  });
}
