/* The foot of the wall of a major incident: who is not on duty, and the latest instruction. */
import * as clock from "../common/clock.js";
import { mark, write } from "../common/dom.js";
import { standingOf } from "../common/standing.js";
import * as say from "../common/words.js";

const TAKES_OVER = [1, 2, 3];
const SOON_MS = 24 * 3600 * 1000;
const UNSTAFFED = 2;
const INSTRUCTION_MAX = 60;

/* Where nobody is on duty within the next 24 hours; else what such a wall does. */
export function foot(/** @type {Model} */ model) {
  const now = clock.now();
  const running = model.large?.now ?? null;
  const at = document.getElementById("wall-incidents-foot");
  const soon = told(model.unstaffed).filter(({ from, to }) => to > now && from < now + SOON_MS);
  const [asked, late] = instructed(model, now);
  mark(at, "data-hot", soon.length > 0 || late ? "" : null);
  if (soon.length === 0) {
    if (asked !== "") return void write(at, asked);
    const takes = TAKES_OVER.includes(running?.level) ? "takeover" : "watch";
    return void write(at, say.fill(`foot.${running === null ? "quiet" : takes}`));
  }
  const names = JSON.parse(at.dataset.posts);
  const gaps = soon.slice(0, UNSTAFFED).map(({ post, from, to }) =>
    say.fill("unstaffed.one", { at: clock.span(from, to), post: names[post] ?? post })
  );
  const more = soon.length - UNSTAFFED;
  if (more > 0) gaps.push(say.fill("unstaffed.more", { n: say.count(more) }));
  const unstaffed = say.fill("unstaffed", { gaps: gaps.join(" · ") });
  return void write(at, [asked, unstaffed].filter(Boolean).join(" · "));
}

/* The latest instruction of the incident and how it stands, and whether it is late; visitors are
   told of none. */
function instructed(/** @type {Model} */ { instruction }, now) {
  const one = instruction?.now ?? null;
  if (one === null) return ["", false];
  const end = Number.isFinite(one.answered) ? one.answered : now;
  const key = standingOf(one, now);
  const t = say.duration(Math.max(60000, Math.abs(end - one.due)));
  const stands = say.fill(`instruction.standing.${key}`, { t });
  const words = say.text(one.words.replace(/\s+/g, " ").slice(0, INSTRUCTION_MAX));
  return [say.fill("instruction", { at: clock.brief(one.at), words, stands }), key === "OVERDUE"];
}

const told = (section = {}) => Object.values(section).filter((one) => one !== null);
