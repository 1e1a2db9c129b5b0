/* Below the queue: how many cases are in view, of how many, in which order; if the list is
   empty, what hides the cases. */
import * as dom from "../common/dom.js";
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import * as facets from "./facets.js";
import * as filter from "./filter.js";
import * as grid from "./grid.js";
import * as selection from "./selection.js";

let foot = null;
let empty = null;

export function mount() {
  foot = document.getElementById("console-list");
  empty = document.getElementById("console-empty");
  const clear = make("button", "empty-clear", make("kbd", "keycap", "0"), make("span", ""));
  clear.type = "button";
  clear.dataset.key = "0";
  clear.lastChild.textContent = say.fill("filter.clear");
  clear.addEventListener("click", filter.clear);
  const lines = [make("p", "empty-news"), make("p", "empty-why"), clear];
  empty.replaceChildren(...lines);
  const every = make("button", "list-all", make("kbd", "", "*"), say.fill("choose.all"));
  every.type = "button";
  every.dataset.key = "*";
  every.addEventListener("click", selection.chooseAll);
  foot.replaceChildren(make("span", "list-span"), every, make("span", "list-order"));
}

/* Each heading with its chosen values: 灯态 = 超期 */
function chosen() {
  const { fill } = say;
  return filter
    .active()
    .map(([kind, value]) => `${fill(`facet.${kind}`)} = ${facets.label(kind, value)}`)
    .join(fill("list_separator"));
}

export function draw() {
  if (foot === null || !grid.ready()) return;
  const { write, show } = dom;
  const { fill, count } = say;
  const [from, to] = grid.span();
  const all = grid.count();
  const filtered = filter.active().length > 0;
  const values = { from: count(from), to: count(to), all: count(all) };
  write(foot.firstChild, all === 0 ? "" : fill("list.span", values));
  const order = grid.ordered();
  const words = order === "lamp"
    ? fill("order.lamp")
    : fill("order.by", { by: fill(`col.${order}`) });
  write(foot.lastChild, words);
  show(empty, all === 0);
  write(empty.children[0], fill(filtered ? "empty.filtered" : "empty.all"));
  write(empty.children[1], filtered ? fill("empty.why", { what: chosen() }) : "");
  show(empty.children[2], filtered);
}
