/* The sounds of the duty desk and of an incident's workspace: those of a desk for the centre's
   alerts, a handover that nobody has taken over in time, and a group on site that is silent. */
import * as clock from "../common/clock.js";
import { whenThere } from "../common/dom.js";
import { page } from "../office/shown.js";
import * as alarms from "../sound/alarms.js";
import * as soundButton from "../sound/sound_button.js";

let count = 0;

/* What has been reached by now: the limits of handovers and groups come with time alone. */
function reached() {
  const now = clock.now();
  const told = Object.entries(page.model?.alarms ?? {});
  return told.filter(([, alarm]) => alarm !== null && now !== null && alarm.reached <= now);
}

export function draw() {
  if (clock.now() === null) return;
  const found = reached();
  count = found.length;
  alarms.show(Object.fromEntries(found));
}

export function tick() {
  if (reached().length !== count) draw();
}

/* The button with this id shows whether they can be heard. */
export function start(id) {
  alarms.start();
  whenThere(id, soundButton.start);
}
