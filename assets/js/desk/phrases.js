/* A case in the desk's words: its time left, its state, its shape. */
import * as clock from "../common/clock.js";
import * as say from "../common/words.js";
import * as cases from "./cases.js";
import * as filter from "./filter.js";

export function timeOf(row) {
  const now = clock.now();
  if (row.due === null || now === null || row.lamp === "suspended") return "—";
  return say.fill(now > row.due ? "over" : "left", { t: say.duration(row.due - now) });
}

export function itemOf(row) {
  return row.item === null ? say.fill("unclassified") : say.name("items", row.item);
}

/* A request that the desk must decide takes precedence over the case's state. */
export function stateOf(row) {
  const wait = filter.WAITS.find((kind) => row[filter.PENDING[kind]]);
  return wait === undefined ? say.fill(`brief.${row.state}`) : say.fill(`wait.${wait}`);
}

/* The shape of a case in the list: a broken ring without a unit, otherwise its lamp. */
export function shapeOf(row) {
  return cases.unassigned(row) ? "unassigned" : row.lamp;
}

export const lampOf = (row) => say.fill(`lamp.${shapeOf(row)}`);

/* 1123-0308 for NG20261123-0308: within a list the district and the year add nothing. */
export const shortNo = (no) => no.replace(/^\D+\d{4}(?=\d{4}-)/, "");

/* In a column of communities the word for community adds nothing. */
const ENDING = /社区$| Community$/;
export const communityOf = (row) => say.name("communities", row.community).replace(ENDING, "");
