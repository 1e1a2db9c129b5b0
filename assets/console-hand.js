/* Where the hand is: the one case that is looked at, and those that are chosen. Both are kept by
   number, so that they stay whatever the list does. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const SETTLE_MS = 150;
  const AGAIN_MS = 5000;

  let here = null;
  let place = 0; // where it stood, for going on from there when it is gone
  let anchor = null; // where a range of choices begins
  const chosen = new Set();

  /* A store has no element of its own; it is there as long as the page is. */
  function tell(id, data) {
    if (document.getElementById("console")) window.dash_clientside.set_props(id, { data });
  }

  /* Of a case that has left the queue nobody here knows the version. */
  function known(no) {
    const { version = null, gone = false } = cc.queue.row(no) ?? {};
    return { no, version: gone ? null : version };
  }

  let told = null;
  let settling = null;
  let saidAt = -Infinity;

  /* Tell the server's side which case it is; while a key is held down only where it comes to rest. */
  function sayHere() {
    clearTimeout(settling);
    const now = performance.now();
    const wait = now - saidAt < SETTLE_MS ? SETTLE_MS : 0;
    saidAt = now;
    settling = setTimeout(() => {
      const next = here === null ? null : known(here);
      if (JSON.stringify(next) === told) return;
      told = JSON.stringify(next);
      tell("console-selected", next);
    }, wait);
  }

  /* Nothing came back: asked again when it is chosen again, or by itself. */
  function unheard() {
    told = null;
    clearTimeout(settling);
    settling = setTimeout(sayHere, AGAIN_MS);
  }

  const sayChosen = () => tell("console-chosen", [...chosen].map(known));

  function chose() {
    sayChosen();
    cc.flow.handMoved();
  }

  function go(no) {
    if (no !== null) place = cc.grid.placeOf(no) ?? place;
    if (here === no) return sayHere();
    here = no;
    cc.flow.handMoved();
    sayHere();
    cc.presence.look();
  }

  /* So many cases up or down; from nowhere to the first, from one that is gone to its neighbour. */
  function move(step) {
    const at = here === null ? null : cc.grid.placeOf(here);
    const from = at ?? (here === null && place === 0 ? -1 : place - Math.max(step, 0));
    const to = Math.max(0, Math.min(from + step, cc.grid.count() - 1));
    const no = cc.grid.at(to);
    if (no === null) return;
    go(no);
    cc.grid.reveal(no);
  }

  function to(end) {
    move(end === "first" ? -cc.grid.count() : cc.grid.count());
  }

  function choose(no = here) {
    if (no === null) return;
    if (!chosen.delete(no)) chosen.add(no);
    anchor = no;
    chose();
  }

  function chooseTo(no) {
    const from = cc.grid.placeOf(anchor ?? here) ?? 0;
    const end = cc.grid.placeOf(no) ?? from;
    for (let at = Math.min(from, end); at <= Math.max(from, end); at += 1) {
      chosen.add(cc.grid.at(at));
    }
    chose();
  }

  /* These and no others, as far as they are in the list. */
  function chooseThese(numbers) {
    chosen.clear();
    for (const no of numbers) if (cc.grid.placeOf(no) !== null) chosen.add(no);
    chose();
  }

  function chooseAll() {
    for (let at = 0; at < cc.grid.count(); at += 1) chosen.add(cc.grid.at(at));
    chose();
  }

  /* Let go, one thing at a time: what is chosen, then the case; true if there was something. */
  function letGo() {
    if (chosen.size > 0) {
      chosen.clear();
      anchor = null;
      chose();
    } else if (here !== null) {
      go(null);
    } else {
      return false;
    }
    return true;
  }

  /* These cases have left the list. */
  function left(numbers) {
    const lost = numbers.filter((no) => chosen.delete(no));
    if (lost.length > 0) chose();
    if (numbers.includes(here)) go(null);
  }

  cc.hand = {
    at: () => here,
    has: (no) => chosen.has(no),
    holds: (no) => no === here || chosen.has(no),
    chosen: () => [...chosen],
    go, move, to, choose, chooseTo, chooseThese, chooseAll, letGo, left, sayHere, sayChosen, unheard,
  };
})();
