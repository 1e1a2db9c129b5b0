/* The hatching of affected cells: shape, not colour, says which they are. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  /* Leaflet draws into an SVG of its own, where the hatching must be. */
  function hatch(box) {
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

  cc.hatch = hatch;
})();
