/* The queue of the desk. Two lists of the same cases: `truth` as the server tells it, `shown` as
   the grid has it. While a hand is on the list, what comes waits between the two. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  // The time between two renewals of the list grows with what one of them costs.
  const WINDOW_MIN_MS = 100;
  const WINDOW_MAX_MS = 1000;
  const COST_SHARE = 0.1;

  let truth = new Map();
  let shown = new Map();
  const waiting = new Set(); // numbers of which the two may differ
  const stale = new Map(); // written in place; true if they may belong elsewhere
  let flushing = null;
  let flushedAt = -Infinity;
  let cost = 0;

  const rows = () => shown.values();
  const row = (no) => shown.get(no);

  function snapshot(model) {
    cc.cases.learn(model);
    const before = truth;
    truth = new Map();
    for (const [no, told] of Object.entries(model.rows ?? {})) {
      const same = String(before.get(no)?.told) === String(told);
      truth.set(no, same ? before.get(no) : read(no, told));
      if (!same) waiting.add(no);
    }
    for (const no of before.keys()) if (!truth.has(no)) waiting.add(no);
    if (!cc.grid.ready()) return;
    if (shown.size === 0) renew();
    else come();
  }

  /* With a new grid, which has nothing yet. */
  function begin(model) {
    snapshot(model);
    renew();
  }

  function read(no, told) {
    return Object.assign(cc.cases.read(no, told), { told });
  }

  function change(section) {
    for (const [no, told] of Object.entries(section)) {
      if (told === null) truth.delete(no);
      else truth.set(no, read(no, told));
      waiting.add(no);
    }
    if (cc.grid.ready()) come();
  }

  /* Something waits: what is under the hand is written where it stands, the rest comes when the
     list is free, in windows. */
  function come() {
    const held = cc.hold.on();
    for (const no of [cc.hand.at(), ...cc.hand.chosen()]) if (waiting.has(no)) inPlace(no);
    if (held) cc.bar.soon();
    if (held || flushing !== null) return;
    const pause = Math.min(Math.max(WINDOW_MIN_MS, cost / COST_SHARE), WINDOW_MAX_MS);
    flushing = setTimeout(flush, Math.max(0, flushedAt + pause - performance.now()));
  }

  function flush() {
    flushing = null;
    if (cc.hold.on()) return;
    apply();
    cost = performance.now() - flushedAt;
  }

  function inPlace(no) {
    const before = shown.get(no);
    if (before === undefined) return;
    const after = truth.get(no) ?? { ...before, gone: true };
    shown.set(no, after);
    stale.set(no, (stale.get(no) ?? false) || !after.gone && elsewhere(before, after));
    // What is gone still has to leave.
    if (!after.gone) waiting.delete(no);
    cc.grid.write(after);
    cc.cells.redraw();
    if (no === cc.hand.at()) cc.hand.sayHere();
    if (cc.hand.has(no)) cc.hand.sayChosen();
  }

  function elsewhere(before, after) {
    const same = ["group", "due", "urgency"].every((field) => before[field] === after[field]);
    return !same || cc.filter.fits(before) !== cc.filter.fits(after);
  }

  /* The list as it is, with everything that waited, and the hand kept where it is. */
  function apply() {
    flushedAt = performance.now();
    const changed = { add: [], update: [], remove: [] };
    for (const no of new Set([...waiting, ...stale.keys()])) {
      const [before, after] = [shown.get(no), truth.get(no)];
      if (after !== undefined) {
        cc.cases.turn(after, cc.clock.now() ?? 0);
        shown.set(no, after);
        (before === undefined ? changed.add : changed.update).push(after);
      } else if (before !== undefined) {
        shown.delete(no);
        changed.remove.push(before);
      }
    }
    const numbers = changed.remove.map(({ no }) => no);
    clear();
    cc.alerts.take();
    cc.grid.apply(changed, anchor());
    settle(numbers);
  }

  const anchor = () => (cc.grid.placeOf(cc.hand.at()) === null ? cc.grid.first() : cc.hand.at());

  /* All at once: at the beginning, and where it is less work than one by one. */
  function renew() {
    const numbers = [...shown.keys()].filter((no) => !truth.has(no));
    shown = new Map(truth);
    turn();
    clear();
    cc.alerts.take();
    cc.grid.replace([...shown.values()]);
    settle(numbers);
  }

  function clear() {
    waiting.clear();
    stale.clear();
  }

  function settle(left) {
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
    if (waiting.size + stale.size > 0) apply();
    cc.alerts.take();
    cc.grid.refilter();
    settle([]);
  }

  function ordered() {
    cc.grid.order();
    if (waiting.size + stale.size > 0) apply();
    cc.cells.redraw();
    cc.bar.draw();
    cc.foot.draw();
  }

  /* Time alone has changed a lamp. */
  function turn() {
    const now = cc.clock.now() ?? 0;
    const turned = [];
    for (const one of shown.values()) {
      if (one.turnsAt > now) continue;
      cc.cases.turn(one, now);
      turned.push(one.no);
    }
    return turned;
  }

  function tick() {
    if (!cc.grid.ready()) return;
    for (const no of turn()) stale.set(no, true);
    cc.cells.redraw();
    if (waiting.size + stale.size > 0) come();
    cc.bar.draw();
  }

  /* What is narrowed to alerts is so by those of the time when the list was free. */
  function alertsCame() {
    if (!cc.grid.ready()) return;
    cc.cells.redraw();
    if (!cc.hold.on()) filtered();
  }

  /* The focus or the choice has changed: the case that is looked at is looked at as it is. */
  function handMoved() {
    const no = cc.hand.at();
    if (no !== null && waiting.has(no)) inPlace(no);
    cc.cells.redraw();
    if (cc.hold.on() || waiting.size + stale.size === 0) cc.bar.draw();
    else come();
  }

  /* What the R key does: now, and the list stays held. */
  function show() {
    if (cc.grid.ready()) apply();
  }

  cc.queue = {
    snapshot, begin, change, show, filtered, ordered, alertsCame, tick, handMoved, row, rows,
    truth: (no) => truth.get(no),
    waits: () => [...waiting],
    astray: () => [...stale.keys()].filter((no) => stale.get(no) && !waiting.has(no)),
  };
})();
