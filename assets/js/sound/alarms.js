/* Which alerts sound, and when: each once when it reaches this workplace, none that stood before the
   page was opened; again only critical ones that nobody has acknowledged. */
import * as clock from "../common/clock.js";
import * as sounds from "./sounds.js";

const LOOK_MS = 1000;
const REPEAT_MS = 60000;
// An alert returns after ten minutes at the earliest; anything sooner is the same alert.
const SAME_MS = 60000;
const KEPT_MS = 3600000;
const PRIORITIES = { E1: "p1", E2: "p2" };

/** @typedef {{ rows: () => Iterable<Model>, lost: () => boolean }} Listener the cases that the page
 * knows, and whether its line is lost */
/** @type {Listener} */
const WITHOUT_CASES = { rows: () => [], lost: () => false };
let page = WITHOUT_CASES;
let started = false;
let alerts = {};
let since = null; // the server's time of the first snapshot
let looked = null; // time of the last look at the rows while the line is lost
let repeatAt = Infinity;
const heard = new Map(); // key → the server's time when it sounded, or when it was found standing

const insists = (alert) =>
  alert.place === "LIST" && alert.state === "RAISED" && alert.priority === 1;

function kindOf(alert) {
  if (alert.turn === "INCIDENT") return "incident";
  return alert.place === "LIST" ? `p${alert.priority}` : "p3";
}

function isNew(key, { reached, state, place }) {
  if (state !== "RAISED" || (place !== "LIST" && place !== "NOTICES")) return false;
  return heard.has(key) ? reached > heard.get(key) + SAME_MS : reached > since;
}

/* Takes the present alerts, by key, as the model has them. */
export function show(section = {}) {
  const now = clock.now();
  alerts = section;
  since = since ?? now;
  const came = Object.entries(alerts).filter(([key, alert]) => isNew(key, alert));
  for (const [key, { reached }] of Object.entries(alerts)) {
    if (reached !== null) heard.set(key, Math.max(reached, heard.get(key) ?? 0));
  }
  for (const [key, at] of heard) if (!(key in alerts) && now - at > KEPT_MS) heard.delete(key);
  for (const [, alert] of came) sounds.play(kindOf(alert));
  if (!Object.values(alerts).some(insists)) repeatAt = Infinity;
  else if (came.length > 0 || repeatAt === Infinity) again();
}

function again() {
  repeatAt = performance.now() + REPEAT_MS;
}

function repeat() {
  if (performance.now() < repeatAt) return;
  again();
  for (const alert of Object.values(alerts).filter(insists)) sounds.play(kindOf(alert));
}

/* While the line is lost nobody reports what falls due, but the page knows deadlines and time. */
function lookOut() {
  const now = clock.now();
  const [lost, from] = [page.lost(), looked];
  looked = lost ? now : null;
  if (!lost || from === null) return;
  for (const row of page.rows()) {
    for (const [turn, at] of [["RED", row.due], ["SEVERE", row.severe]]) {
      if (at === null || row.state === "SUSPENDED" || at < from || at >= now) continue;
      heard.set(`${row.no}/${turn}/${row.due}`, now);
      sounds.play(PRIORITIES[row.urgency] ?? "p3");
    }
  }
}

function look() {
  if (since !== null) {
    lookOut();
    repeat();
  }
  setTimeout(look, LOOK_MS);
}

/* Starts for this page; one without cases of its own gives nothing. */
export function start(thePage = WITHOUT_CASES) {
  page = thePage;
  if (started) return;
  started = true;
  sounds.start();
  look();
}
