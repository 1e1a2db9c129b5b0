/* The duty desk: its parts, its keys, and what passing time changes. */
import * as line from "../office/line.js";
import { page } from "../office/shown.js";
import * as answers from "./ask.js";
import * as gaps from "./gaps.js";
import * as incidents from "./incidents.js";
import * as log from "./log.js";
import * as points from "./points.js";
import * as roster from "./roster.js";
import * as shift from "./shift.js";
import * as strength from "./strength.js";

const PARTS = [gaps, points, shift, roster, incidents, strength, log];

let heard = null;

function draw(model) {
  if (heard !== page.root) {
    heard = page.root;
    answers.listen();
  }
  for (const one of PARTS) one.draw(model);
}

function tick() {
  for (const one of [gaps, points, shift, roster, incidents]) one.tick();
}

const writing = (/** @type {any} */ at) => at?.closest("input, textarea, select");

/* A digit opens its line, L the log; unless somebody is writing. */
function pressed(event) {
  const other = event.ctrlKey || event.metaKey || event.altKey || writing(event.target);
  if (other || page.root === null || page.model === null) return;
  const opens = event.key.toLowerCase() === log.KEY ? log.open : points.opener(event.key);
  if (opens === null) return;
  event.preventDefault();
  opens();
}

const facts = (
  model,
) => [...gaps.facts(), ...points.facts(), ...roster.facts(), ...log.facts(model)];

export function start() {
  document.addEventListener("keydown", pressed);
  line.start({ name: "duty", draw, tick, facts });
}
