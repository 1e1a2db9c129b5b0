/* The focus while a dialog is open: first on what is still missing, never outside. Also adds
   what the fields' library doesn't tell screen readers: a short choice is a group of radio buttons,
   and a field has the name that is above it. */

const BY = "aria-labelledby";

function tell(dialog) {
  for (const list of dialog.querySelectorAll("[role=listbox]:has(input[type=radio])")) {
    list.setAttribute("role", "radiogroup");
    const above = list.closest(".field") ?? dialog;
    if (!list.hasAttribute("aria-label")) list.setAttribute(BY, above.getAttribute(BY));
  }
  // A chosen option is marked as an option again each time.
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

/* Names the fields now, and again whenever a field is added or chosen. */
export function named(dialog) {
  tell(dialog);
  const attributeFilter = ["aria-selected"];
  const again = new MutationObserver(() => tell(dialog));
  again.observe(dialog, { childList: true, subtree: true, attributeFilter });
}

const FIELDS = "input, textarea, select, button";

const able = (element) => element.offsetParent !== null && !element.disabled;

/* In a text of many lines Enter ends a line; it does what is asked on the button. */
export const writes = (target) => target instanceof HTMLTextAreaElement && target.rows > 2;

/* A choice without an answer, a text without words. */
function empty(field) {
  const group = field.closest(".choice");
  return group === null ? field.value === "" : group.querySelector("input:checked") === null;
}

export function first(dialog) {
  const found = [
    ...dialog.querySelectorAll("[data-list] input:checked, [data-list] input"),
    ...[...dialog.querySelectorAll(".fields input, .fields textarea")]
      .filter((field) => writes(field) || empty(field)),
    ...dialog.querySelectorAll(".act-main"),
  ].find(able);
  (dialog.querySelector("[data-list] input:checked") || found || dialog).focus();
}

export function next(dialog, event) {
  const all = [...dialog.querySelectorAll(FIELDS)].filter(able);
  const at = all.indexOf(document.activeElement);
  const to = event.shiftKey ? at - 1 : at + 1;
  if (at >= 0 && to >= 0 && to < all.length) return false;
  all[event.shiftKey ? all.length - 1 : 0].focus();
  return true;
}
