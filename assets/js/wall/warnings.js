/* The gravest standing warning at the foot of a wall, and how many others there are. */
import { show, write } from "../common/dom.js";
import * as warning from "../common/warning.js";
import * as say from "../common/words.js";

const box = () => document.getElementById("wall-warned");
const part = (name) => box().querySelector(`.${name}`);

export function draw(/** @type {Model} */ { warnings = {} }) {
  if (box() === null) return;
  const [first] = warning.standing(warnings);
  show(box(), first !== undefined);
  if (first === undefined) return;
  warning.paint(part("warning-mark"), first);
  write(part("warning-title"), warning.title(first));
  write(part("warning-until"), warning.until(first));
  write(part("warning-source"), say.text(first.issuer));
  const more = warning.others(warnings, 1);
  write(part("warning-more"), more > 0 ? say.fill("warning.more", { n: say.count(more) }) : "");
}
