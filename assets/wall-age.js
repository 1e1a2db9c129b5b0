/* One source lost: only the panels that are made of it are textured, and say so. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  const silent = ({ sources = {} }) =>
    Object.entries(sources).filter(([key, value]) => key.startsWith("channel:") && value !== null);

  function channel({ name, at }) {
    const t = cc.say.duration(cc.clock.now() - at);
    if (typeof name !== "string" || name === "") return cc.say.fill("source.channel_unnamed", { t });
    return cc.say.fill("source.channel", { name, t });
  }

  const LOST = {
    reports(model) {
      if (model.system?.late_workers?.includes?.("intake")) return cc.say.fill("source.intake");
      const found = silent(model);
      if (found.length > 1) return cc.say.fill("source.channels", { n: found.length });
      if (found.length > 0) return channel(found[0][1]);
      return "refused:0" in (model.sources ?? {}) ? cc.say.fill("source.refused") : null;
    },
    samples({ sources = {} }) {
      const found = sources.samples;
      return found ? cc.say.fill("source.samples", { time: cc.clock.minute(found.at) }) : null;
    },
  };

  /* The age of every panel's data; `words` are for those whose sources all speak. */
  function draw(root, words, model, live) {
    for (const age of root.querySelectorAll(".panel-age")) {
      const panel = age.closest(".panel");
      const lost = live ? (LOST[panel?.dataset.needs]?.(model) ?? null) : null;
      if (panel) cc.dom.mark(panel, "data-lost", lost === null ? null : "");
      cc.dom.write(age, lost ?? words);
    }
  }

  cc.panels = { draw };
})();
