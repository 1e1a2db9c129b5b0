/* When one source is lost, only the panels that use it are textured and say so. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";

const silent = ({ sources = {} }) =>
  Object.entries(sources).filter(([key, value]) => key.startsWith("channel:") && value !== null);

function channel({ name, at }) {
  const t = say.duration(clock.now() - at);
  if (typeof name !== "string" || name === "") return say.fill("source.channel_unnamed", { t });
  return say.fill("source.channel", { name, t });
}

const LOST = {
  reports(model) {
    if (model.system?.late_workers?.includes?.("intake")) return say.fill("source.intake");
    const found = silent(model);
    if (found.length > 1) return say.fill("source.channels", { n: found.length });
    if (found.length > 0) return channel(found[0][1]);
    return "refused:0" in (model.sources ?? {}) ? say.fill("source.refused") : null;
  },
  samples(/** @type {Model} */ { sources = {} }) {
    const found = sources.samples;
    return found ? say.fill("source.samples", { time: clock.minute(found.at) }) : null;
  },
};

/* The age of every panel's data; `words` are for panels whose sources are all well. */
export function draw(root, words, model, live) {
  for (const age of root.querySelectorAll(".panel-age")) {
    const panel = age.closest(".panel");
    const lost = live ? (LOST[panel?.dataset.needs]?.(model) ?? null) : null;
    if (panel) dom.mark(panel, "data-lost", lost === null ? null : "");
    dom.write(age, lost ?? words);
  }
}
