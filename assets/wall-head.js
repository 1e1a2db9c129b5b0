/* The wall's header: how old the picture is, in words; the clock; which shift. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show } = cc.dom;
  const { say, clock } = cc;
  const LATE_MS = 5000;
  const LOST_MS = 10000;
  const byId = (id) => document.getElementById(`wall-${id}`);

  /* The state of the data, and what it is called. */
  function condition({ system = {} }) {
    const { dataAt, refused } = cc.live;
    const now = clock.now();
    if (dataAt === null || now === null) return ["waiting", refused ? "refused_blank" : "waiting"];
    // In whole seconds of the clock on the wall, so that its time less the age is the data's time.
    const n = Math.max(0, Math.floor(now / 1000) - Math.floor(dataAt / 1000));
    if (now - dataAt >= LOST_MS) {
      const values = { age: say.seconds(n), time: clock.second(dataAt) };
      return ["lost", refused ? "refused" : "lost", values];
    }
    if (now - dataAt >= LATE_MS) return ["late", "late", { n }];
    if (system.redis === "away") return ["live", "away"];
    const late = system.late_workers;
    if (Array.isArray(late) && late.length > 0) return ["live", "late_worker", { names: names(late) }];
    return ["live", "live", { n: Math.max(1, n) }];
  }

  function names(workers) {
    return workers
      .filter((worker) => typeof worker === "string")
      .map((worker) => say.has(`worker.${worker}`) ? say.fill(`worker.${worker}`) : worker)
      .join(say.fill("list_separator"));
  }

  function age(root, model) {
    const [state, key, values] = condition(model);
    mark(root, "data-state", state);
    mark(root, "data-degraded", key === "away" || key === "late_worker" ? key : null);
    write(byId("age"), say.fill(key, values));
  }

  function time() {
    const now = clock.now();
    if (now === null) return;
    write(byId("clock"), clock.second(now));
    write(byId("date"), say.fill("date", { day: clock.day(now), weekday: clock.weekday(now) }));
  }

  function system({ system: { shift = null, demo = false } = {} }) {
    write(byId("shift"), shift === null ? "" : say.text(shift));
    show(byId("demo"), demo === true);
  }

  /* A few pixels' walk, a step a minute, so that nothing burns in. */
  const WALK = [[0, 0], [2, 1], [4, 2], [3, -2], [1, -4], [-2, -3], [-4, -1], [-3, 2], [-1, 4]];
  function walk(root) {
    const minute = Math.floor((clock.now() ?? 0) / 60000);
    const [x, y] = WALK[minute % WALK.length];
    const step = `${x}px ${y}px`;
    if (root.style.translate !== step) root.style.translate = step;
  }

  cc.head = { age, time, system, walk };
})();
