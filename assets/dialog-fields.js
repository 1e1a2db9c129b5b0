/* What the fields' library leaves unsaid to who has a dialog read aloud: a choice of few is a group
   of radio buttons, and a field is called by the name that stands above it. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const BY = "aria-labelledby";

  function tell(dialog) {
    for (const list of dialog.querySelectorAll("[role=listbox]:has(input[type=radio])")) {
      list.setAttribute("role", "radiogroup");
      const above = list.closest(".field") ?? dialog;
      if (!list.hasAttribute("aria-label")) list.setAttribute(BY, above.getAttribute(BY));
    }
    // A chosen one is told anew that it is an option.
    for (const one of dialog.querySelectorAll("label:is([role=option], [aria-selected])")) {
      one.removeAttribute("role");
      one.removeAttribute("aria-selected");
    }
    for (const field of dialog.querySelectorAll(".field")) {
      for (const box of field.querySelectorAll("input:not([type=radio]), textarea")) {
        if (!box.hasAttribute(BY)) box.setAttribute(BY, field.getAttribute(BY));
      }
    }
  }

  /* Now, and whenever a field comes later or is chosen. */
  function named(dialog) {
    tell(dialog);
    const attributeFilter = ["aria-selected"];
    const again = new MutationObserver(() => tell(dialog));
    again.observe(dialog, { childList: true, subtree: true, attributeFilter });
  }

  cc.fields = { named };
})();
