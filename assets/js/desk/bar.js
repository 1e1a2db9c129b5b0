/* The bar above the queue: what is held back and why, whether any E1 is among it, and the day. */
import * as dom from "../common/dom.js";
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import * as filter from "./filter.js";
import * as freeze from "./freeze.js";
import * as grid from "./grid.js";
import * as incidents from "./incidents.js";
import * as phrases from "./phrases.js";
import * as queue from "./queue.js";
import * as warnings from "./warnings.js";

const NAMED_MAX = 2;
const SOON_MS = 100;
const FIGURES = ["reported_today", "closed_today", "open"];

let parts = null;
let figures = {};

/* Calls `onShow()` when somebody asks for what is held back. */
export function mount(bar, onShow) {
  const key = make("kbd", "keycap", "R");
  const button = make("button", "bar-show", key, make("strong", "bar-news"));
  button.type = "button";
  button.dataset.key = "r";
  button.addEventListener("click", onShow);
  parts = {
    bar,
    button,
    news: button.querySelector(".bar-news"),
    why: make("span", "bar-why"),
    urgent: make("strong", "bar-urgent"),
    figures: make("span", "bar-figures"),
  };
  dom.write(parts.why, say.fill("loading"));
  const strips = [warnings.mount(), incidents.mount()];
  bar.replaceChildren(button, parts.urgent, parts.why, ...strips, parts.figures);
  draw();
}

/* What the list doesn't show yet: how many cases are new, changed or gone, and which are E1. */
export function held() {
  const counts = { new: 0, changed: 0, gone: 0 };
  const urgent = [];
  for (const no of queue.waits()) {
    const [before, after] = [queue.row(no), queue.truth(no)];
    const [was, is] = [before && filter.fits(before), after && filter.fits(after)];
    if (after?.urgency === "E1" && before?.urgency !== "E1") urgent.push(after);
    if (is && !before) counts.new += 1;
    else if (was && !after) counts.gone += 1;
    else if (was || is) counts.changed += 1;
  }
  counts.changed += queue.misplaced().length;
  return { ...counts, urgent };
}

function news({ new: fresh, changed, gone }) {
  const { fill } = say;
  const said = [
    fresh && fill("held.new", { n: fresh }),
    changed && fill("held.changed", { n: changed }),
    gone && fill("held.gone", { n: gone }),
  ].filter(Boolean);
  return said.length === 0 ? "" : fill("held.show", { what: said.join(fill("comma")) });
}

function name(rows) {
  if (rows.length === 0) return "";
  const { fill } = say;
  const named = rows
    .slice(0, NAMED_MAX)
    .map((row) => `${phrases.itemOf(row)} ${phrases.communityOf(row)} ${row.grid}`);
  const more = rows.length > NAMED_MAX ? fill("and_more", { n: rows.length - NAMED_MAX }) : "";
  return fill("held.urgent", { n: rows.length, names: named.join(fill("list_separator")) + more });
}

export function draw() {
  if (parts === null || !grid.ready()) return;
  const { write, show, mark } = dom;
  const { fill } = say;
  const found = held();
  const said = news(found);
  const reason = freeze.on() ? freeze.reason() : null;
  mark(parts.bar, "data-held", reason === null ? null : "");
  show(parts.button, said !== "" && reason !== null);
  write(parts.news, said);
  write(parts.urgent, name(found.urgent));
  show(parts.urgent, found.urgent.length > 0);
  const why = reason && fill(reason[0], reason[1]);
  write(parts.why, why ? fill("held.why", { why, t: freeze.time() }) : fill(flow()));
  write(parts.figures, today());
}

/* Shows whether the list updates itself; says nothing good before it is known or without news. */
function flow() {
  const { state, known } = document.getElementById("console").dataset;
  if (known === undefined) return "loading";
  return state === "live" ? "flowing" : "stands";
}

let due = null;

/* Draws within a moment, once for all changes in it. */
export function soon() {
  due ??= setTimeout(() => {
    due = null;
    draw();
  }, SOON_MS);
}

export function today() {
  const known = FIGURES.filter((name) => Number.isInteger(figures[name]));
  return known.map((name) => say.fill(`today.${name}`, { n: say.count(figures[name]) })).join("  ");
}

export function show(section) {
  figures = section ?? {};
  draw();
}
