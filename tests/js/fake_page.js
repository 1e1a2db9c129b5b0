/* As much of a page as the desk's list needs without one: nothing is in it, and its grid is a list. */
const nothing = {
  activeElement: null,
  hidden: false,
  getElementById: () => null,
  querySelector: () => null,
  querySelectorAll: () => [],
  addEventListener() {},
};

export function fakePage(search = "") {
  Object.assign(globalThis, {
    window: globalThis,
    document: { ...nothing },
    location: new URL(`http://desk.example/console${search}`),
    history: { pushState() {}, replaceState() {} },
  });
}

/* As much of a wall's page as leads from one to another, at this address. `heard` are the document's
   listeners, `told` the addresses that Dash was told, `parts` the elements by id; `made()` when Dash
   has made its screen. */
export function fakeWall(address, parts = {}) {
  const page = { heard: {}, told: [], made: () => {} };
  const known = { ...parts, "react-entry-point": { querySelector: () => ({}) } };
  Object.assign(globalThis, {
    window: globalThis,
    location: new URL(`http://wall.example${address}`),
    history: { state: null, replaceState() {}, back() {} },
    addEventListener() {},
    dash_clientside: {
      set_props: (_id, { pathname, search }) => page.told.push(pathname + search),
    },
    DashRenderer: class {},
    MutationObserver: class {
      constructor(then) {
        page.made = then;
      }
      observe() {}
      disconnect() {}
    },
    document: {
      ...nothing,
      readyState: "complete",
      title: "",
      documentElement: { dataset: {} },
      addEventListener: (event, then) => (page.heard[event] = then),
      getElementById: (id) => known[id] ?? null,
    },
  });
  return page;
}

/* What the grid's library offers, kept as a list of rows in the order in which they came. */
export function fakeGrid() {
  let rows = [];
  let passes = () => true;
  const shown = () => rows.filter((data) => passes({ data }));
  const node = (data) =>
    data && { data, displayed: passes({ data }), rowIndex: shown().indexOf(data) };
  const api = {
    addEventListener() {},
    applyColumnState() {},
    getColumnDefs: () => [],
    getColumnState: () => [{ colId: "lamp", sort: "asc" }],
    isDestroyed: () => false,
    onFilterChanged() {},
    getDisplayedRowCount: () => shown().length,
    getDisplayedRowAtIndex: (at) => node(shown()[at]),
    getRowNode(no) {
      const at = rows.findIndex((row) => row.no === no);
      return at < 0 ? null : { ...node(rows[at]), setData: (row) => (rows[at] = row) };
    },
    setGridOption(name, value) {
      if (name === "rowData") rows = value;
      if (name === "doesExternalFilterPass") passes = value;
    },
    applyTransaction({ add, update, remove }) {
      const gone = new Set(remove.map(({ no }) => no));
      const after = new Map(update.map((row) => [row.no, row]));
      rows = rows.filter(({ no }) => !gone.has(no)).map((row) => after.get(row.no) ?? row);
      rows.push(...add);
    },
  };
  globalThis.dash_ag_grid = { getApiAsync: () => Promise.resolve(api) };
}

/* A case as the desk is told it: its fields in the order of COLUMNS; times from its report on. */
export const COLUMNS = [
  "version",
  "state",
  "urgency",
  "item",
  "unit",
  "grid",
  "seat",
  "flags",
  "reported",
]
  .concat("stage", "amber", "due", "severe", "case_due", "incident");

export function told(more = {}) {
  const row = {
    version: 1,
    state: "PROCESSING",
    urgency: "E3",
    item: "0101",
    unit: "U01",
    grid: 206,
    seat: "UNIT",
    flags: 0,
    reported: 1000,
    stage: 0,
    amber: 8000,
    due: 10000,
    severe: 20000,
    case_due: 40000,
    incident: null,
    ...more,
  };
  return COLUMNS.map((name) => row[name]);
}

export const MODEL = {
  columns: { row: COLUMNS, flags: ["return_pending", "extension_pending"] },
  places: { 206: ["S08", "C12"] },
};
