/* The map wall: where is something unusual or late? */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { layers, hand, places, card } = cc;
  let came = 0;

  /* Cells come one by one: what lies on them follows once they are all there. */
  function kept({ no }, layer) {
    layer.on("click", () => card.open(no));
    clearTimeout(came);
    came = setTimeout(() => {
      places.again();
      layers.draw(cc.wall.model());
    });
  }

  function key(event) {
    if (cc.wall.root()?.dataset.view !== "map" || event.ctrlKey || event.altKey || event.metaKey) return;
    const own = { Home: hand.release, Escape: () => card.open(null) }[event.key];
    if (own) own();
    if (own || layers.key(event)) event.preventDefault();
  }

  document.addEventListener("keydown", key);

  cc.views.map = {
    mount(root) {
      cc.map.manner({ fill: layers.fill, held: hand.held, moved: hand.hold, kept });
      cc.map.fitted = cc.figures.scale;
      hand.mount(root, card.leave);
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
      layers: (now, changed, whole) => (whole ? layers.draw(now) : layers.counts(now)),
      streets: (now, changed, whole) => !whole && layers.streets(now),
      map: (now) => layers.legend(now.map ?? {}),
      odd: (now) => card.drawOdd(now),
      running: (now) => {
        places.draw(now);
        card.drawRunning(now);
      },
      card: (now) => card.draw(now),
    },
    tick: () => card.tick(),
    checked: () => cc.map.insist(),
  };
})();
