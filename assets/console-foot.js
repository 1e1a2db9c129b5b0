/* Under the queue: how many of how many are in view, and in which order; in an empty list, what
   hides the cases. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  let foot = null;
  let empty = null;

  function mount() {
    const { make } = cc.cells;
    foot = document.getElementById("console-list");
    empty = document.getElementById("console-empty");
    const clear = make("button", "empty-clear", make("kbd", "keycap", "0"), make("span", ""));
    clear.type = "button";
    clear.dataset.key = "0";
    clear.lastChild.textContent = cc.say.fill("filter.clear");
    clear.addEventListener("click", cc.filter.clear);
    const lines = [make("p", "empty-news"), make("p", "empty-why"), clear];
    empty.replaceChildren(...lines);
    const every = make("button", "list-all", make("kbd", "", "*"), cc.say.fill("choose.all"));
    every.type = "button";
    every.dataset.key = "*";
    every.addEventListener("click", cc.hand.chooseAll);
    foot.replaceChildren(make("span", "list-span"), every, make("span", "list-order"));
  }

  /* Each heading with what is chosen under it: 灯态 = 超期 */
  function chosen() {
    const { fill } = cc.say;
    return cc.filter
      .active()
      .map(([kind, value]) => `${fill(`facet.${kind}`)} = ${cc.facet.label(kind, value)}`)
      .join(fill("list_separator"));
  }

  function draw() {
    if (foot === null || !cc.grid.ready()) return;
    const { write, show } = cc.dom;
    const { fill, count } = cc.say;
    const [from, to] = cc.grid.span();
    const all = cc.grid.count();
    const filtered = cc.filter.active().length > 0;
    const values = { from: count(from), to: count(to), all: count(all) };
    write(foot.firstChild, all === 0 ? "" : fill("list.span", values));
    const order = cc.grid.order();
    const words = order === "lamp" ? fill("order.lamp") : fill("order.by", { by: fill(`col.${order}`) });
    write(foot.lastChild, words);
    show(empty, all === 0);
    write(empty.children[0], fill(filtered ? "empty.filtered" : "empty.all"));
    write(empty.children[1], filtered ? fill("empty.why", { what: chosen() }) : "");
    show(empty.children[2], filtered);
  }

  cc.foot = { mount, draw };
})();
