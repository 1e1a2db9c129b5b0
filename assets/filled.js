/* A dialog that somebody has typed into isn't left unasked. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  /* What somebody has typed into it, and would lose. */
  const touched = new WeakSet();
  document.addEventListener("input", ({ target }) => touched.add(target), true);

  function filled() {
    const fields = cc.modals.open()?.querySelectorAll("textarea, input[type=text], input:not([type])") ?? [];
    return [...fields].some((field) => touched.has(field) && field.value.trim() !== "");
  }

  window.addEventListener("beforeunload", (event) => {
    // A session that has ended keeps what was typed by itself.
    if (filled() && !cc.session?.ended()) event.preventDefault();
  });

  cc.filled = filled;
})();
