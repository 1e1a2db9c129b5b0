/* The list of walls at the desk: what each shall show, what it shows, how fresh that is, and what
   may be sent there. The dialog comes from the server; this keeps its list up to date. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const LIST = "console-screens";
  const NARROWED = { lamp: { severe: "severe", overdue: "overdue", "overdue,severe": "overdue" } };

  let walls = null;
  let lines = new Map(); // by name: { line, parts }

  const list = () => document.getElementById(LIST);
  const word = (key, values) => cc.say.fill(`screens.${key}`, values);

  function ask(wanted) {
    // Another object every time: the same may be sent twice.
    window.dash_clientside.set_props("console-screen", { data: { ...wanted, n: performance.now() } });
  }

  /* The queue's filter as a wall understands it; what it doesn't, the server refuses in words. */
  function narrowed() {
    const asked = new URLSearchParams(cc.filter.query());
    asked.delete("lang");
    const lamp = (asked.get("lamp") ?? "").split(",").sort().join(",");
    if (Object.hasOwn(NARROWED.lamp, lamp)) {
      asked.delete("lamp");
      asked.set("of", NARROWED.lamp[lamp]);
    }
    return String(asked).replaceAll("%2C", ",");
  }

  const KINDS = { street: "streets", unit: "units", item: "items" };

  /* 清单 · 超期 · 桃源: the view, and each part of the filter by its name. */
  function what({ view, filter, at }) {
    const parts = [...new URLSearchParams(filter)].map(([key, value]) => {
      if (key === "of") return word(`of.${value}`);
      if (key === "state") return cc.say.fill(`state.${value}`);
      return Object.hasOwn(KINDS, key) ? cc.say.name(KINDS[key], value) : value;
    });
    if (at) parts.push(at.replace("T", " "));
    return [word(`view.${view}`), ...parts].join(" · ");
  }

  /* The view and filter of an address that a wall says it shows. */
  function ofPath(path) {
    const { pathname, searchParams } = new URL(path, location.href);
    const at = searchParams.get("at") ?? "";
    for (const key of ["lang", "distance", "pitch", "theme", "at"]) searchParams.delete(key);
    return { view: pathname.split("/").pop(), filter: String(searchParams), at };
  }

  function fresh({ online, at = null, last = null, build = "" }) {
    const now = cc.clock.now();
    if (!online) {
      return last === null || now === null ? word("offline") : word("offline_for", { t: ago(now - last) });
    }
    const old = build !== "" && build !== cc.build ? [word("old_build")] : [];
    const several = online > 1 ? [word("several", { n: online })] : [];
    const age = at === null || now === null ? word("live") : word("stale", { t: ago(now - at) });
    return [age, ...several, ...old].join(" · ");
  }

  const ago = (ms) => cc.say.seconds(Math.max(0, Math.floor(ms / 1000)));

  function facts({ told, drawn }) {
    const shown = drawn.online && drawn.path ? ofPath(drawn.path) : null;
    const size = drawn.online && drawn.size?.[0] ? drawn.size.join(" × ") : "";
    return [
      told === undefined ? "" : word("told", { what: told === null ? word("as_linked") : what(told) }),
      shown === null ? "" : word("shows", { what: what(shown) }),
      size,
    ].filter(Boolean).join("　");
  }

  function draw() {
    const box = list();
    if (box === null || walls === null) return;
    const names = Object.keys(walls).sort((a, b) => order(a) - order(b));
    const same = names.length === lines.size && names.every((name) => lines.has(name));
    // Under a hand nothing is made anew: only what is there is written.
    if (!same || !box.firstElementChild) remake(box, names);
    for (const [name, { parts }] of lines) write(parts, walls[name]);
  }

  const order = (name) => walls[name].number ?? Infinity;

  function remake(box, names) {
    const before = lines;
    lines = new Map(names.map((name) => [name, before.get(name) ?? cc.screenLine(name, walls[name], box)]));
    const all = [...lines.values()].map(({ line }) => line);
    box.replaceChildren(...(all.length > 0 ? all : [cc.cells.make("p", "screens-none", word("none"))]));
  }

  function write(parts, wall) {
    const { write: put, mark } = cc.dom;
    put(parts.number, wall.number === null ? "–" : String(wall.number));
    put(parts.profile, wall.profile ? word(wall.profile) : word("unset"));
    put(parts.facts, facts(wall));
    put(parts.fresh, fresh(wall.drawn));
    const state = !wall.drawn.online ? "offline" : wall.drawn.at === null ? "live" : "stale";
    mark(parts.line, "data-state", state);
  }

  function show(section) {
    walls = section ?? {};
    draw();
  }

  document.addEventListener("click", (event) => {
    const all = event.target instanceof Element && event.target.closest("#console-screens-identify");
    if (all) ask({ deed: "identify", name: null });
  });

  function opened(box) {
    lines = new Map();
    if (walls === null) box.textContent = box.dataset.elsewhere;
    draw();
  }

  document.addEventListener("DOMContentLoaded", () => cc.dom.whenThere(LIST, opened));

  cc.screens = { show, draw, ask, narrowed, word, wall: (name) => walls?.[name] };
})();
