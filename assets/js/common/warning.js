/* A warning in words: what, how grave, who warns, until when. It ends by the centre's clock. */
import * as clock from "./clock.js";
import { make, mark } from "./dom.js";
import * as say from "./words.js";

/* Those of a section that haven't ended, the gravest first. */
export function standing(/** @type {Record<string, any>} */ section = {}) {
  const now = clock.now();
  return Object.values(section).filter((one) =>
    one !== null && typeof one === "object" && (now === null || now < one.until)
  );
}

export const said = (one) => one[say.fill("warning.language")] ?? one.zh;

export const title = (one) => say.fill(`warning.${one.word}`, { event: say.text(said(one).event) });

export const source = (one) => say.fill("warning.source", { name: say.text(one.issuer) });

export function until(one) {
  const [now, at] = [clock.now(), clock.moment(one.until)];
  if (now === null || one.from <= now) return say.fill("warning.until", { at });
  return say.fill("warning.between", { from: clock.moment(one.from), at });
}

/* Its mark: a square in the colour of its level; the words beside it say the level. */
export function sign(one) {
  const found = make("span", "warning-mark", "!");
  paint(found, one);
  return found;
}

export function paint(element, one) {
  mark(element, "data-level", one.level === null ? "none" : String(one.level));
  mark(element, "aria-hidden", "true");
}

/* How many others stand, as far as they are told or counted. */
export function others(section, shown) {
  const known = standing(section).length;
  return known === 0 ? 0 : Math.max(0, known + (section?.more ?? 0) - shown);
}
