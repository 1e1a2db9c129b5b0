/* The frame of the walls: the socket, the view of the address, each section to its place, and
   what passing time changes. Another view comes without a reload. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const ROOT = "wall";
  const TICK_MS = 250;
  const KEPT = ["lang", "theme", "distance", "pitch", "tour", "at"]; // of the address, from view to view

  const frame = {
    figures: (now) => cc.figures.figures(now),
    before: (now) => cc.figures.figures(now),
    yesterday: (now) => cc.figures.figures(now),
    incident: (now) => cc.incident.draw(now),
    system: (now) => cc.head.system(now),
  };

  let root = null;
  let view = null;
  let model = null;
  let second = null;

  const here = () => location.pathname.replace(/^\/+|\/+$/g, "") + location.search;

  function draw(section, changed, whole) {
    frame[section]?.(model, changed);
    view.draw[section]?.(model, changed, whole);
  }

  /* Whether a view is in the page; there is none at an address that has none. */
  const shows = () => root?.isConnected ?? false;

  function drawAll() {
    if (!shows() || model === null) return;
    root.dataset.known = "";
    const sections = new Set([...Object.keys(frame), ...Object.keys(view.draw)]);
    for (const section of sections) draw(section, model[section] ?? {}, true);
    second = null;
    tick();
  }

  function change(set) {
    if (!shows()) return;
    for (const [section, changed] of Object.entries(set)) draw(section, changed, false);
    if (root.dataset.state !== "live") tick();
  }

  /* Times once a second of the server's clock; the age also when it passes a limit in between. */
  function tick() {
    if (!shows()) return root === null ? undefined : cc.device.tick();
    cc.head.age(root, model || {});
    const now = Math.floor((cc.clock.now() ?? 0) / 1000);
    if (now === second || model === null) return;
    second = now;
    cc.head.time();
    cc.head.walk(root);
    cc.device.tick();
    cc.incident.tick(model);
    view.tick?.(model);
  }

  /* The next one first: whatever goes wrong in this, the age of the data goes on. */
  function ticking() {
    setTimeout(ticking, TICK_MS - ((cc.clock.now() ?? 0) % TICK_MS));
    tick();
  }

  function mount(element) {
    const { words, names, timezone, view: name } = element.dataset;
    if (here() !== shown) model = null;
    shown = here();
    cc.live.enter(shown);
    root = element;
    view = cc.views[name];
    cc.say.speak(JSON.parse(words), JSON.parse(names));
    cc.clock.speak(timezone, root.lang);
    cc.past.mount(root);
    document.documentElement.lang = root.lang;
    cc.pointer.watch(root);
    cc.dom.sized(root.querySelector(".window-size"));
    view.mount(root, drawAll);
    drawAll();
  }

  /* Another view: the page is asked for first, so that without an answer the present one stays. */
  function go(path) {
    const { pathname, searchParams } = new URL(path, location.href);
    const kept = new URLSearchParams(location.search);
    for (const key of KEPT) {
      if (kept.has(key) && !searchParams.has(key)) searchParams.set(key, kept.get(key));
    }
    if (searchParams.get("at") === "") searchParams.delete("at");
    const search = searchParams.size > 0 ? `?${searchParams}` : "";
    dash_clientside.set_props("page-location", { pathname, search });
  }

  /* Of the present alone: a wall that looks back stands still. */
  function facts() {
    const standing = !shows() || model === null || cc.past.on() || cc.clock.now() === null;
    if (standing || document.hidden) return [];
    return [cc.check.clock(document.getElementById("wall-clock")), ...cc.figures.shown(model)];
  }

  cc.wall = { go, model: () => model, root: () => root };
  if (!/^\/+wall\//.test(location.pathname)) return;
  let shown = here();
  document.documentElement.classList.add("on-wall");
  // The socket doesn't wait for the page: its snapshot is there when the page is.
  cc.live.open(shown, {
    snapshot(now) {
      model = now;
      drawAll();
    },
    change,
    order: (told) => cc.device.told(told),
    drawn: () => cc.device.drawn(),
    checked() {
      view?.checked?.();
      if (shows() && root.dataset.state !== "live") tick();
    },
  });
  cc.dom.whenThere(ROOT, mount);
  cc.check.watch(facts);
  ticking();
})();
