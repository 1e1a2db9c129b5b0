/* Alerts at this desk: how fast they come, and which cases have one. */
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";

let alerts = {};
let byUnit = {};
let instructions = {};
let came = () => {};
let calling = new Set(); // cases with a critical alert that is not acknowledged
let places = new Map(); // by case, as they last narrowed the list

export function show(model) {
  alerts = model.alerts ?? {};
  byUnit = model.alert_groups ?? {};
  instructions = model.instructions ?? {};
  calling = new Set(
    Object.values(alerts).filter(insists).map((alert) => alert.case),
  );
  rate(model.alarm);
  came();
}

const insists = ({ place, state, priority }) =>
  place === "LIST" && state === "RAISED" && priority === 1;

function rate(alarm) {
  const element = document.getElementById("console-rate");
  if (element === null || !alarm?.grade) return;
  const words = { n: say.count(alarm.recent), grade: say.fill(`grade.${alarm.grade}`) };
  dom.write(element, say.fill("alerts.rate", words));
  dom.mark(element, "data-grade", alarm.grade);
}

/* From now on the list is narrowed by the present alerts. */
export function take() {
  places = new Map();
  for (const alert of Object.values(alerts)) {
    const known = places.get(alert.case) ?? new Set();
    places.set(alert.case, known.add(alert.place));
  }
}

export const placesOf = (no) => [...(places.get(no) ?? [])];

export const calls = (no) => calling.has(no);
export const all = () => Object.entries(alerts);
/* What an instruction says; empty for one that this desk is not told of. */
export const instructed = (no) => instructions[no]?.words ?? "";
export const groups = () => Object.entries(byUnit);

/* Calls `theCame()` whenever alerts have arrived. */
export const start = (theCame) => void (came = theCame);
