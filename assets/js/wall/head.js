/* The wall's header: the age of the picture in words, and the clock. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as ageOf from "../live/age.js";
import * as past from "./past.js";
import * as sources from "./sources.js";

const byId = (id) => document.getElementById(`wall-${id}`);

export function age(root, model) {
  if (past.on()) past.age(model);
  else ageOf.show(root, byId("age"), model, sources.draw);
}

export function time() {
  const now = clock.now();
  if (now === null || past.nowhere()) return;
  write(byId("clock"), clock.second(now));
  write(byId("date"), say.fill("date", { day: clock.day(now), weekday: clock.weekday(now) }));
}

export function system({ system: { demo = false, profile = null } = {} }) {
  show(byId("demo"), demo === true);
  mark(document.getElementById("wall"), "data-profile", profile);
}

/* The header moves by a few pixels, one step a minute, so that nothing burns in. */
const SHIFTS = [[0, 0], [2, 1], [4, 2], [3, -2], [1, -4], [-2, -3], [-4, -1], [-3, 2], [-1, 4]];
export function shiftPixels(root) {
  const minute = Math.floor((clock.now() ?? 0) / 60000);
  const [x, y] = SHIFTS[minute % SHIFTS.length];
  const step = `${x}px ${y}px`;
  if (root.style.translate !== step) root.style.translate = step;
}
