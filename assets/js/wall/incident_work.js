/* The open tasks of the incident on its wall, by time left, and how many are concerned. */
import * as clock from "../common/clock.js";
import { mark, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { list } from "./list.js";

/* A unit, or a post of the duty room. */
function owner({ unit: code, post }) {
  if (code !== "") return say.name("units", code);
  return JSON.parse(document.getElementById("wall-incidents-foot").dataset.posts)[post] ?? post;
}

export function left(cells, { due, soon }) {
  const now = clock.now();
  mark(cells("lamp"), "data-lamp", now > due ? "overdue" : "none");
  mark(cells("lamp"), "data-soon", now >= soon && now <= due ? "" : null);
  write(cells("time"), say.due(due));
}

export const tasks = list("wall-incidents-task", {
  fill(cells, value) {
    const { gap, words } = value;
    const milestone = say.fill(`milestone.${gap}`);
    write(cells("words"), gap === "" ? words : say.fill("task.gap", { milestone }));
    write(cells("owner"), owner(value));
    left(cells, value);
  },
});

export const numbers = list("wall-incidents-number", {
  key: "measure",
  fill(cells, { measure, value, source, at }) {
    const of = say.fill(`of.${measure}`);
    write(cells("name"), say.fill(`measure.${measure}`));
    write(cells("source"), say.fill("number.given", { source, at: clock.brief(at) }));
    write(cells("value"), say.fill("number.value", { value: say.count(value), of }));
  },
});
