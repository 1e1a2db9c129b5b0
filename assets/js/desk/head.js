/* The desk's bar: the age of the picture, the number of alerts at this desk, the time. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as ageOf from "../live/age.js";

const byId = (id) => document.getElementById(`console-${id}`);

export function age(root, model) {
  ageOf.show(root, byId("age"), model);
}

export function time() {
  const now = clock.now();
  if (now === null) return;
  const { write } = dom;
  write(byId("clock"), clock.second(now));
  const words = { day: clock.day(now), weekday: clock.weekday(now) };
  write(byId("date"), say.fill("date", words));
}

export function system({ demo = false } = {}) {
  dom.show(byId("demo"), demo === true);
}
