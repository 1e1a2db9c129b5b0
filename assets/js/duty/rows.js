/* Rows of a list, made after its first; and how a report is called. */
import { show } from "../common/dom.js";
import { lampOf, soon } from "../common/lamp.js";
import { mark } from "../common/dom.js";
import * as say from "../common/words.js";
import { part } from "../office/shown.js";

/* Adds or removes rows until there are `count`. */
export function rows(list, count) {
  const box = part(list);
  while (box.childElementCount < count) box.append(box.firstElementChild.cloneNode(true));
  [...box.children].forEach((row, at) => show(row, at < count));
  return [...box.children].slice(0, count);
}

export const told = (section = {}) => Object.values(section).filter((one) => one !== null);

/* 初报, 续报二. */
export function report(kind, n) {
  return say.fill(`report.${kind}`, { n: n > 0 ? say.fill(`numeral.${n}`) : "" });
}

/* The lamp of something with one limit: amber from `from` on. */
export function light(lamp, { due, from }, now) {
  const late = lampOf({ due }, now);
  mark(lamp, "data-lamp", late);
  const near = late === "none" && soon({ due }, now, due - (from ?? due));
  mark(lamp, "data-soon", near ? "" : null);
}
