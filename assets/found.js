/* What the `/` box has found: a list of cases and commands, and the way to a case. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  function span(className, text) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  function ofCase(item) {
    const { say } = cc;
    const parts = [
      span("number", item.no.slice(-9)),
      span("what", say.name("items", item.item)),
      span("where", say.place(item.street, item.grid)),
      span("state", say.fill(`state.${item.state}`)),
      span("words", item.text ?? ""),
    ];
    if (!item.open) parts.splice(3, 1, span("state", cc.command.words().closed));
    return parts;
  }

  function ofCommand(item) {
    const key = document.createElement("kbd");
    key.textContent = item.key ? item.key.replace("shift+", "⇧").toUpperCase() : "/";
    const here = document.documentElement.lang.startsWith("zh") ? 0 : 1;
    return [key, span("what", item.names[here]), span("words", item.rest)];
  }

  function line(item, index, { at, pick }) {
    const element = document.createElement("div");
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", String(index === at));
    element.append(...(item.no ? ofCase(item) : ofCommand(item)));
    // Before the box loses the focus.
    element.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(item);
    });
    return element;
  }

  function draw(list, view) {
    const lines = view.items.map((item, index) => line(item, index, view));
    if (view.note !== null) lines.unshift(span("note", cc.command.words()[view.note]));
    list.replaceChildren(...lines);
    list.hidden = lines.length === 0;
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /* To the case: in the queue if it is there, else to its own page. */
  function go({ no }) {
    if (cc.grid && cc.grid.placeOf(no) !== null) cc.console.go(no);
    else open(no);
  }

  /* The page of a case, in the desk's language. */
  function open(no) {
    const search = document.documentElement.lang.startsWith("en") ? "?lang=en" : "";
    window.location.assign(`/case/${encodeURIComponent(no)}${search}`);
  }

  cc.found = { draw, go, open };
})();
