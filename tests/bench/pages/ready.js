/* The bench's eye on a first load: when all that belongs on the page has been drawn. */
(() => {
  "use strict";
  const CELLS = 310;
  const all = (what) => [...document.querySelectorAll(what)];

  const complete = {
    wall: () =>
      all("#wall[data-state=live]").length === 1 &&
      all("[id^=wall-figure-]").every((figure) => /^[\d,]+$/.test(figure.textContent)) &&
      ["late", "recent", "unit"].every((list) => all(`[id^=wall-${list}-].row:not([hidden])`).length) &&
      all(".street-label .label-count").every((label) => label.textContent.includes("/")) &&
      all("path.cell").length === CELLS,
    empty: () => all("#empty").length === 1,
  };
  const page = location.pathname.startsWith("/wall/") ? "wall" : "empty";

  const { port1, port2 } = new MessageChannel();
  window.bench = { drawn: null };
  port1.onmessage = () => {
    window.bench.drawn = performance.now();
  };

  /* What follows a frame's callbacks comes when that frame has been drawn. */
  function look() {
    if (complete[page]()) port2.postMessage(null);
    else requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
