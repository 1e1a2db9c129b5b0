/* A person's saved views: a link takes its filter over without loading the page again.
   `cc.views.save(name)` keeps the present filter, `cc.views.drop(name)` forgets one. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const LIST = "console-views";
  const ASKED = "console-view";

  /* The server keeps it and gives the list anew; `n`, so that the same can be asked twice. */
  let n = 0;
  function ask(act, name, search = "") {
    const { lang } = document.documentElement;
    const data = { act, name, search, lang: lang.startsWith("en") ? "en" : "zh", n: ++n };
    dash_clientside.set_props(ASKED, { data });
  }

  function clicked(event) {
    const { target } = event;
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    const link = target.closest("[data-view]");
    const forget = target.closest("[data-drop]");
    if (forget !== null) ask("drop", forget.dataset.drop);
    if (link === null || !plain) return;
    event.preventDefault();
    cc.filter.set(link.dataset.view);
  }

  cc.views = {
    save: (name) => ask("save", name, `?${cc.filter.query()}`),
    drop: (name) => ask("drop", name),
  };
  document.addEventListener("DOMContentLoaded", () => {
    cc.dom.whenThere(LIST, (list) => list.addEventListener("click", clicked));
  });
})();
