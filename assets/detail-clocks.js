/* The detail's clocks, by the server's time: its lamp, and the axis with both of them. Parts that were opened stay open when the detail is made anew. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  let second = null;

  function lampOf({ amber, due, severe }, now) {
    if (now < Number(amber)) return "none";
    if (now <= Number(due)) return "soon";
    return now > Number(severe) ? "severe" : "overdue";
  }

  function lamp(element, now) {
    const state = lampOf(element.dataset, now);
    cc.dom.mark(element, "data-lamp", state);
    cc.dom.mark(element.querySelector(".case-lamp"), "data-lamp", state);
    cc.dom.write(element.querySelector(".lamp-word"), cc.say.fill(`lamp.${state}`));
    cc.dom.write(element.querySelector(".lamp-time"), cc.axis.timeLeft(Number(element.dataset.due), now));
    return state;
  }

  function draw() {
    const now = cc.clock.now();
    if (now === null) return;
    for (const detail of document.querySelectorAll(".detail[data-no]")) {
      cc.looking.draw(detail);
      const ticking = detail.querySelector(".detail-lamp.ticking");
      if (ticking === null) continue;
      const state = lamp(ticking, now);
      const stage = detail.querySelector(".clock-stage");
      if (stage !== null) cc.dom.mark(stage, "data-lamp", state);
      detail.querySelectorAll(".axis").forEach((one) => cc.axis.draw(one, now));
    }
  }

  function tick() {
    const now = Math.floor((cc.clock.now() ?? 0) / 1000);
    if (now !== second) draw();
    second = now;
  }

  /* A part is opened and closed on the page's root, which outlives every detail. */
  function toggled(event) {
    const button = event.target.closest?.("[data-toggle]");
    if (!button) return;
    const root = button.closest(".desk");
    const name = `data-${button.dataset.toggle}`;
    const opens = root.getAttribute(name) !== "open";
    cc.dom.mark(root, name, opens ? "open" : null);
    button.setAttribute("aria-expanded", String(opens));
  }

  document.addEventListener("click", toggled);
  document.addEventListener("DOMContentLoaded", () => {
    cc.dom.whenThere("console-detail", (place) => {
      new MutationObserver(draw).observe(place, { childList: true });
      draw();
    });
    setInterval(tick, 250);
  });

  cc.detail = { draw };
})();
