/* Who looks at which case: told to colleagues, and theirs shown. A word among people, no lock. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const AGAIN_MS = 4000; // silent for ten seconds is gone

  let known = {};
  let say = () => {};
  let editing = false;

  function look() {
    const here = document.hidden ? null : cc.hand.at();
    say("looking", { case: here, mode: editing ? "edit" : "view" });
  }

  /* While a dialog is open its user works on the case. */
  function edit(on) {
    if (editing === on) return;
    editing = on;
    look();
    cc.flow.handMoved();
  }

  function of(no) {
    const found = Object.hasOwn(known, no) ? known[no] : [];
    return Array.isArray(found) ? found : [];
  }

  function start(theSay) {
    say = theSay;
    setInterval(() => cc.hand.at() !== null && !document.hidden && look(), AGAIN_MS);
    document.addEventListener("visibilitychange", look);
  }

  const show = (section) => (known = section ?? {});

  cc.presence = { start, show, look, edit, of, editing: () => editing };
})();
