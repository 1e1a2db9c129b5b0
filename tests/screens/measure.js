/* Texts of the wall that are cut by a box or lie over each other, as sentences. */
() => {
  const root = document.querySelector("#wall");
  const seen = (element) => element.getClientRects().length > 0 &&
    getComputedStyle(element).visibility !== "hidden";
  const texts = [...root.querySelectorAll("*")].filter((element) =>
    !element.closest(".leaflet-container") && seen(element) &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));

  const boxOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right, top, bottom, height } = range.getBoundingClientRect();
    const air = height * 0.22; // a line is higher than its letters
    return { element, left, right, top: top + air, bottom: bottom - air };
  };
  // Facts, notes, comparisons and the shift wrap out of sight, whole, where there is no room.
  const gone = ({ element, top, bottom }) => {
    const line = element.closest(".facts, .incident-others, .head > div, .panel-head .note, .figure-body");
    if (!line) return false;
    const { top: from, bottom: to } = line.getBoundingClientRect();
    return top >= to - 2 || bottom <= from + 2;
  };
  const boxes = texts.map(boxOf).filter((box) => !gone(box));
  const found = [];

  for (const { element, left, right, top, bottom } of boxes) {
    for (let around = element; around !== root.parentNode; around = around.parentNode) {
      if (around !== root && getComputedStyle(around).overflowX === "visible") continue;
      const box = around.getBoundingClientRect();
      const inside = left >= box.left - 1.5 && right <= box.right + 1.5 &&
        top >= box.top - 1.5 && bottom <= box.bottom + 1.5;
      if (!inside) found.push(`"${element.textContent}" is cut by ${around.id || around.className}`);
    }
  }
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1.5 && high > 1.5) {
        found.push(`"${a.element.textContent}" lies over "${b.element.textContent}"`);
      }
    }
  });
  return found;
};
