/* A wall's list: as many whole rows as fit, never in smaller type; the rest comes on the next
   pages, of which the last is filled up with rows of the one before. An empty list is good news, in words, unless its view says otherwise. */
import { fadeIn, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { wall } from "./shown.js";

const TURN_MS = 15000;
const MOST = 60;
export const NO_NEWS = false; // third value of `news`: this is no good news, so no tick
const GROWTH = 1.5; // a row may grow by this much to fill its panel

const all = new Set();
let turning = null;

/**
 * The list whose first row is `${prefix}-0`. `fill(cells, value, row)` shows a value in a row, where
 * cells(name) is the row's part of that class; `key` names what tells two values apart; `least` is
 * the least height of a row in em, or a function that says it; `size()` the number of rows where the
 * view counts itself; `news(model)` what an empty list says.
 * @param {string} prefix
 * @param {{
 *   key?: string,
 *   fill: Function,
 *   least?: number | (() => number),
 *   size?: () => number,
 *   crowd?: string,
 *   news?: (model: Model) => (string | boolean)[],
 * }} how
 */
export function list(
  prefix,
  { key = "no", fill, least = 1.13, size, crowd = "no_room", news = () => ["", ""] },
) {
  const byId = (end) => document.getElementById(`${prefix}-${end}`);
  const resized = new ResizeObserver(() => redraw());
  let box = null;
  let rows = [];
  let section = {};
  let model = null; // until it arrives nothing is said, not even good news
  let there = 0; // how many there are, with or without room for them
  let known = new Set();
  let page = 0;
  let fits = 1;

  function mount() {
    const first = byId(0);
    resized.disconnect();
    box = first?.parentNode ?? null;
    rows = first ? [row(first)] : [];
    [section, model, known, fits] = [{}, null, new Set(), 1];
    if (!wall.again) page = 0;
    if (box !== null && size === undefined) resized.observe(box);
    all.add(self);
    turning ??= setInterval(() => all.forEach((one) => one.turn()), TURN_MS);
  }

  function row(element) {
    const found = new Map();
    const cells = (name) => {
      if (!found.has(name)) found.set(name, element.querySelector(`.${name}`));
      return found.get(name);
    };
    return { element, cells, value: null };
  }

  function more(count) {
    while (rows.length < Math.min(count, MOST)) {
      const element = rows[0].element.cloneNode(true);
      element.id = `${prefix}-${rows.length}`;
      box.append(element);
      rows.push(row(element));
    }
  }

  /* How many whole rows fit without words above them; they share the rest of the height. While
     it is hidden, as many as before. */
  function room() {
    if (size !== undefined) return size();
    if (box.getClientRects().length === 0) return fits;
    const none = byId("empty");
    if (none !== null) show(none, false);
    const em = Number.parseFloat(getComputedStyle(box).fontSize);
    const [one, height] = [em * (typeof least === "function" ? least() : least), box.clientHeight];
    const count = Math.floor((height + 1) / one);
    const filled = Math.max(Math.min(count, Object.keys(section).length), 1);
    box.style.setProperty("--row", `${Math.min(height / filled, one * GROWTH)}px`);
    return count;
  }

  /* `all`: how many there are, if `values` has only as many as there is room for. */
  function draw(values, now, all = Object.keys(values ?? {}).length) {
    [section, model, there] = [values ?? {}, now, all];
    redraw();
    return Object.keys(section).length;
  }

  function redraw() {
    if (model === null || !box?.isConnected) return;
    const total = Object.keys(section).length;
    show(box, total > 0);
    fits = room();
    more(Math.min(fits, total));
    const pages = fits > 0 ? Math.max(1, Math.ceil(total / fits)) : 1;
    page %= pages;
    const first = Math.max(0, Math.min(page * fits, total - fits)); // the last page is full, too
    const part = `${first + 1}–${first + Math.min(fits, total)} / ${say.count(there)}`;
    write(byId("page") ?? document.createElement("i"), pages > 1 ? part : "");
    const before = known;
    known = new Set(Object.values(section).map((value) => value[key]));
    rows.forEach((one, slot) => put(one, slot < fits ? section[first + slot] : undefined, before));
    tell(total === 0 || fits === 0);
  }

  function put(one, value, before) {
    show(one.element, value !== undefined);
    one.value = value ?? null;
    if (value === undefined) return;
    fill(one.cells, value, one.element);
    if (before.size > 0 && !before.has(value[key])) fadeIn(one.element);
  }

  /* Calls step(cells, value, row) for each shown row, to update what changes with time. */
  function each(step) {
    for (const { cells, value, element } of rows) if (value !== null) step(cells, value, element);
  }

  function tell(none) {
    const element = byId("empty");
    if (element === null) return;
    show(element, none);
    const crowded = [say.fill(crowd, { n: say.count(there) }), "", NO_NEWS];
    const [headline, detail, good = true] = there > 0 ? crowded : news(model); // it follows from the data alone
    mark(element, "data-plain", good ? null : "");
    write(element.querySelector(".empty-news"), headline);
    write(element.querySelector(".empty-detail"), detail);
  }

  /* A hidden list turns no page, or some pages would never be seen. */
  function turn() {
    if (box === null || box.getClientRects().length === 0) return;
    page += 1;
    redraw();
  }

  const self = {
    mount,
    draw,
    redraw,
    each,
    turn,
    shown: () => rows.filter((one) => one.value).length,
  };
  return self;
}
