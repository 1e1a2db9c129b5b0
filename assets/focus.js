/* Where the focus is while a dialog stands: first on what is still to be said, never outside. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const FIELDS = "input, textarea, select, button";

  const able = (element) => element.offsetParent !== null && !element.disabled;

  /* A choice without an answer, a text without words. */
  function empty(field) {
    const group = field.closest(".choice");
    return group === null ? field.value === "" : group.querySelector("input:checked") === null;
  }

  function first(dialog) {
    const found = [
      ...dialog.querySelectorAll("[data-list] input:checked, [data-list] input"),
      ...[...dialog.querySelectorAll(".fields input, .fields textarea")].filter(empty),
      ...dialog.querySelectorAll(".act-main"),
    ].find(able);
    (dialog.querySelector("[data-list] input:checked") || found || dialog).focus();
  }

  function next(dialog, event) {
    const all = [...dialog.querySelectorAll(FIELDS)].filter(able);
    const at = all.indexOf(document.activeElement);
    const to = event.shiftKey ? at - 1 : at + 1;
    if (at >= 0 && to >= 0 && to < all.length) return false;
    all[event.shiftKey ? all.length - 1 : 0].focus();
    return true;
  }

  cc.focus = { first, next };
})();
