/* The duty desk: its parts, its keys, and what passing time changes. */
import * as line from "../office/line.js";
import { page } from "../office/shown.js";
import * as answers from "../office/ask.js";
import * as alarm from "./alarm.js";
import * as calls from "./calls.js";
import * as gaps from "./gaps.js";
import * as incidentNote from "./incident_note.js";
import * as incidents from "./incidents.js";
import * as log from "./log.js";
import * as newIncident from "./new_incident.js";
import * as papers from "./papers.js";
import * as points from "./points.js";
import * as roster from "./roster.js";
import * as shift from "./shift.js";
import * as strength from "./strength.js";
import * as warnings from "./warnings.js";

const PARTS = [
  alarm,
  warnings,
  calls,
  gaps,
  points,
  shift,
  roster,
  incidents,
  newIncident,
  incidentNote,
  papers,
  strength,
  log,
];

const TICKING = [alarm, warnings, calls, gaps, points, shift, roster, incidents, papers];

let heard = null;

function draw(model) {
  if (heard !== page.root) {
    heard = page.root;
    answers.listen();
  }
  for (const one of PARTS) one.draw(model);
}

function tick() {
  for (const one of TICKING) one.tick();
}

const writing = (/** @type {any} */ at) => at?.closest("input, textarea, select");

/* A digit opens its line, L the log, E a new incident, N a note on one; unless somebody is writing. */
function pressed(event) {
  const other = event.ctrlKey || event.metaKey || event.altKey || writing(event.target);
  if (other || page.root === null || page.model === null) return;
  const opens = opener(event.key.toLowerCase());
  if (opens === null) return;
  event.preventDefault();
  opens();
}

function opener(key) {
  if (key === log.KEY) return log.open;
  if (key === newIncident.KEY) return newIncident.open;
  return key === incidentNote.KEY ? incidentNote.opener() : points.opener(key);
}

const facts = (
  model,
) => [
  ...warnings.facts(),
  ...calls.facts(),
  ...gaps.facts(),
  ...points.facts(),
  ...roster.facts(),
  ...papers.facts(),
  ...log.facts(model),
];

export function start() {
  document.addEventListener("keydown", pressed);
  line.start({ name: "duty", draw, tick, facts });
  alarm.start("duty-sound");
}
