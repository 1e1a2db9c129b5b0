/* A hand on the map: any gesture holds it as it is; the way back is a button, a key, and time. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const IDLE_MS = 5 * 60000;
  const FELT = ["pointerdown", "pointermove", "wheel", "keydown", "touchstart"];

  let held = false;
  let idle = null;
  let left = () => {};

  const back = () => document.getElementById("wall-map-back");

  function hold() {
    if (held) return;
    held = true;
    cc.dom.show(back(), true);
    felt();
  }

  /* The whole of both halves again. */
  function release() {
    held = false;
    if (back()) cc.dom.show(back(), false);
    cc.map.fit();
  }

  /* After minutes without a hand the wall is as it was before anybody came. */
  function felt() {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (held) release();
      left();
    }, cc.hand.IDLE_MS);
  }

  /* `gone()` is called when whoever was there has been gone for long. */
  function mount(root, gone) {
    [held, left] = [false, gone];
    back().addEventListener("click", release);
    // The wheel and the second tap are felt before the map has moved by them.
    for (const gesture of ["wheel", "dblclick"]) {
      root.querySelector(".map-halves").addEventListener(gesture, hold, { passive: true });
    }
  }

  for (const event of FELT) {
    document.addEventListener(event, () => idle !== null && felt(), { passive: true });
  }

  cc.hand = { IDLE_MS, mount, hold, release, felt, held: () => held };
})();
