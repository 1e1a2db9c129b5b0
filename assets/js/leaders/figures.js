/* The present figures against yesterday at this time, the load, the sources, and the verdict. */
import * as clock from "../common/clock.js";
import { mark, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { address, page, part } from "../office/shown.js";

const COLOURED = ["overdue", "soon"];
const DAY_MS = 86400000;
const NEUTRAL = ["open"]; // more of them is neither good nor bad

const panels = () => [...page.root.querySelectorAll(".figure[data-metric]")];
const known = (...values) => values.every(Number.isInteger);

export function draw(
  /** @type {Model} */ { figures = {}, yesterday = {}, load = {}, sources = {} },
) {
  for (const panel of panels()) {
    const { metric } = panel.dataset;
    write(panel.querySelector(".value"), say.count(figures[metric]));
    if (COLOURED.includes(metric)) mark(panel, "data-hot", figures[metric] > 0 ? "" : null);
    compare(panel, metric, figures[metric], yesterday[metric]);
    back(panel.querySelector(".then"), metric, yesterday[metric]);
  }
  const severe = figures.severe > 0 ? say.fill("severe", { n: say.count(figures.severe) }) : "";
  write(part(".figure .severe"), severe);
  write(part("#leaders-verdict"), verdict(figures, yesterday));
  drawLoad(load, figures.over_capacity);
  drawSources(sources);
}

/* What it was, and the difference in words. */
function compare(panel, metric, now, then) {
  const by = known(now, then) ? now - then : null;
  write(panel.querySelector(".then"), say.fill("figure.yesterday", { n: say.count(then) }));
  write(panel.querySelector(".change"), by === null ? "" : change(by, NEUTRAL.includes(metric)));
}

/* Links to the rows of that minute, if walls can still look back so far. */
function back(link, metric, then) {
  const at = page.model?.span?.at;
  const leads = known(then) && Number.isFinite(at);
  const asked = { of: metric, at: leads ? clock.address(at - DAY_MS) : "" };
  mark(link, "href", leads ? address("/wall/queue", asked) : null);
}

function change(by, neutral) {
  if (by === 0) return say.fill("same");
  const amount = say.fill(by > 0 ? "more" : "fewer", { n: say.count(Math.abs(by)) });
  return neutral ? amount : `${amount} · ${say.fill(by > 0 ? "worse" : "better")}`;
}

function verdict({ open, overdue, severe }, yesterday) {
  if (!known(open, overdue)) return "";
  if (open === 0) return say.fill("verdict.none");
  const said = [say.fill("verdict.open", { n: say.count(open) })];
  if (overdue === 0) return said.join("") + say.fill("verdict.good");
  said.push(say.fill("verdict.late", { n: say.count(overdue) }));
  if (severe > 0) said.push(say.fill("verdict.severe", { n: say.count(severe) }));
  const by = known(yesterday.overdue) ? overdue - yesterday.overdue : null;
  const key = by === null ? "end" : by > 0 ? "more" : by < 0 ? "fewer" : "same";
  said.push(say.fill(`verdict.${key}`, { n: say.count(Math.abs(by ?? 0)) }));
  return said.join("");
}

function drawLoad({ open, capacity }, over) {
  const box = part("#leaders-load");
  const n = known(open, capacity) ? Math.round((100 * open) / Math.max(1, capacity)) : "—";
  const values = { open: say.count(open), capacity: say.count(capacity), n };
  write(box.querySelector(".value"), say.fill("load", values));
  write(box.querySelector(".more"), say.fill("load.over", { n: say.count(over) }));
}

/* Sources that are silent, or whose every report is refused. */
function drawSources(sources) {
  const box = part("#leaders-channels");
  const said = Object.entries(sources).filter(([, one]) => one !== null).map(([key, one]) => {
    const silent = key.startsWith("channel:");
    const t = silent ? say.duration(clock.now() - one.at) : "";
    return say.fill(silent ? "channels.silent" : "channels.refused", { name: one.name, t });
  });
  mark(box, "data-lost", said.length > 0 ? "" : null);
  const words = said.length > 0 ? said.join(say.fill("list_separator")) : say.fill("channels.well");
  write(box.querySelector(".value"), words);
}

/* Each figure in the page, and what the model says of it. */
export const facts = ({ figures = {} }) =>
  panels().map((panel) => [
    check.textOf(panel.querySelector(".value")),
    say.count(figures[panel.dataset.metric]),
  ]);
