/* What it is, where, how grave and who declared it; how long it has run; the next report. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { page, part } from "../office/shown.js";
import { light, report, told } from "./rows.js";

const NUMERALS = ["I", "II", "III", "IV"];

let face = (_look) => document.createElement("span");

export const use = (theFace) => void (face = theFace);

export const owed = (reports) => told(reports).find(({ out }) => out === null) ?? null;

export function draw(/** @type {Model} */ { head = {}, watch = {} }) {
  const now = head.now ?? null;
  const box = part("#incident-head");
  show(box.querySelector(".known"), now !== null);
  show(box.querySelector(".gone"), now === null);
  page.root.dataset.there = now === null ? "no" : "yes";
  write(part(".gone-text"), say.fill(head.there === true ? "head.reading" : "head.gone"));
  write(part(".gone-detail"), head.there === true ? "" : say.fill("head.gone.detail"));
  if (now !== null) fill(now);
  faces(watch.now ?? []);
  tick();
}

function fill(now) {
  const { level, title, kind, no, text, status, declared_at: at, declared_by: name } = now;
  mark(part("#incident-head .level"), "data-level", level === null ? "none" : String(level));
  write(part("#incident-head .numeral"), level === null ? "?" : NUMERALS[level - 1]);
  const grade = say.fill(level === null ? "level.undecided" : `level.${level}`);
  write(part("#incident-head .title"), `${grade} · ${say.text(title)}`);
  write(part("#incident-head .status"), say.fill(`head.state.${status}`));
  mark(part("#incident-head .status"), "data-status", status);
  const where = [say.place(now.street, now.grid), now.address].filter(Boolean).join(" ");
  write(
    part("#incident-head .place"),
    say.fill("head.place", { place: where, kind: say.fill(`kind.${kind}`), no }),
  );
  const words = at === null
    ? say.fill(status === "SUSPECTED" ? "head.suspected" : "head.undeclared")
    : say.fill("head.declared", { at: clock.stamp(at), name });
  write(part("#incident-head .declared"), words);
  write(part("#incident-head .known-text"), text);
  write(part("#incident-head .outcome"), ended(now));
  write(part("#incident-head .review"), reviewed(now));
  document.title = `${say.text(title)} · ${no}`;
}

const ended = ({ over_at: at, outcome }) =>
  at === null ? "" : say.fill("head.outcome", { at: clock.stamp(at), words: outcome });

const reviewed = ({ reviewed_at: at, reviewed_by: name, review }) =>
  at === null ? "" : say.fill("head.reviewed", { at: clock.stamp(at), name, words: review });

/* Who else looks; drawn again only when somebody comes or goes. */
function faces(looks) {
  const box = part(".faces");
  const said = JSON.stringify(looks);
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  box.replaceChildren(...looks.map(face));
  if (looks.length > 0) box.append(say.fill("watch", { n: say.count(looks.length) }));
}

export function tick() {
  const now = page.model?.head?.now ?? null;
  if (now === null || clock.now() === null) return;
  write(part("#incident-head .elapsed"), elapsed(now));
  const next = owed(page.model?.reports);
  show(part(".next-report .lamp"), next !== null);
  const name = next === null ? "" : report(next.kind, next.n);
  write(
    part(".next-report .next"),
    say.fill(next === null ? "head.no_next" : "head.next", { report: name }),
  );
  write(part(".next-report .left"), next === null ? "" : say.due(next.due));
  light(part(".next-report .lamp"), { due: next?.due, from: next?.soon }, clock.now());
}

/* It stands still once the incident is over. */
function elapsed({ known_at: from, over_at: to }) {
  const t = say.duration((to ?? clock.now()) - from);
  const since = say.fill("head.known", { at: clock.stamp(from) });
  return `${since} · ${say.fill(to === null ? "head.running" : "head.lasted", { t })}`;
}

/* Its title, and until when the next report is due. */
export function facts(/** @type {Model} */ { head = {}, reports }) {
  if (!head.now) return [];
  const next = owed(reports);
  const left = check.textOf(part(".next-report .left"));
  return [
    [check.textOf(part("#incident-head .title")).endsWith(say.text(head.now.title)), true],
    [left, next === null ? "" : say.due(next.due)],
  ];
}
