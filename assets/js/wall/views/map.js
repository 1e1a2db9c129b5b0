/* The map wall: where is something unusual or late? */
import * as figures from "../figures.js";
import * as card from "../map/card.js";
import * as hold from "../map/hold.js";
import * as layers from "../map/layers.js";
import * as map from "../map/map.js";
import * as overlays from "../map/overlays.js";
import { wall } from "../shown.js";

let came = 0;

/* Cells arrive one by one: what is over them follows when they are all there. */
function kept({ no }, layer) {
  layer.on("click", () => card.open(no));
  clearTimeout(came);
  came = setTimeout(() => {
    overlays.again();
    layers.draw(wall.model);
  });
}

function key(event) {
  if (wall.root?.dataset.view !== "map" || event.ctrlKey || event.altKey || event.metaKey) return;
  const own = { Home: hold.release, Escape: () => card.open(null) }[event.key];
  if (own) own();
  if (own || layers.key(event)) event.preventDefault();
}

export const view = {
  start() {
    document.addEventListener("keydown", key);
    hold.start();
  },
  mount(root) {
    const { fill } = layers;
    map.setOptions({ fill, held: hold.held, moved: hold.hold, kept, fitted: figures.scale });
    hold.mount(root, card.leave);
    card.mount(root);
    layers.mount(root);
  },
  draw: {
    ...Object.fromEntries(
      layers.KEYS.map((layer) => [
        layer,
        (now, changed, whole) => !whole && layers.change(layer, now, changed),
      ]),
    ),
    layers: (now, _changed, whole) => (whole ? layers.draw(now) : layers.counts(now)),
    streets: (now, _changed, whole) => !whole && layers.streets(now),
    map: (now) => layers.legend(now.map ?? {}),
    odd: (now) => card.drawOdd(now),
    running: (now) => {
      overlays.draw(now);
      card.drawRunning(now);
    },
    card: (now) => card.draw(now),
  },
  tick: () => card.tick(),
  checked: () => map.refetch(),
};
