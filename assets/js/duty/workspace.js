/* An incident's workspace: its parts, and what passing time changes. */
import * as line from "../office/line.js";
import { page } from "../office/shown.js";
import * as answers from "../office/ask.js";
import * as alarm from "./alarm.js";
import * as cases from "./file_cases.js";
import * as command from "./file_command.js";
import * as head from "./file_head.js";
import * as near from "./file_near.js";
import * as numbers from "./file_numbers.js";
import { number } from "./file_of.js";
import * as parties from "./file_parties.js";
import * as reports from "./file_reports.js";
import * as resources from "./file_resources.js";
import * as tasks from "./file_tasks.js";
import * as timeline from "./file_timeline.js";

const PARTS = [
  alarm,
  head,
  reports,
  numbers,
  command,
  parties,
  resources,
  near,
  cases,
  tasks,
  timeline,
];
const CHECKED = [head, command, parties, resources, near, tasks, timeline];

let heard = null;

function draw(/** @type {Model} */ model) {
  if (heard !== page.root) {
    heard = page.root;
    answers.listen();
  }
  for (const one of PARTS) one.draw(model);
}

function tick() {
  for (const one of [alarm, head, reports, parties, cases, tasks]) one.tick();
}

const facts = (model) => CHECKED.flatMap((one) => one.facts(model));

/* `face(look)` draws somebody who looks at it, too. Returns what the page can send. */
export function start(face) {
  head.use(face);
  const screen = `incident?no=${encodeURIComponent(number())}`;
  const send = line.start({ name: "incident", screen, draw, tick, facts });
  alarm.start("incident-sound");
  return send;
}
