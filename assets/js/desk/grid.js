/* The grid: given its rows in transactions, ordered and filtered by functions from here. It knows
   nothing of hands or of what is held back. */
import * as dom from "../common/dom.js";
import * as order from "./order.js";

export const ID = "console-grid";
/* From which width of the list on: columns in pixels, and those that give way. */
const WIDE = { place: 164, unit: 92, looking: 66 };
const NARROW = { place: 104, unit: 84, looking: 38 };
/** @type {[number, Record<string, number>, string[]][]} */
const FITS = [
  [1250, { place: 230, unit: 130, looking: 66 }, []],
  [960, WIDE, []],
  [860, WIDE, ["used"]],
  [700, NARROW, ["used"]],
  [600, NARROW, ["used", "unit"]],
  [440, NARROW, ["used", "unit", "place", "state"]],
  [0, NARROW, ["used", "unit", "place", "state", "no", "looking"]],
];
const LAST = FITS[FITS.length - 1];
const LOW = 25;
const HIGH = 48; // of a row where a finger chooses and the item takes two lines
let api = null;
let passes = (_row) => true;
let renderers = {};
let fitted = null;

const box = () => document.getElementById(ID);
const scroller = () => box()?.querySelector(".ag-body-viewport, .ag-grid-viewport") ?? null;
const node = (no) => api.getRowNode(no);

function columns() {
  return api.getColumnDefs().map((column) => {
    const by = order.OF[column.field];
    return {
      ...column,
      cellRenderer: renderers[column.field],
      sortable: by !== undefined,
      ...(by && { comparator: (_a, _b, one, other) => by(one.data, other.data) }),
    };
  });
}

/* Ready once: everything that the page could not say without code. */
export async function start({ cells, passing, onClick, onOrder, onScroll }) {
  const found = await window.dash_ag_grid.getApiAsync(ID);
  passes = passing;
  renderers = cells;
  found.setGridOption("isExternalFilterPresent", () => true);
  found.setGridOption("doesExternalFilterPass", ({ data }) => passes(data));
  api = found;
  fitted = null;
  api.setGridOption("columnDefs", columns());
  api.applyColumnState({ state: [order.asked()] });
  api.addEventListener("rowClicked", ({ data, event }) => data && onClick(data.no, event));
  api.addEventListener("sortChanged", () => {
    order.keep(api);
    onOrder();
  });
  api.addEventListener("bodyScroll", onScroll);
  api.addEventListener("gridSizeChanged", fit);
  fit();
}

/* In a narrow list the share of time used gives way first; lamp, item and time never do. */
function fit() {
  const width = box()?.clientWidth ?? 0;
  if (width === 0) return;
  const fitting = FITS.find(([least]) => width >= least) ?? LAST;
  if (fitted === fitting) return;
  fitted = fitting;
  const [, widths, gone] = fitting;
  dom.mark(box(), "data-narrow", widths === NARROW ? "" : null);
  dom.mark(box(), "data-high", fitting === LAST ? "" : null);
  const state = LAST[2].map((colId) => ({
    colId,
    hide: gone.includes(colId),
    ...(colId in widths && { width: widths[colId] }),
  }));
  // What is left is the item's: said again, or it keeps what the widths before had left.
  api.applyColumnState({ state: [...state, { colId: "item", flex: 1 }] });
  api.setGridOption("rowHeight", fitting === LAST ? HIGH : LOW);
  api.resetRowHeights();
}

/* Put in, renew and take out, with one case kept where it stands on the screen. */
export function apply(change, anchor, all) {
  const offset = anchor === null ? null : offsetOf(anchor);
  surely(() => api.applyTransaction(change), all);
  if (offset !== null) hold(anchor, offset);
}

/* The grid's own faults end nothing: what it can't take in piece by piece it is given whole. */
function surely(step, all) {
  try {
    step();
  } catch (fault) {
    console.warn("the grid is given all cases anew:", fault);
    anew(all());
  }
}

/* As if there had been none: of cases that it knows it would believe that they fit as before. */
export function anew(rows) {
  replace([]);
  replace(rows);
}

export function replace(rows) {
  api.setGridOption("rowData", rows);
}

function offsetOf(no) {
  const row = node(no);
  const view = scroller();
  if (!row?.displayed || view === null) return null;
  const offset = row.rowTop - view.scrollTop;
  return offset > -row.rowHeight && offset < view.clientHeight ? offset : null;
}

/* By the grid's own step first, which draws the rows that are in view then: of a step of ours it
   hears later, and on a busy machine it may take it for an echo of its own. */
function hold(no, offset) {
  const row = node(no);
  const view = scroller();
  if (!row?.displayed || row.rowTop === null) return;
  const top = Math.max(0, row.rowTop - offset);
  if (top === view.scrollTop) return;
  api.ensureIndexVisible(row.rowIndex, offset < view.clientHeight / 2 ? "top" : "bottom");
  view.scrollTop = top;
}

/* The case that stands first in view, if the list has been scrolled. */
export function first() {
  const view = scroller();
  if (view === null || view.scrollTop === 0) return null;
  return at(api.getFirstDisplayedRowIndex() + 1);
}

/* A case's values alone: its place is not asked about. */
export function write(row) {
  node(row.no)?.setData(row);
}

export const at = (place) => api?.getDisplayedRowAtIndex(place)?.data?.no ?? null;
export const count = () => api?.getDisplayedRowCount() ?? 0;

export function placeOf(no) {
  const row = api === null || no === null ? null : node(no);
  return row?.displayed ? row.rowIndex : null;
}

export function reveal(no) {
  const row = node(no);
  if (row?.displayed) api.ensureNodeVisible(row, null);
}

export function numbers() {
  return Array.from({ length: count() }, (_, place) => at(place));
}

/* From where to where the list is in view, counted from one. */
export function span() {
  const view = scroller();
  if (view === null || count() === 0) return [0, 0];
  const height = node(at(0)).rowHeight;
  const top = Math.floor(view.scrollTop / height);
  return [top + 1, Math.min(count(), Math.floor((view.scrollTop + view.clientHeight) / height))];
}

export const ordered = () => order.now(api);
export const refilter = (all) => surely(() => api.onFilterChanged(), all);
export const ready = () => api !== null && !api.isDestroyed();
