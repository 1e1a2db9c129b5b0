/* Which cases the list shows. The filter is the query of the address, so that it can be sent,
   saved and left with Back: ?lamp=overdue,severe&street=S08 */
import * as alerts from "./alerts.js";

export const NONE = "-"; // unknown or missing
export const WAITS = ["return", "extension", "suspension", "proposal"];
export const PENDING = {
  return: "return_pending",
  extension: "extension_pending",
  suspension: "suspension_pending",
  proposal: "proposal",
};

/* A row's value under each heading: one value or a list of them. */
const OF = {
  alert: (row) => alerts.placesOf(row.no),
  lamp: (row) => row.lamp,
  state: (row) => row.state,
  seat: (row) => row.seat ?? NONE,
  wait: (row) => WAITS.filter((wait) => row[PENDING[wait]]),
  urgency: (row) => row.urgency,
  street: (row) => row.street ?? NONE,
  unit: (row) => row.unit ?? NONE,
  item: (row) => row.item ?? NONE,
  grid: (row) => String(row.grid),
  incident: (row) => row.incident ?? NONE,
};
const KINDS = Object.keys(OF);

let wanted = new Map();
let changed = () => {};

/* The values that an address asks for under a heading; old saved views call amber "soon". */
function valuesOf(kind, asked) {
  const values = (asked.get(kind) ?? "").split(",").filter(Boolean);
  return kind === "lamp" ? values.map((one) => (one === "soon" ? "amber" : one)) : values;
}

function read() {
  const asked = new URLSearchParams(location.search);
  wanted = new Map();
  for (const kind of KINDS) {
    const values = valuesOf(kind, asked);
    if (values.length > 0) wanted.set(kind, new Set(values));
  }
}

/* The filter as a query, together with the other parts of the address. */
export function query() {
  const asked = new URLSearchParams(location.search);
  for (const kind of KINDS) asked.delete(kind);
  for (const [kind, values] of wanted) asked.set(kind, [...values].join(","));
  return String(asked).replaceAll("%2C", ",");
}

function write() {
  const asked = query();
  const address = asked === "" ? location.pathname : `${location.pathname}?${asked}`;
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  changed();
}

export function toggle(kind, value) {
  const values = wanted.get(kind) ?? new Set();
  if (!values.delete(value)) values.add(value);
  if (values.size === 0) wanted.delete(kind);
  else wanted.set(kind, values);
  write();
}

export function clear() {
  wanted.clear();
  write();
}

/* Takes the filter from a query, such as a saved view's. */
export function set(asked) {
  const values = new URLSearchParams(asked);
  wanted = new Map(
    KINDS.filter((kind) => values.get(kind)).map((kind) => [
      kind,
      new Set(valuesOf(kind, values)),
    ]),
  );
  write();
}

function meets(row, kind) {
  const values = wanted.get(kind);
  const value = OF[kind](row);
  return Array.isArray(value) ? value.some((one) => values.has(one)) : values.has(value);
}

export function fits(row) {
  for (const kind of wanted.keys()) {
    if (!meets(row, kind)) return false;
  }
  return true;
}

/* How many cases each value would show together with the other headings' choices: {lamp:
   {overdue: 3}}; `all` is what the list shows now, of `total`. */
export function tally(rows) {
  const found = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
  let all = 0;
  let total = 0;
  for (const row of rows) {
    total += 1;
    const missed = [...wanted.keys()].filter((kind) => !meets(row, kind));
    if (missed.length > 1) continue;
    if (missed.length === 0) all += 1;
    for (const kind of missed.length === 1 ? missed : KINDS) {
      const value = OF[kind](row);
      for (const one of Array.isArray(value) ? value : [value]) {
        found[kind][one] = (found[kind][one] ?? 0) + 1;
      }
    }
  }
  return { ...found, all, total };
}

/* Back and forward change only the filter: other listeners would draw the page anew. */
export function start(onChange) {
  changed = onChange;
  read();
  const [path, lang] = [location.pathname, new URLSearchParams(location.search).get("lang")];
  window.addEventListener(
    "popstate",
    (event) => {
      const same = new URLSearchParams(location.search).get("lang") === lang;
      if (location.pathname !== path || !same) return;
      event.stopImmediatePropagation();
      read();
      changed();
    },
    true,
  );
}

export const has = (kind, value) => wanted.get(kind)?.has(value) ?? false;
export const active = () =>
  [...wanted].flatMap(([kind, values]) => [...values].map((v) => [kind, v]));

export const narrows = (kind) => wanted.has(kind);
