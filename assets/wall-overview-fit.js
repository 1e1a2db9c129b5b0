/* How many rows fit: type never gets smaller and no row is cut, so rows go. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const SLOTS = 10;
  const ROW_EM = 1.13; // least height of a case's row, in the size of its type
  const UNIT_EM = 1.45;
  const GROWTH = 1.5; // a row may grow by this much to fill its panel
  const FRAME_EM = 1.5; // a panel's head and foot
  const UPRIGHT = { late: 4, recent: 3, unit: 4 }; // where panels stand above each other
  const TURN_MS = 15000;

  const observer = new ResizeObserver(measure);
  let root = null;
  let changed = () => {};

  function measure() {
    const em = Number.parseFloat(getComputedStyle(root).fontSize);
    const upright = getComputedStyle(root).getPropertyValue("--upright").trim() === "1";
    const next = upright ? page() : { ...lists(em), unit: units(em) };
    const { fit } = cc;
    if (Object.keys(next).every((list) => fit[list] === next[list])) return;
    Object.assign(fit, next);
    changed();
  }

  /* Upright the page is as long as its rows are: nothing is left of the heights of a lying one. */
  function page() {
    const body = root.querySelector(".body");
    for (const name of ["--row", "--late-height", "--unit-row"])
      for (const box of [body, body.querySelector(".lists")]) box.style.removeProperty(name);
    return UPRIGHT;
  }

  /* As many rows as there is room for, and how high they may then be. */
  function share(room, least, most) {
    const rows = Math.max(0, Math.min(Math.floor(room / least), most));
    return [rows, Math.min(room / Math.max(rows, 1), least * GROWTH)];
  }

  /* The two lists stand above each other, on a very wide screen beside each other. */
  function lists(em) {
    const box = root.querySelector(".lists");
    const [late, recent] = box.children;
    const beside = late.offsetTop === recent.offsetTop && late.offsetLeft !== recent.offsetLeft;
    const frames = beside ? FRAME_EM * em : 2 * FRAME_EM * em + Number.parseFloat(getComputedStyle(box).rowGap);
    const [rows, height] = share(box.clientHeight - frames, ROW_EM * em, beside ? SLOTS : 2 * SLOTS);
    const first = beside ? rows : Math.ceil(rows / 2);
    box.style.setProperty("--row", `${height}px`);
    box.style.setProperty("--late-height", `${FRAME_EM * em + first * height}px`);
    return { late: first, recent: beside ? rows : rows - first };
  }

  function units(em) {
    const box = root.querySelector(".body");
    const least = Number.parseFloat(getComputedStyle(box).getPropertyValue("--unit-least")) || UNIT_EM;
    const [rows, height] = share(box.clientHeight - FRAME_EM * em, least * em, SLOTS);
    box.style.setProperty("--unit-row", `${height}px`);
    return rows;
  }

  /* Where there is only one place for map and units, they take turns in it. */
  function turn() {
    const { dataset } = root.querySelector(".body");
    dataset.turn = dataset.turn === "units" ? "map" : "units";
  }

  cc.fit = {
    late: SLOTS,
    recent: SLOTS,
    unit: SLOTS,
    watch(element, then) {
      if (root === null) setInterval(turn, TURN_MS);
      root = element;
      changed = then;
      observer.disconnect();
      observer.observe(root.querySelector(".body"));
      measure();
    },
  };
})();
