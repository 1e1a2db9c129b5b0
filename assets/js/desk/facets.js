/* Beside the queue: how many cases there are of each kind, and what the list is narrowed to.
   Counted from the list's own rows, so that a number always opens exactly as many rows. */
import * as dom from "../common/dom.js";
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import * as alertLines from "./alert_lines.js";
import * as cases from "./cases.js";
import * as filter from "./filter.js";
import * as grid from "./grid.js";
import * as queue from "./queue.js";

const UNITS_MAX = 12;
const FIXED = {
  alert: ["LIST", "NOTICES", "SHELF", "LEDGER"],
  lamp: ["severe", "overdue", "amber", "none", "suspended"],
  seat: ["DISPATCH", "INTAKE", "FOREMAN", "LEADER", "GRID", "UNIT", "STATION"],
  wait: null,
  state: [
    "REPORTED",
    "VERIFYING",
    "FILED",
    "DISPATCHED",
    "PROCESSING",
    "FEEDBACK",
    "VERIFIED",
    "SUSPENDED",
  ],
  urgency: ["E1", "E2", "E3", "E4"],
  street: null,
  unit: null,
};
const KINDS = Object.keys(FIXED);

let panel = null;
let parts = {};
let tallied = { all: 0 };

export function mount(element) {
  panel = element;
  panel.setAttribute("aria-label", say.fill("facets"));
  const all = button("all", "");
  all.classList.add("facet-all");
  all.dataset.key = "0";
  parts = { all, groups: {} };
  const chips = (parts.chips = make("div", "facet-chips"));
  const groups = KINDS.map((kind) => {
    const list = make("div", "facet-list");
    list.dataset.kind = kind;
    const title = make("h2", "facet-title", say.fill(`facet.${kind}`));
    const group = make("section", "facet-group", title, list);
    parts.groups[kind] = { group, list, known: new Map() };
    return group;
  });
  parts.alerts = make("div", "facet-alerts");
  panel.replaceChildren(make("div", "facet-group", all, chips, parts.alerts), ...groups);
  panel.addEventListener("click", clicked);
  draw();
}

function clicked(event) {
  const pressed = event.target.closest("button");
  if (pressed === null) return;
  const { kind, value } = pressed.dataset;
  if (kind === "all") filter.clear();
  else if (kind !== undefined) filter.toggle(kind, value);
}

/* Few values have fixed places; units are sorted by count; chosen values are always there. */
function values(kind) {
  const fixed = FIXED[kind];
  if (kind === "seat" && cases.mine() === "DUTY") return ["DUTY", ...fixed];
  if (fixed !== null) return fixed;
  if (kind === "wait") return filter.WAITS;
  const found = tallied[kind] ?? {};
  const most = (a, b) => (kind === "unit" ? found[b] - found[a] : 0) || cases.textOrder(a, b);
  const known = Object.keys(found).sort(most);
  const chosen = filter.active().filter(([one]) => one === kind).map(([, value]) => value);
  const shown = known.slice(0, kind === "unit" ? UNITS_MAX : known.length);
  return [...shown, ...chosen.filter((value) => !shown.includes(value))];
}

export function draw() {
  if (panel === null || !grid.ready()) return;
  tallied = filter.tally(queue.rows());
  for (const kind of KINDS) drawGroup(kind, parts.groups[kind]);
  const { write, mark } = dom;
  const extra = filter.active().filter(([kind]) => !KINDS.includes(kind));
  write(parts.all.querySelector(".facet-count"), say.count(tallied.total));
  mark(parts.all, "aria-pressed", String(filter.active().length === 0));
  renew(parts.chips, extra.map(([kind, value]) => button(kind, value)));
  drawAlerts();
}

/* Replaces only what differs: a button replaced while it is pressed would not be pressed. */
function renew(place, children) {
  const said = children.map((child) => child.textContent).join("\n");
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren(...children);
}

/* Alerts are not part of the list, so they are drawn at once. */
export function drawAlerts() {
  if (parts.alerts) renew(parts.alerts, alertLines.lines());
}

function drawGroup(kind, { group, list, known }) {
  const wanted = values(kind).map((value) => {
    if (!known.has(value)) known.set(value, button(kind, value));
    return known.get(value);
  });
  wanted.forEach((one, at) => {
    if (list.children[at] !== one) list.insertBefore(one, list.children[at] ?? null);
  });
  while (list.children.length > wanted.length) list.lastChild.remove();
  for (const one of wanted) {
    const { value } = one.dataset;
    const n = tallied[kind][value] ?? 0;
    const on = filter.has(kind, value);
    dom.write(one.querySelector(".facet-count"), say.count(n));
    dom.mark(one, "aria-pressed", String(on));
    dom.mark(one, "data-none", n === 0 && !on ? "" : null);
  }
  const needed = !["alert", "seat", "wait"].includes(kind);
  dom.show(group, needed || wanted.some((one) => !("none" in one.dataset)));
}

export const counts = () => tallied;

/* A value that narrows the list: its button, its sign, its name. */
export function label(kind, value) {
  const { fill, name } = say;
  if (value === filter.NONE) return fill(`none.${kind}`);
  if (kind === "street" || kind === "unit" || kind === "item") return name(`${kind}s`, value);
  if (kind === "grid") return fill("grid_no", { n: value });
  if (kind === "incident") return value;
  if (kind === "seat" && value === cases.mine()) return fill("my_seat");
  return fill(`${kind === "state" ? "brief" : kind}.${value}`);
}

function button(kind, value) {
  const words = make("span", "facet-name");
  const found = make("button", "facet", sign(kind, value), words, make("span", "facet-count"));
  found.type = "button";
  Object.assign(found.dataset, { kind, value });
  if (kind === "all") found.querySelector(".facet-count").before(make("kbd", "", "0"));
  words.textContent = kind === "all" ? say.fill("facet.all") : label(kind, value);
  found.title = words.textContent;
  return found;
}

/* The shape of a lamp or the chip of an urgency, as in the list. */
function sign(kind, value) {
  if (kind === "lamp") {
    const mark = make("span", "mark case-lamp");
    mark.dataset.lamp = value;
    return mark;
  }
  if (kind !== "urgency") return "";
  const chip = make("span", "chip", value);
  chip.dataset.urgency = value;
  return chip;
}
