/* A map that nobody moves: the district's cells and streets as one SVG, drawn at once of what the
   server has prepared, without any library. */
import { needs } from "../../live/page.js";

const SVG = "http://www.w3.org/2000/svg";
const NEAREST = 2 ** 18 * (256 / 360); // px to a degree, as far as any map of ours goes in

const known = new Map(); // address → what is to be drawn
const asked = new Map(); // address → the request for it, while there is one

/* What the server has prepared at this address; null before it has come. */
export const prepared = (address) => known.get(address) ?? null;

/* Asks for it; resolves to whether it has come. */
export function ask(address) {
  if (!asked.has(address)) {
    asked.set(address, fetched(address).finally(() => asked.delete(address)));
    needs(asked.get(address));
  }
  return asked.get(address);
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) known.set(address, await answer.json());
  } catch {
    // No network: whoever misses it asks again.
  }
  return known.has(address);
}

function svg(tag, parent, values) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

/* Where a point lies in the drawing, in its units. */
export function unitsOf({ west, north, units }, lat, lon) {
  const mercator = Math.asinh(Math.tan((lat * Math.PI) / 180)) * (180 / Math.PI);
  return [lon * units - west, north - mercator * units];
}

/* The box [left, top, right, bottom] around rings of x, y, x, y, …, or around such boxes. */
export function around(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      box[0] = Math.min(box[0], ring[at]);
      box[1] = Math.min(box[1], ring[at + 1]);
      box[2] = Math.max(box[2], ring[at]);
      box[3] = Math.max(box[3], ring[at + 1]);
    }
  }
  return box;
}

/* How far the bounds are to be scaled and moved so that they lie in the middle of the room, each
   [left, top, right, bottom]. */
export function fitting(bounds, room, most) {
  const [width, height] = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
  const within = Math.min((room[2] - room[0]) / width, (room[3] - room[1]) / height);
  const scale = Math.max(0, Math.min(within, most));
  const middle = (side) =>
    (room[side] + room[side + 2] - (bounds[side] + bounds[side + 2]) * scale) / 2;
  return { scale, left: middle(0), top: middle(1) };
}

/* The path of rings, scaled and moved, in tenths of a pixel. */
export function pathOf(rings, { scale, left, top }) {
  const px = (value, by) => Math.round((value * scale + by) * 10) / 10;
  const line = (ring) => {
    let said = "";
    for (let at = 0; at < ring.length; at += 2) {
      said += `${at === 0 ? "M" : "L"}${px(ring[at], left)} ${px(ring[at + 1], top)}`;
    }
    return `${said}Z`;
  };
  return rings.map(line).join("");
}

/* Draws one panel of what is prepared into this place, or all with `panel` null. */
export function sheet(place, drawn, panel) {
  place.replaceChildren();
  const root = svg("svg", place, { width: "100%", height: "100%", "fill-rule": "evenodd" });
  root.setAttribute("stroke-linejoin", "round");
  const ground = svg("g", root, {});
  const lines = svg("g", root, { fill: "none" });
  const shapes = new Set();
  let view = { scale: 1, left: 0, top: 0 };

  function shape(parent, className, rings) {
    const path = svg("path", parent, { class: className });
    const made = { path, rings, draw: () => path.setAttribute("d", pathOf(rings, view)) };
    shapes.add(made);
    return made;
  }

  /* An outline over the cells. */
  function outline(rings, className) {
    const made = shape(lines, className, rings);
    made.draw();
    return { remove: () => shapes.delete(made) && made.path.remove() };
  }

  function box(bounds) {
    const [left, top, right, bottom] = bounds;
    const { scale } = view;
    const [width, height] = [(right - left) * scale, (bottom - top) * scale];
    return { left: left * scale + view.left, top: top * scale + view.top, width, height };
  }

  function cell([id, no, ofPanel, rings]) {
    const { path } = shape(ground, "cell", rings);
    const bounds = around(rings);
    return {
      id,
      no,
      panel: ofPanel,
      bounds,
      colour: (fill) => path.setAttribute("fill", fill),
      element: () => path,
      box: () => box(bounds),
      outline: (className) => outline(rings, className),
    };
  }

  const here = (of) => panel === null || of === panel;
  const cells = drawn.cells.filter(([, , of]) => here(of)).map(cell);
  for (const [of, rings] of drawn.streets) if (here(of)) shape(lines, "street", rings);
  const bounds = around([...shapes].flatMap(({ rings }) => rings));

  return {
    root,
    cells,
    /* Fits these bounds, or all, into the room; both [left, top, right, bottom]. */
    fit(room, wanted = bounds) {
      const next = fitting(wanted, room, NEAREST / drawn.units);
      if (["scale", "left", "top"].every((part) => next[part] === view[part])) return;
      view = next;
      for (const one of shapes) one.draw();
    },
    scale: () => view.scale,
    at(lat, lon) {
      const [x, y] = unitsOf(drawn, lat, lon);
      return { x: x * view.scale + view.left, y: y * view.scale + view.top };
    },
  };
}
