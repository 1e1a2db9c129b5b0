/* The bench's eye on a first load: when all that belongs on the page has been drawn, and when that
   which is read first, its figures and lists. */
(() => {
  "use strict";
  const CELLS = 310;
  const ROWS = 10;
  const all = (what) => [...document.querySelectorAll(what)];

  const read = {
    wall: () =>
      all("#wall[data-state=live]").length === 1 &&
      all("[id^=wall-figure-]").every((figure) => /^[\d,]+$/.test(figure.textContent)) &&
      ["late", "recent", "unit"].every((list) => all(`[id^=wall-${list}-].row:not([hidden])`).length),
    desk: () => all("#console[data-known]").length === 1,
    empty: () => true,
  };
  const complete = {
    wall: () =>
      all(".street-label .label-count").every((label) => label.textContent.includes("/")) &&
      all(".street-label.placed").length > 0 &&
      all("path.cell").length === CELLS,
    /* Its queue has rows to be read, and knows how many there are. */
    desk: () =>
      window.cc?.facets?.counts()?.all > 0 &&
      all(".ag-row [col-id=item]").filter((cell) => cell.textContent !== "").length >= ROWS,
    empty: () => all("#empty").length === 1,
  };
  const kinds = { "/wall/overview": "wall", "/console": "desk" };
  const page = kinds[location.pathname] ?? "empty";

  const { port1, port2 } = new MessageChannel();
  window.bench = { read: null, drawn: null };
  port1.onmessage = ({ data }) => {
    window.bench[data] ??= performance.now();
  };

  /* What follows a frame's callbacks comes when that frame has been drawn. */
  function look() {
    const now = read[page]();
    if (now) port2.postMessage("read");
    if (now && complete[page]()) port2.postMessage("drawn");
    else requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
