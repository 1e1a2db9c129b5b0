/* When the list takes in what has come: at once where nothing holds it, in windows; otherwise what
   is under the hand alone, and the rest when it is asked for. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  // The time between two renewals of the list grows with what one of them costs.
  const WINDOW_MIN_MS = 100;
  const WINDOW_MAX_MS = 1000;
  const COST_SHARE = 0.1;

  let flushing = null;
  let flushedAt = -Infinity;
  let cost = 0;
  let alerted = false; // alerts have come that the list isn't narrowed by yet

  function snapshot(model) {
    cc.queue.snapshot(model);
    if (cc.queue.empty()) renew();
    else come();
  }

  /* With a new grid, which has nothing yet. */
  function begin(model) {
    cc.queue.snapshot(model);
    renew();
  }

  function renew() {
    cc.alerts.take();
    settle(cc.queue.renew());
  }

  function change(section) {
    cc.queue.change(section);
    come();
  }

  function come() {
    const held = cc.hold.on();
    for (const no of [cc.hand.at(), ...cc.hand.chosen()]) {
      if (cc.queue.waits().has(no)) cc.queue.inPlace(no);
    }
    if (held) cc.bar.soon();
    if (held || flushing !== null) return;
    const pause = Math.min(Math.max(WINDOW_MIN_MS, cost / COST_SHARE), WINDOW_MAX_MS);
    flushing = setTimeout(flush, Math.max(0, flushedAt + pause - performance.now()));
  }

  function flush() {
    flushing = null;
    if (cc.hold.on()) return;
    flushedAt = performance.now();
    show();
    cost = performance.now() - flushedAt;
  }

  /* Everything that has waited; the list may stay held, as after the R key. */
  function show() {
    if (!cc.grid.ready()) return;
    cc.alerts.take();
    const left = cc.queue.clean() ? [] : cc.queue.apply();
    if (alerted && cc.filter.narrows("alert")) cc.grid.refilter(cc.queue.all);
    alerted = false;
    cc.hold.anew();
    settle(left);
  }

  /* What has left the list can't stay in the hand; and what is counted is what is shown. */
  function settle(left) {
    if (cc.grid.count() !== cc.queue.fitting()) cc.grid.anew(cc.queue.all());
    const unseen = [cc.hand.at(), ...cc.hand.chosen()].filter(
      (no) => no !== null && cc.grid.placeOf(no) === null,
    );
    cc.hand.left([...left, ...unseen]);
    cc.cells.redraw();
    cc.facets.draw();
    cc.bar.draw();
  }

  /* Another filter: what it is to show is looked at anew, and with that everything that waited. */
  function filtered() {
    if (!cc.grid.ready()) return;
    cc.alerts.take();
    const left = cc.queue.clean() ? [] : cc.queue.apply();
    cc.grid.refilter(cc.queue.all);
    settle(left);
  }

  function ordered() {
    cc.grid.order();
    show();
  }

  function tick() {
    if (!cc.grid.ready()) return;
    cc.queue.turn();
    cc.cells.redraw();
    if (alerted || !cc.queue.clean()) come();
    cc.bar.draw();
  }

  /* A list that is narrowed to alerts stays so by those of the time when it was free. */
  function alertsCame() {
    if (!cc.grid.ready()) return;
    cc.cells.redraw();
    if (cc.filter.narrows("alert")) {
      alerted = true;
      cc.facets.drawAlerts();
      come();
    } else {
      cc.alerts.take();
      cc.facets.draw();
    }
  }

  /* The focus or the choice has changed: the case that is looked at is looked at as it is. */
  function handMoved() {
    const no = cc.hand.at();
    if (cc.queue.waits().has(no)) cc.queue.inPlace(no);
    cc.cells.redraw();
    if (cc.hold.on() || cc.queue.clean()) cc.bar.draw();
    else come();
  }

  cc.flow = { snapshot, begin, change, show, filtered, ordered, alertsCame, tick, handMoved };
})();
