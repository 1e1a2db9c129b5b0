/* What is held at places of the map: street labels, the incident's mark, the note at its edge. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const GAP_PX = 3;
  const TOUCH_PX = 2; // boxes may overlap by this much: letters don't fill them
  const ALWAYS = 1e12;
  const WIDTHS = [0, -0.25, 0.25, -0.5, 0.5];
  const HEIGHTS = [0, -0.5, 0.5, -0.8, 0.8, -1.1, 1.1]; // no further: it would name the neighbour
  // Where a label may stand: widths to the right and heights down of its place, nearest first.
  const STEPS = WIDTHS.flatMap((right) => HEIGHTS.map((down) => [right, down])).sort(
    (a, b) => 3 * a[0] ** 2 + a[1] ** 2 - 3 * b[0] ** 2 - b[1] ** 2,
  );

  let totals = {};
  let incident = { grid: null, paint() {} };

  /* Room above the map for the note that stands over its northern edge. */
  function headroom(view) {
    const edge = view.querySelector(".north-edge");
    return edge ? edge.offsetHeight + GAP_PX : 0;
  }

  /* Every pin to its place; where two would touch, the one that matters less moves a little,
     or is left out. */
  function place(panels, cells) {
    const cell = cells.get(incident.grid);
    for (const [panel, { map, view }] of panels) {
      if (view.clientWidth === 0) continue; // it isn't its turn to be shown
      settle(view.querySelector(".incident-mark"), cell?.panel === panel ? cell.layer : null);
      const pins = [...view.querySelectorAll(".pin:not([hidden])")];
      const taken = [];
      for (const pin of pins.sort((a, b) => weight(b) - weight(a))) {
        const box = freeBox(pin, map, view, taken);
        pin.classList.toggle("placed", box !== undefined);
        if (box === undefined) continue;
        pin.style.transform = `translate(${box.left}px, ${box.top}px)`;
        taken.push(box);
      }
    }
  }

  function freeBox(pin, map, view, taken) {
    const { lat, lon, hold } = pin.dataset;
    const at = map.latLngToContainerPoint([Number(lat), Number(lon)]);
    if (cc.map.held() && !map.getSize().contains(at)) return undefined; // moved out of sight
    const [width, height] = [pin.offsetWidth, pin.offsetHeight];
    const left = at.x - (hold === "right" ? width : width / 2);
    const top = at.y - (hold === "above" ? height + GAP_PX : height / 2);
    const inside = (value, room) => Math.round(Math.max(0, Math.min(value, room)));
    const boxes = STEPS.map(([right, down]) => ({
      left: inside(left + right * width, view.clientWidth - width),
      top: inside(top + down * height, view.clientHeight - height),
      width,
      height,
    }));
    const tries = weight(pin) === ALWAYS ? boxes.slice(0, 1) : boxes;
    return tries.find((box) => taken.every((other) => apart(box, other)));
  }

  /* The incident's mark stands on its cell, in whichever half that is. */
  function settle(pin, layer) {
    if (pin === null) return; // a wall without a map
    cc.dom.show(pin, layer !== null);
    if (layer === null) return;
    const middle = layer.getBounds().getCenter();
    pin.dataset.lat = middle.lat;
    pin.dataset.lon = middle.lng;
    incident.paint(pin.firstChild);
  }

  function weight({ dataset: { street } }) {
    if (street === undefined) return ALWAYS;
    const { overdue = 0, open = 0 } = totals[street] || {};
    return overdue * 1e5 + open;
  }

  function apart(a, b) {
    return (
      a.left + a.width <= b.left + TOUCH_PX ||
      b.left + b.width <= a.left + TOUCH_PX ||
      a.top + a.height <= b.top + TOUCH_PX ||
      b.top + b.height <= a.top + TOUCH_PX
    );
  }

  cc.pins = {
    headroom,
    place,
    /* The streets' figures decide whose label stays where there isn't room for all. */
    rank: (now) => void (totals = now),
    /* Stand paint(mark) on the cell of this grid; null takes the mark away. */
    point(grid, paint) {
      incident = { grid, paint };
      cc.map.plan();
    },
  };
})();
