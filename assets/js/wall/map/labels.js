/* What is attached to places on the map: street labels, incidents' marks, the note at the edge. */
import * as dom from "../../common/dom.js";

const GAP_PX = 3;
const TOUCH_PX = 2; // boxes may overlap by this much, as letters don't fill them
const ALWAYS = 1e12;
const WIDTHS = [0, -0.25, 0.25, -0.5, 0.5];
const HEIGHTS = [0, -0.5, 0.5, -0.8, 0.8, -1.1, 1.1]; // no further, or it would name the neighbour
// Where a label may be: widths to the right of its place and heights below, nearest first.
const STEPS = WIDTHS.flatMap((right) => HEIGHTS.map((down) => [right, down])).sort(
  (a, b) => 3 * a[0] ** 2 + a[1] ** 2 - 3 * b[0] ** 2 - b[1] ** 2,
);

let totals = {};
let incidents = []; // { grid, sign }, one for each cell
let outlines = []; // of the incidents' cells

/* Room above the map for the note over its northern edge. */
export function headroom(view) {
  const edge = view.querySelector(".north-edge");
  return edge ? edge.offsetHeight + GAP_PX : 0;
}

/* Places every pin; if two would touch, the less important one moves a little or is left out.
   `held`: somebody has moved the map, so a place may be out of sight. */
export function place(panels, cells, held) {
  outline(panels, cells);
  for (const [panel, half] of panels) {
    const { view } = half;
    if (view.clientWidth === 0) continue; // it isn't shown at present
    settle(view, incidents.filter(({ grid }) => cells.get(grid)?.panel === panel), cells);
    const pins = [...view.querySelectorAll(".pin:not([hidden])")];
    const taken = pins.filter(({ cell }) => cell).map(({ cell }) => cell); // these stay visible
    for (const pin of pins.sort((a, b) => weight(b) - weight(a))) {
      const box = freeBox(pin, half, held, taken);
      pin.classList.toggle("placed", box !== undefined);
      if (box === undefined) continue;
      pin.style.transform = `translate(${box.left}px, ${box.top}px)`;
      taken.push(box);
    }
  }
}

function freeBox(pin, half, held, taken) {
  const { view } = half;
  if (pin.cell) return beside(pin, view, taken);
  const { lat, lon, hold } = pin.dataset;
  const at = half.at(Number(lat), Number(lon));
  if (held && !half.contains(at)) return undefined; // moved out of sight
  const [width, height] = [pin.offsetWidth, pin.offsetHeight];
  if (width > view.clientWidth || height > view.clientHeight) return undefined; // it would be cut
  const left = at.x - (hold === "right" ? width : width / 2);
  const top = at.y - (hold === "above" ? height + GAP_PX : height / 2);
  const inside = (value, room) => Math.round(Math.max(0, Math.min(value, room)));
  const boxes = STEPS.map(([right, down]) => ({
    left: inside(left + right * width, view.clientWidth - width),
    top: inside(top + down * height, view.clientHeight - height),
    width,
    height,
  }));
  const incident = pin.classList.contains("incident-pin"); // covered by another rather than missing
  const tries = weight(pin) === ALWAYS && !incident ? boxes.slice(0, 1) : boxes;
  const free = tries.find((box) => taken.every((other) => apart(box, other)));
  return free ?? (incident ? boxes[0] : undefined);
}

/* Places each mark of incidents beside their cell, in the half where the cell is. */
function settle(view, here, cells) {
  const marks = [...view.querySelectorAll(".incident-mark")];
  if (marks.length === 0) return; // a wall without a map
  while (marks.length < here.length) {
    marks.push(marks[0].cloneNode(true));
    view.append(marks.at(-1));
  }
  marks.forEach((pin, at) => {
    dom.show(pin, at < here.length);
    if (at >= here.length) return;
    here[at].sign(pin);
    pin.cell = cells.get(here[at].grid).box();
  });
}

/* Above its cell, or else right, left or below, so that the cell stays visible. */
function beside(pin, view, taken) {
  const { cell } = pin;
  const [width, height] = [pin.offsetWidth, pin.offsetHeight];
  const middle = [cell.left + (cell.width - width) / 2, cell.top + (cell.height - height) / 2];
  const places = [
    [middle[0], cell.top - height],
    [cell.left + cell.width, middle[1]],
    [cell.left - width, middle[1]],
    [middle[0], cell.top + cell.height],
  ].map(([left, top]) => ({ left: Math.round(left), top: Math.round(top), width, height }));
  const within = ({ left, top }) =>
    left >= 0 && top >= 0 && left + width <= view.clientWidth && top + height <= view.clientHeight;
  const free = places.filter(within);
  return free.find((box) => taken.every((other) => apart(box, other))) ?? free[0];
}

/* Outlines the incidents' cells: a mark beside a cell doesn't show which one it is. */
function outline(panels, cells) {
  const marked = (cell) => panels.get(cell?.panel)?.view.querySelector(".incident-mark");
  const wanted = incidents.map(({ grid }) => cells.get(grid)).filter(marked);
  if (outlines.length === wanted.length && outlines.every(({ cell }, at) => cell === wanted[at])) {
    return;
  }
  for (const { shape } of outlines) shape.remove();
  outlines = wanted.map((cell) => ({ cell, shape: cell.outline("struck") }));
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

/* The streets' figures decide whose label stays if there isn't room for all. */
export const rank = (now) => void (totals = now);

/* Takes the cells that have a mark beside them, each { grid, sign }. */
export const point = (now) => void (incidents = now);
