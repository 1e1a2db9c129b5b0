/* What the desk shows, beside what it would have to show: its clock, the day's figures, and as many
   rows as the filter lets through. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const byId = (id) => document.getElementById(`console-${id}`);

  function facts() {
    if (cc.clock.now() === null || document.hidden || !cc.grid.ready()) return [];
    const { clock, textOf } = cc.check;
    const figures = document.querySelector(".bar-figures");
    return [
      clock(byId("clock")),
      [textOf(figures), cc.bar.today()],
      [cc.grid.count(), cc.queue.fitting()],
    ];
  }

  /* Somebody would lose what they have in hand. */
  const busy = () => cc.hold.on();

  cc.facts = { facts, busy };
})();
