/* One value to narrow the list to: its button, its sign, its name. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  function label(kind, value) {
    const { fill, name } = cc.say;
    if (value === cc.filter.NONE) return fill(`none.${kind}`);
    if (kind === "street" || kind === "unit" || kind === "item") return name(`${kind}s`, value);
    if (kind === "grid") return fill("grid_no", { n: value });
    if (kind === "incident") return value;
    if (kind === "seat" && value === cc.cases.mine()) return fill("seat.mine");
    return fill(`${kind === "state" ? "brief" : kind}.${value}`);
  }

  function button(kind, value) {
    const { make } = cc.cells;
    const words = make("span", "facet-name");
    const found = make("button", "facet", sign(kind, value), words, make("span", "facet-count"));
    found.type = "button";
    Object.assign(found.dataset, { kind, value });
    if (kind === "all") found.querySelector(".facet-count").before(make("kbd", "", "0"));
    words.textContent = kind === "all" ? cc.say.fill("facet.all") : label(kind, value);
    found.title = words.textContent;
    return found;
  }

  /* The shape of a lamp, the chip of an urgency: the same signs as in the list. */
  function sign(kind, value) {
    const { make } = cc.cells;
    if (kind === "lamp") {
      const mark = make("span", "mark case-lamp");
      mark.dataset.lamp = value;
      return mark;
    }
    if (kind !== "urgency") return "";
    const chip = make("span", "chip", value);
    chip.dataset.urgency = value;
    return chip;
  }

  cc.facet = { make: button, label };
})();
