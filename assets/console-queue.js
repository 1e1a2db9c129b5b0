/* The cases of the desk, twice: `truth` as the server tells them, `shown` as the grid has them.
   While a hand is on the list, what comes waits between the two; assets/console-flow.js says when. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  let truth = new Map();
  let shown = new Map();
  const waiting = new Set(); // numbers of which the two may differ
  const stale = new Map(); // written in place; true if they may belong elsewhere

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
  }

  /* What waits for a case is written where it stands. */
  function inPlace(no) {
    const before = shown.get(no);
    if (before === undefined || (before.gone && !truth.has(no))) return;
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
    clear();
    cc.grid.apply(changed, anchor(), all);
    return changed.remove.map(({ no }) => no);
  }

  const all = () => [...shown.values()];

  const anchor = () => (cc.grid.placeOf(cc.hand.at()) === null ? cc.grid.first() : cc.hand.at());

  /* All at once: at the beginning, and where the grid is new. */
  function renew() {
    const numbers = [...shown.keys()].filter((no) => !truth.has(no));
    shown = new Map(truth);
    turn();
    clear();
    cc.grid.replace(all());
    return numbers;
  }

  function clear() {
    waiting.clear();
    stale.clear();
  }

  /* Time alone has changed lamps: the rows are right in place, and may belong elsewhere. */
  function turn() {
    const now = cc.clock.now() ?? 0;
    for (const one of shown.values()) {
      if (one.turnsAt > now) continue;
      cc.cases.turn(one, now);
      stale.set(one.no, true);
    }
  }

  cc.queue = {
    snapshot, change, apply, renew, turn, inPlace,
    row: (no) => shown.get(no),
    rows: () => shown.values(),
    truth: (no) => truth.get(no),
    waits: () => waiting,
    astray: () => [...stale.keys()].filter((no) => stale.get(no) && !waiting.has(no)),
    clean: () => waiting.size + stale.size === 0,
    empty: () => shown.size === 0,
    all,
    fitting: () => all().filter(cc.filter.fits).length,
  };
})();
