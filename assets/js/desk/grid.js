/* The grid: gets its rows in transactions and is sorted and filtered by functions from here. It
   doesn't know what is selected or held back. */
import * as dom from "../common/dom.js";
import * as order from "./order.js";

export const ID = "console-grid";
/* From which width of the list on: columns in pixels, and which columns are hidden. */
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
const HIGH = 48; // of a row on touch screens, where the item has two lines
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

/* Resolves once the grid is ready, with settings that need code. */
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

/* In a narrow list the share of time used is hidden first; lamp, item and time never are. */
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
  // The item gets the rest of the width; set again, or it would keep what earlier widths left.
  api.applyColumnState({ state: [...state, { colId: "item", flex: 1 }] });
  api.setGridOption("rowHeight", fitting === LAST ? HIGH : LOW);
  api.resetRowHeights();
}

/* Adds, updates and removes rows, and keeps one case at its place on the screen. */
export function apply(change, anchor, all) {
  const offset = anchor === null ? null : offsetOf(anchor);
  orReplaceAll(() => api.applyTransaction(change), all);
  if (offset !== null) hold(anchor, offset);
}

/* If the grid fails in a transaction it gets all rows instead, so that a fault of its own ends
   nothing. */
function orReplaceAll(step, all) {
  try {
    step();
  } catch (fault) {
    console.warn("the grid is given all cases anew:", fault);
    anew(all());
  }
}

/* Replaces all rows as if there had been none: it would assume that known cases still pass the
   filter. */
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

/* Moves the grid by its own step first, which draws the rows that are then in view: it hears of
   our steps later, and on a busy machine may take them for an echo of its own. */
function hold(no, offset) {
  const row = node(no);
  const view = scroller();
  if (!row?.displayed || row.rowTop === null) return;
  const top = Math.max(0, row.rowTop - offset);
  if (top === view.scrollTop) return;
  api.ensureIndexVisible(row.rowIndex, offset < view.clientHeight / 2 ? "top" : "bottom");
  view.scrollTop = top;
}

/* The first case in view, if the list has been scrolled. */
export function first() {
  const view = scroller();
  if (view === null || view.scrollTop === 0) return null;
  return at(api.getFirstDisplayedRowIndex() + 1);
}

/* Updates only a case's values, not its place. */
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

/* The first and last row in view, counted from one. */
export function span() {
  const view = scroller();
  if (view === null || count() === 0) return [0, 0];
  const height = node(at(0)).rowHeight;
  const top = Math.floor(view.scrollTop / height);
  return [top + 1, Math.min(count(), Math.floor((view.scrollTop + view.clientHeight) / height))];
}

export const ordered = () => order.now(api);
export const refilter = (all) => orReplaceAll(() => api.onFilterChanged(), all);
export const ready = () => api !== null && !api.isDestroyed();
