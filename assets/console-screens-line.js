/* One wall in the desk's list: its facts, and the buttons of what may be sent to it. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const say = (key) => cc.screens.word(key);

  function button(label, pressed) {
    const made = cc.cells.make("button", "act", label);
    made.type = "button";
    made.addEventListener("click", pressed);
    return made;
  }

  /* The views that there are, as the server has named them in the dialog. */
  function choice(box, label, chosen = null) {
    const made = cc.cells.make("select", "");
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
    const no = cc.hand?.at() ?? null;
    if (no === null) cc.screens.ask({ deed: "case", name, case: "" });
    else cc.screens.ask({ deed: "case", name, case: no });
  }

  function sendings(name, wall, box, line) {
    const view = choice(box, say("view"), wall.told?.view);
    const shown = () => cc.screens.ask({ deed: "show", name, view: view.value, filter: "" });
    const narrowed = () =>
      cc.screens.ask({ deed: "show", name, view: "queue", filter: cc.screens.narrowed() });
    return [
      view,
      button(say("show"), shown),
      button(say("filter"), narrowed),
      button(say("case"), () => sendCase(name)),
      button(say("identify"), () => cc.screens.ask({ deed: "identify", name })),
      button(say("tour"), (event) => cc.screenTour(name, box, line, event.currentTarget)),
    ];
  }

  /* { line, parts }: the parts are what live values are written into. */
  function screenLine(name, wall, box) {
    const { make } = cc.cells;
    const parts = Object.fromEntries(
      ["number", "profile", "fresh", "facts"].map((part) => [part, make("span", `screen-${part}`)]),
    );
    const head = make("div", "screen-head", parts.number, make("b", "screen-name", name));
    head.append(parts.profile, parts.fresh);
    const line = make("div", "screen", head, parts.facts);
    line.setAttribute("role", "listitem");
    line.dataset.name = name;
    parts.line = line;
    // To a wall that nobody has set nothing can be sent.
    if (wall.number !== null) line.append(make("div", "screen-acts", ...sendings(name, wall, box, line)));
    return { line, parts };
  }

  cc.screenButton = button;
  cc.screenChoice = choice;
  cc.screenLine = screenLine;
})();
