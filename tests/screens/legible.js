/* What somebody far away can't read: texts of too little contrast or size, marks that don't stand
   out or say by colour alone, as sentences. WCAG 2.2: relative luminance, contrast. */
({ least, marks }) => {
  const root = document.querySelector("#wall");
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const seen = (element) => element.getClientRects().length > 0 &&
    getComputedStyle(element).visibility !== "hidden";
  const known = new Map();

  /* Any CSS colour as red, green, blue and alpha of 0 to 1. */
  function rgba(colour) {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      known.set(colour, [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
    }
    return known.get(colour);
  }

  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a)).concat(1);

  /* What may be behind: the ground, or the ground with any colour of its pattern. */
  function grounds(element) {
    if (element === null || element === document.documentElement) {
      return [rgba(getComputedStyle(document.body).backgroundColor)];
    }
    const style = getComputedStyle(element);
    const colour = rgba(style.backgroundColor);
    let behind = colour[3] === 1 ? [colour] : grounds(element.parentElement).map((one) => over(colour, one));
    const pattern = style.backgroundImage.match(/(?:rgba?|color)\([^)]*\)/g) ?? [];
    for (const found of pattern) behind = [...behind, ...behind.map((one) => over(rgba(found), one))];
    return behind;
  }

  const light = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);

  function contrast(colour, behind) {
    const ratios = behind.map((one) => {
      const [a, b] = [luminance(over(colour, one)), luminance(one)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
    return Math.min(...ratios);
  }

  const found = new Set();
  const texts = [...root.querySelectorAll("*")].filter((element) =>
    seen(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const probe = document.createElement("i");
  probe.style.cssText = "position: absolute; font-size: var(--note)";
  root.append(probe);
  const smallest = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  for (const element of texts) {
    const style = getComputedStyle(element);
    const ratio = contrast(rgba(style.color), grounds(element));
    const name = `"${element.textContent}" (${element.className})`;
    if (ratio < least) found.add(`${name} has a contrast of ${ratio.toFixed(2)}`);
    // A level's numeral is part of its mark: the word beside it says the same.
    const small = Number.parseFloat(style.fontSize) < smallest - 0.5;
    if (small && !element.closest(".level")) found.add(`${name} is smaller than a note`);
  }

  const SAID = ".row, .figure, .due, .count, .levels > div, .running, .severe, .empty, .age, .state-mark, .pin, .cell-pin, .legend, li, .panel-head";
  for (const mark of root.querySelectorAll(".mark, .level")) {
    if (!seen(mark)) continue;
    const style = getComputedStyle(mark);
    const drawn = [style.backgroundColor, style.borderTopColor]
      .map(rgba).filter((colour, i) => colour[3] > 0 && (i === 0 || Number.parseFloat(style.borderTopWidth) > 0));
    const inner = mark.querySelector(".numeral");
    if (inner !== null) drawn.push(rgba(getComputedStyle(inner).backgroundColor));
    const ratio = Math.max(0, ...drawn.map((colour) => contrast(colour, grounds(mark.parentElement))));
    const shape = [...mark.classList].find((name) => name.startsWith("mark-")) ?? mark.dataset.lamp ?? mark.dataset.level;
    if (drawn.length > 0 && ratio < marks) found.add(`the mark ${shape} has a contrast of ${ratio.toFixed(2)}`);
    if (shape === undefined) found.add(`a mark has no shape of its own: ${mark.outerHTML}`);
    const around = mark.closest(SAID) ?? mark.parentElement;
    const words = around.textContent.replace(mark.textContent, "").trim();
    if (words === "" && inner === null) found.add(`the mark ${shape} has no word beside it`);
  }
  return [...found];
};
