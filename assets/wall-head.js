/* The wall's header: how old the picture is, in words; the clock. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show } = cc.dom;
  const { say, clock } = cc;
  const byId = (id) => document.getElementById(`wall-${id}`);

  function age(root, model) {
    if (cc.past.on()) cc.past.age(model);
    else cc.age.show(root, byId("age"), model);
  }

  function time() {
    const now = clock.now();
    if (now === null || cc.past.nowhere()) return;
    write(byId("clock"), clock.second(now));
    write(byId("date"), say.fill("date", { day: clock.day(now), weekday: clock.weekday(now) }));
  }

  function system({ system: { demo = false, profile = null } = {} }) {
    show(byId("demo"), demo === true);
    mark(document.getElementById("wall"), "data-profile", profile);
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
