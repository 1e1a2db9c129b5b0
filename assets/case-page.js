/* A page of one case: its clocks go by the server's time as the page was made, the hand is always
   on the case, and what was done shows at once, as does what others did when one comes back. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const ROOT = "case-page";
  const TICK_MS = 250;

  let asked = 0;

  const detail = () => document.querySelector(`#${ROOT} .detail[data-no]`);

  /* The detail anew, as the server has it now. */
  function ask() {
    const here = detail();
    if (here === null) return;
    asked += 1;
    const data = { no: here.dataset.no, n: asked };
    window.dash_clientside.set_props("console-selected", { data });
  }

  function come() {
    const here = detail();
    if (here === null) return;
    cc.clock.sync(Number(here.dataset.now));
    document.title = here.dataset.no;
    cc.detail.draw();
  }

  function mount(root) {
    const { words, names, timezone } = root.dataset;
    cc.say.speak(JSON.parse(words), JSON.parse(names));
    cc.clock.speak(timezone, root.lang);
    document.documentElement.lang = root.lang;
    cc.hand.at = () => detail()?.dataset.no ?? null;
    cc.queue.row = () => ({ version: Number(detail()?.dataset.version) });
    new MutationObserver(come).observe(document.getElementById("console-detail"), { childList: true });
    const toast = document.getElementById("console-toast");
    if (toast !== null) {
      new MutationObserver(ask).observe(toast, { childList: true });
      window.addEventListener("focus", ask);
    }
    setInterval(cc.deskHead.time, TICK_MS);
    come();
  }

  document.addEventListener("DOMContentLoaded", () => cc.dom.whenThere(ROOT, mount));
})();
