/* Finds the desk's buttons by their keys; tells whether somebody is typing. */

const TEXT = "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])";

function shown(element) {
  return element.offsetParent !== null && !element.disabled;
}

/* The button for this key, if there is one that can be pressed now. */
export function button(key, within = document) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  return [...within.querySelectorAll(wanted)].find(shown) || null;
}

export function press(found) {
  if (found === null) return false;
  found.click();
  return true;
}

export const typing = (target) => target instanceof Element && target.closest(TEXT) !== null;
