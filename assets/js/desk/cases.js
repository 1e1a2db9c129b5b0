/* Cases as the desk's queue holds them: they arrive as lists and are read by name; their lamp
   and their place in the order. Like all files of the desk it uses no other file while it loads. */
import * as clock from "../common/clock.js";
import { lampOf, nextTurn } from "../common/lamp.js";

const SINCE_REPORT = ["stage", "amber", "due", "severe", "case_due"];
const DUTY = "DUTY";
const BEFORE_UNITS = new Set(["INTAKE", "DISPATCH"]);
const UNASSIGNED = new Set(["REPORTED", "VERIFYING", "FILED"]);

/* Ranks in the order, the most pressing first: late critical cases, cases that wait for this
   desk, cases that are late elsewhere, then the rest by urgency and time left. */
const LATE_E1 = 0;
const MY_TURN = 1;
const SEVERE = 2;
const OVERDUE = 3;
const IN_TIME = 4;
const WITHOUT_CLOCK = 5;
const LATE = { severe: SEVERE, overdue: OVERDUE };
/* Urgency counts as hours: an E3 with two hours left is next to an E1 with six. */
const HOUR_MS = 3600000;
const EASE_MS = { E1: 0, E2: HOUR_MS, E3: 4 * HOUR_MS, E4: 8 * HOUR_MS };

let fields = [];
let flags = [];
let places = {};

/* Learns the names of a row's values, in their order, and where each grid lies. */
export function learn(model) {
  fields = model.columns?.row ?? [];
  flags = model.columns?.flags ?? [];
  places = model.places ?? {};
}

/* A case from the server's list; times are ms since 1970, null without a clock. */
export function read(no, told) {
  const row = { no };
  fields.forEach((field, i) => (row[field] = told[i]));
  for (const field of SINCE_REPORT) {
    if (row[field] !== null) row[field] += row.reported;
  }
  flags.forEach((flag, bit) => (row[flag] = (row.flags >> bit) % 2 === 1));
  [row.street, row.community] = places[row.grid] ?? [null, null];
  if (forDuty(row)) row.seat = DUTY;
  return turn(row, clock.now() ?? 0);
}

function group(row) {
  if (row.lamp in LATE && row.urgency === "E1") return LATE_E1;
  if (row.seat !== null && row.seat === mine()) return MY_TURN;
  if (row.due === null) return WITHOUT_CLOCK;
  return LATE[row.lamp] ?? IN_TIME;
}

/* The kind of desk at which this person works. */
export const mine = () => document.getElementById("console")?.dataset.seat;

/* What the duty desk may give to its unit: critical cases that are not yet dispatched. */
const forDuty = (row) => mine() === DUTY && row.urgency === "E1" && BEFORE_UNITS.has(row.seat);

/* Without a unit: the list shows another shape. */
export const unassigned = (row) =>
  UNASSIGNED.has(row.state) && !(row.lamp in LATE) && row.lamp !== "amber";

/* Sets the case's lamp and rank for this instant; the caller compares with the lamp before. */
export function turn(row, now) {
  const rests = row.state === "SUSPENDED";
  row.lamp = rests ? "suspended" : lampOf(row, now);
  row.group = group(row);
  row.turnsAt = rests ? Infinity : nextTurn(row, now);
  return row;
}

export const textOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export function byDue(a, b) {
  if (a.due === b.due) return textOrder(a.no, b.no);
  return (a.due ?? Infinity) - (b.due ?? Infinity);
}

const eased = ({ due, urgency }) => (due ?? Infinity) + (EASE_MS[urgency] ?? 0);

function byPressure(a, b) {
  const [x, y] = [eased(a), eased(b)];
  return x === y ? byDue(a, b) : x - y;
}

/* Order of cases late elsewhere: by urgency, then the longest overdue first. */
export function rank(a, b) {
  if (a.group !== b.group) return a.group - b.group;
  const late = a.group === SEVERE || a.group === OVERDUE;
  return late ? textOrder(a.urgency, b.urgency) || byDue(a, b) : byPressure(a, b);
}
