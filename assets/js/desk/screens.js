/* The list of walls at the desk: what each must show, what it shows, how fresh that is, and what
   can be sent to it. The server makes the dialog; this keeps its list up to date. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import { live } from "../live/socket.js";
import * as filter from "./filter.js";
import * as selection from "./selection.js";

const LIST = "console-screens";
const NARROWED = { lamp: { severe: "severe", overdue: "overdue", "overdue,severe": "overdue" } };

let walls = null;
let lines = new Map(); // name → { line, parts }

const list = () => document.getElementById(LIST);
const word = (key, values) => say.fill(`screens.${key}`, values);

function ask(wanted) {
  // A new object every time, so that the same can be sent twice.
  window.dash_clientside.set_props("console-screen", { data: { ...wanted, n: performance.now() } });
}

/* The queue's filter for a wall; the server refuses in words what a wall doesn't know. */
function narrowed() {
  const asked = new URLSearchParams(filter.query());
  asked.delete("lang");
  const lamp = (asked.get("lamp") ?? "").split(",").sort().join(",");
  if (Object.hasOwn(NARROWED.lamp, lamp)) {
    asked.delete("lamp");
    asked.set("of", NARROWED.lamp[lamp]);
  }
  return String(asked).replaceAll("%2C", ",");
}

const KINDS = { street: "streets", unit: "units", item: "items" };

/* 清单 · 超期 · 桃源: the view, and each part of the filter by its name. */
function what({ view, filter, at }) {
  const parts = [...new URLSearchParams(filter)].map(([key, value]) => {
    if (key === "of") return word(`of.${value}`);
    if (key === "state") return say.fill(`state.${value}`);
    return Object.hasOwn(KINDS, key) ? say.name(KINDS[key], value) : value;
  });
  if (at) parts.push(at.replace("T", " "));
  return [word(`view.${view}`), ...parts].join(" · ");
}

/* The view and filter of the address that a wall reports. */
function ofPath(path) {
  const { pathname, searchParams } = new URL(path, location.href);
  const at = searchParams.get("at") ?? "";
  for (const key of ["lang", "distance", "pitch", "theme", "at"]) searchParams.delete(key);
  return { view: pathname.split("/").pop(), filter: String(searchParams), at };
}

function fresh({ online, at = null, last = null, build = "" }) {
  const now = clock.now();
  if (!online) {
    return last === null || now === null
      ? word("offline")
      : word("offline_for", { t: ago(now - last) });
  }
  const old = build !== "" && build !== live.build ? [word("old_build")] : [];
  const several = online > 1 ? [word("several", { n: online })] : [];
  const age = at === null || now === null ? word("live") : word("stale", { t: ago(now - at) });
  return [age, ...several, ...old].join(" · ");
}

const ago = (ms) => say.seconds(Math.max(0, Math.floor(ms / 1000)));

function facts({ told, drawn }) {
  const shown = drawn.online && drawn.path ? ofPath(drawn.path) : null;
  const size = drawn.online && drawn.size?.[0] ? drawn.size.join(" × ") : "";
  return [
    told === undefined
      ? ""
      : word("told", { what: told === null ? word("as_linked") : what(told) }),
    shown === null ? "" : word("shows", { what: what(shown) }),
    size,
  ].filter(Boolean).join("　");
}

export function draw() {
  const box = list();
  if (box === null || walls === null) return;
  const names = Object.keys(walls).sort((a, b) => order(a) - order(b));
  const same = names.length === lines.size && names.every((name) => lines.has(name));
  // While somebody uses the list nothing is replaced, only updated.
  if (!same || !box.firstElementChild) remake(box, names);
  for (const [name, { parts }] of lines) write(parts, walls[name]);
}

const order = (name) => walls[name].number ?? Infinity;

function remake(box, names) {
  const before = lines;
  lines = new Map(
    names.map((name) => [name, before.get(name) ?? screenLine(name, walls[name], box)]),
  );
  const all = [...lines.values()].map(({ line }) => line);
  if (all.length === 0) return sayInstead(box, word("none"));
  box.setAttribute("role", "list");
  box.replaceChildren(...all);
}

/* Without a line to the server there are no walls to list. */
function sayInstead(box, words) {
  box.removeAttribute("role");
  box.replaceChildren(make("p", "screens-none", words));
}

function write(parts, wall) {
  const { write: put, mark } = dom;
  put(parts.number, wall.number === null ? "–" : String(wall.number));
  put(parts.profile, wall.profile ? word(wall.profile) : word("unset"));
  put(parts.facts, facts(wall));
  put(parts.fresh, fresh(wall.drawn));
  const state = !wall.drawn.online ? "offline" : wall.drawn.at === null ? "live" : "stale";
  mark(parts.line, "data-state", state);
}

export function show(section) {
  walls = section ?? {};
  draw();
}

function opened(box) {
  lines = new Map();
  if (walls === null) sayInstead(box, box.dataset.elsewhere);
  draw();
}

export function start() {
  document.addEventListener("click", (event) => {
    const all = event.target instanceof Element &&
      event.target.closest("#console-screens-identify");
    if (all) ask({ act: "identify", name: null });
  });
  dom.whenThere(LIST, opened);
}

/* One wall in the desk's list: its facts, and buttons for what can be sent to it. */
function button(label, pressed) {
  const made = make("button", "act", label);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

/* The views by the names that the server gave them in the dialog. */
function choice(box, label, chosen) {
  const made = make("select", "");
  made.setAttribute("aria-label", label);
  for (const { view, name } of JSON.parse(box.dataset.views)) {
    const option = document.createElement("option");
    option.value = view;
    option.textContent = name;
    option.selected = view === chosen;
    made.append(option);
  }
  return made;
}

function sendCase(name) {
  const no = selection.at();
  if (no === null) ask({ act: "case", name, case: "" });
  else ask({ act: "case", name, case: no });
}

function sendings(name, wall, box, line) {
  const view = choice(box, word("view"), wall.told?.view);
  const shown = () => ask({ act: "show", name, view: view.value, filter: "" });
  const listed = () => ask({ act: "show", name, view: "queue", filter: narrowed() });
  return [
    view,
    button(word("show"), shown),
    button(word("filter"), listed),
    button(word("case"), () => sendCase(name)),
    button(word("identify"), () => ask({ act: "identify", name })),
    button(word("tour"), (event) => tour(name, box, line, event.currentTarget)),
  ];
}

/* { line, parts }: live values are written into the parts. */
function screenLine(name, wall, box) {
  const parts = Object.fromEntries(
    ["number", "profile", "fresh", "facts"].map((part) => [part, make("span", `screen-${part}`)]),
  );
  const head = make("div", "screen-head", parts.number, make("b", "screen-name", name));
  head.append(parts.profile, parts.fresh);
  const line = make("div", "screen", head, parts.facts);
  line.setAttribute("role", "listitem");
  line.dataset.name = name;
  parts.line = line;
  // Nothing can be sent to a wall that was never set up.
  if (wall.number !== null) {
    line.append(make("div", "screen-acts", ...sendings(name, wall, box, line)));
  }
  return { line, parts };
}

/* The playlist of a wall, edited below its line: its views in order, with seconds for each. */
const SECONDS = 30;

function tour(name, box, line, opener) {
  const open = line.querySelector(".screen-tour");
  opener.setAttribute("aria-expanded", String(open === null));
  if (open !== null) {
    open.remove();
    return;
  }
  const stops = make("ol", "screen-stops");
  const { least, most, stops: limit } = box.dataset;

  function stop({ view = "overview", filter = "", seconds = SECONDS }) {
    const place = word("stop", { n: stops.children.length + 1 });
    const chosen = choice(box, `${place}: ${word("view")}`, view);
    chosen.querySelector("[value=tour]")?.remove();
    const lasts = make("input", "");
    Object.assign(lasts, { type: "number", min: least, max: most, value: String(seconds) });
    lasts.setAttribute("aria-label", `${place}: ${word("seconds")}`);
    const item = make("li", "", chosen, lasts, make("span", "", word("seconds")));
    item.dataset.filter = filter;
    if (filter !== "") item.append(make("code", "", filter));
    item.append(
      button(word("up"), () => move(item, item.previousElementSibling, "before")),
      button(word("down"), () => move(item, item.nextElementSibling, "after")),
      button(word("drop"), () => drop(item)),
    );
    return item;
  }

  /* The pressed button keeps the focus. */
  function move(item, other, where) {
    const held = /** @type {HTMLElement} */ (document.activeElement);
    other?.[where](item);
    held?.focus();
  }

  function drop(item) {
    const beside = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    count();
    (beside?.querySelector("select") ?? add).focus();
  }

  function count() {
    add.disabled = stops.children.length >= Number(limit);
  }

  function added() {
    stops.append(stop({}));
    count();
    stops.lastElementChild.querySelector("select").focus();
  }

  function save(whose) {
    const told = [...stops.children].map((item) => ({
      view: item.querySelector("select").value,
      filter: item.dataset.filter,
      seconds: Math.round(Number(item.querySelector("input").value)),
    }));
    ask({ act: "tour", name: whose, stops: told });
  }

  const add = button(word("add_stop"), added);
  const foot = make("div", "screen-acts", add);
  foot.append(
    button(word("save"), () => save(name)),
    button(word("save_all"), () => save(null)),
  );
  line.append(make("div", "screen-tour", stops, foot));
  for (const known of walls?.[name]?.stops ?? []) stops.append(stop(known));
  if (stops.children.length === 0) stops.append(stop({}));
  count();
  stops.querySelector("select").focus();
}
