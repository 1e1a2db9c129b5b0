/* Where a dialog stands: the row that it is about stays in sight. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const GAP = 2;
  const MARGIN = 8;

  /* Below the selected row, so that it stays in sight; above it where there is no room. */
  function place(dialog) {
    const number = cc.hand ? cc.hand.at() : null;
    const row = number && document.querySelector(`.ag-row[row-id="${CSS.escape(number)}"]`);
    const queue = document.querySelector(".console-queue");
    const { width, height } = dialog.getBoundingClientRect();
    const centred = "wide" in dialog.dataset || !row || queue === null;
    const left = centred
      ? (window.innerWidth - width) / 2
      : queue.getBoundingClientRect().right - width;
    const top = centred ? (window.innerHeight - height) / 3 : under(row, height);
    dialog.style.left = `${Math.max(MARGIN, left)}px`;
    dialog.style.top = `${Math.max(MARGIN, top)}px`;
  }

  function under(row, height) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom + GAP + height <= window.innerHeight - MARGIN) return bottom + GAP;
    if (top - GAP - height >= MARGIN) return top - GAP - height;
    return window.innerHeight - MARGIN - height;
  }

  /* Fields that come later make a dialog higher: it moves up, and its buttons stay in sight. */
  const grown = new ResizeObserver(([{ target }]) => {
    if (target.getBoundingClientRect().bottom > window.innerHeight - MARGIN) place(target);
  });

  cc.place = (dialog) => {
    grown.disconnect();
    place(dialog);
    grown.observe(dialog);
  };
})();
