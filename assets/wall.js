/* The overview: each section of the model to its place, and what passing time changes. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const SCREEN = "wall/overview";
  const ROOT = "wall-overview";
  const TICK_MS = 250;

  const draw = {
    figures: (now, changed) => {
      cc.figures.figures(now);
      if ("overdue" in changed) cc.rows.late(now); // the list says of how many it is the top
    },
    before: (now) => cc.figures.figures(now),
    late: (now) => cc.rows.late(now),
    recent: (now) => cc.rows.recent(now),
    units: (now) => cc.rows.units(now),
    streets: (now, changed) => cc.figures.streets(now, Object.keys(changed)),
    cells: (now) => cc.map.colour(cc.map.all(), now.cells || {}),
    incident: (now) => cc.incident.draw(now),
    system: (now) => {
      cc.head.system(now);
      cc.rows.late(now);
    },
  };

  let root = null;
  let model = null;
  let second = null;

  function drawAll() {
    if (root === null || model === null) return;
    for (const section of Object.keys(draw)) draw[section](model, model[section] ?? {});
    second = null;
    tick();
  }

  function change(set) {
    if (root === null) return;
    for (const [section, changed] of Object.entries(set)) {
      if (section === "cells") cc.map.colour(Object.keys(changed), model.cells);
      else draw[section]?.(model, changed);
    }
    if (root.dataset.state !== "live") tick();
  }

  /* Times once a second of the server's clock; the age also when it passes a limit in between. */
  function tick() {
    if (root === null) return;
    cc.head.age(root, model || {});
    const now = Math.floor((cc.clock.now() ?? 0) / 1000);
    if (now === second || model === null) return;
    second = now;
    cc.head.time();
    cc.head.walk(root);
    cc.rows.tick(model);
    cc.incident.tick(model);
  }

  function ticking() {
    tick();
    setTimeout(ticking, TICK_MS - ((cc.clock.now() ?? 0) % TICK_MS));
  }

  function mount(element) {
    root = element;
    const { words, names, timezone } = root.dataset;
    cc.say.speak(JSON.parse(words), JSON.parse(names));
    cc.clock.speak(timezone, root.lang);
    document.documentElement.lang = root.lang;
    cc.rows.mount();
    cc.fit.watch(root, drawAll);
    cc.map.fitted = cc.figures.scale;
    drawAll();
  }

  if (location.pathname.replace(/^\/+|\/+$/g, "") !== SCREEN) return;
  document.documentElement.classList.add("on-wall");
  // The socket doesn't wait for the page: its snapshot is there when the page is.
  cc.live.open(SCREEN, {
    snapshot(now) {
      model = now;
      drawAll();
    },
    change,
    checked() {
      cc.map.insist();
      if (root !== null && root.dataset.state !== "live") tick();
    },
  });
  cc.dom.whenThere(ROOT, mount);
  ticking();
})();
