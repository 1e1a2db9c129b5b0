/* The desk: its line, its parts, and what passing time changes on it. `cc.console` is what keys,
   dialogs and tests use. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const SCREEN = "console";
  const ROOT = "console";
  const TICK_MS = 250;

  const draw = {
    rows: (_model, changed) => cc.flow.change(changed),
    presence: (model) => {
      cc.presence.show(model.presence);
      cc.cells.redraw();
    },
    figures: (model) => cc.bar.show(model.figures),
    alerts: (model) => {
      cc.alarms.show(model.alerts);
      cc.alerts.show(model);
    },
    alert_groups: (model) => cc.alerts.show(model),
    alarm: (model) => cc.alerts.show(model),
    incidents: (model) => cc.incidents.show(model.incidents),
    system: (model) => cc.deskHead.system(model.system),
    units: (model) => cc.loads.show(model.units),
    screens: (model) => cc.screens.show(model.screens),
  };

  let root = null;
  let ready = false; // the grid is there, and has been given the cases
  let model = null;
  let second = null;

  function snapshot(now) {
    model = now;
    cc.alarms.show(model.alerts);
    if (ready) drawAll(cc.flow.snapshot);
  }

  function drawAll(takeIn) {
    root.dataset.known = "";
    cc.presence.show(model.presence);
    cc.alerts.show(model);
    takeIn(model);
    cc.bar.show(model.figures);
    cc.incidents.show(model.incidents);
    cc.loads.show(model.units);
    cc.screens.show(model.screens);
    cc.deskHead.system(model.system);
    second = null;
    tick();
  }

  function change(set) {
    if (!ready) return;
    for (const [section, changed] of Object.entries(set)) draw[section]?.(model, changed);
    if (root.dataset.state !== "live") tick();
  }

  /* Times once a second of the server's clock; the age also when it passes a limit in between. */
  function tick() {
    if (root === null) return;
    cc.deskHead.age(root, model ?? {});
    const now = Math.floor((cc.clock.now() ?? 0) / 1000);
    if (now === second || model === null) return;
    second = now;
    cc.deskHead.time();
    cc.incidents.draw();
    cc.flow.tick();
    cc.screens.draw();
  }

  /* The next one first: whatever goes wrong in this, the age of the data goes on. */
  function ticking() {
    setTimeout(ticking, TICK_MS - ((cc.clock.now() ?? 0) % TICK_MS));
    tick();
  }

  /* A click goes to the case; with Ctrl it chooses, with Shift all up to there; so does the click
     into the margin. */
  function clicked(no, event) {
    if (root.querySelector(".console-side").getClientRects().length === 0) return cc.found.open(no);
    if (event.shiftKey) cc.hand.chooseTo(no);
    else if (event.ctrlKey || event.metaKey || event.target.closest(".hand")) cc.hand.choose(no);
    else cc.hand.go(no);
    return undefined;
  }

  async function mount(element) {
    root = element;
    ready = false;
    const { words, names, timezone } = root.dataset;
    cc.say.speak(JSON.parse(words), JSON.parse(names));
    cc.clock.speak(timezone, root.lang);
    document.documentElement.lang = root.lang;
    const named = [root.querySelector("nav [aria-current]"), root.querySelector("h1 > span")];
    document.title = named.map((one) => one.textContent).join(" · ");
    cc.filter.start(() => cc.flow.filtered());
    cc.foot.mount();
    cc.dom.sized(root.querySelector(".window-size"));
    cc.soundButton.start();
    cc.facets.mount(document.getElementById("console-facets"));
    cc.bar.mount(document.getElementById("console-bar"));
    for (const part of [".console-queue", ".console-facets"]) {
      cc.hold.watch(document.querySelector(part));
    }
    await cc.grid.start({
      passing: (row) => cc.filter.fits(row),
      onClick: clicked,
      onOrder: () => cc.flow.ordered(),
      onScroll: () => cc.foot.draw(),
    });
    ready = true;
    if (model !== null) drawAll(cc.flow.begin);
  }

  function start() {
    if (location.pathname.replace(/^\/+|\/+$/g, "") !== SCREEN) return;
    const say = cc.live.open(SCREEN, { snapshot, change, checked: tick });
    cc.presence.start(say);
    cc.check.watch(() => (ready && model !== null ? cc.facts.facts() : []), cc.facts.busy);
    cc.dom.whenThere(ROOT, mount);
    ticking();
  }

  cc.console = {
    go: (no) => cc.hand.go(no),
    move: (step) => cc.hand.move(step),
    to: (end) => cc.hand.to(end),
    choose: () => cc.hand.choose(),
    chooseAll: () => cc.hand.chooseAll(),
    escape: () => cc.hand.letGo(),
    show: () => cc.flow.show(),
    editing: (on) => cc.presence.edit(on),
    filter: (query) => cc.filter.set(query),
    selected: () => cc.hand.at(),
    chosen: () => cc.hand.chosen(),
    visible: () => cc.grid.numbers(),
    frozen: () => cc.hold.on(),
    held: () => cc.bar.held(),
    counts: () => cc.facets.counts(),
  };
  document.addEventListener("DOMContentLoaded", start);
})();
