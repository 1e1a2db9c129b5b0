/* Alerts as lines above the facets: incidents that somebody has to confirm or report of, what is supervised at
   the third level (the leader's desk alone is told), and in a flood one line for each unit. A line
   opens its cases; one word of it acknowledges all of them. */
import * as clock from "../common/clock.js";
import { make, mark } from "../common/dom.js";
import * as say from "../common/words.js";
import { act } from "./acts.js";
import * as alerts from "./alerts.js";
import { go } from "./command.js";
import * as filter from "./filter.js";
import * as selection from "./selection.js";

const LINES_MAX = 3;

const stands = ({ place, state }) => place === "LIST" && state === "RAISED";

/* 环卫中心 23 件告警（E2 2，E3 21），最长 3.0天 */
function words(unit, { count, by_urgency: mix, oldest }) {
  const { fill, name } = say;
  const parts = Object.entries(mix).map(([urgency, n]) => fill("alerts.mix", { urgency, n }));
  return fill("alerts.group", {
    unit: unit === "" ? fill("alerts.nobody") : name("units", unit),
    n: say.count(count),
    mix: parts.join(fill("comma")),
    t: say.duration((clock.now() ?? oldest) - oldest),
  });
}

function line(said, open, seen, word = "alert.seen") {
  const [about, known] = [make("button", "alert-open", said), make("button", "alert-seen")];
  known.textContent = say.fill(word);
  for (const [button, does] of [[about, open], [known, seen]]) {
    button.type = "button";
    button.addEventListener("click", does);
  }
  return make("div", "alert-line", about, known);
}

/* The cases of a line, without critical ones: those are never acknowledged together. */
function casesOf(unit) {
  const mine = alerts.all().map(([, alert]) => alert);
  const critical = new Set(mine.filter(({ priority }) => priority === 1).map((a) => a.case));
  return mine
    .filter((alert) => stands(alert) && (alert.unit ?? "") === unit && !critical.has(alert.case))
    .map((alert) => alert.case);
}

function group([unit, told]) {
  const open = () => filter.set(`alert=LIST&unit=${unit || filter.NONE}`);
  return line(words(unit, told), open, () => {
    open();
    selection.chooseThese(casesOf(unit));
    act({ act: "acknowledge_alert" });
  });
}

/* What has a line of its own, and what that opens. */
const incident = (number) => act({ act: "incident", say: number });
const instruction = (number) => act({ act: "instruction", say: number });
const ALONE = {
  INCIDENT: incident,
  REPORT_LATE: incident,
  REPORT_DUE: incident,
  INSTRUCTION_LATE: instruction,
  INSTRUCTION: instruction,
  INSTRUCTION_DUE: instruction,
  SUPERVISED: (number) => go({ no: number }),
};

const OF_INCIDENTS = ["REPORT_LATE", "INCIDENT", "REPORT_DUE"];
const OF_INSTRUCTIONS = ["INSTRUCTION_LATE", "INSTRUCTION", "INSTRUCTION_DUE"];

function alone([key, { turn, case: number, drill }]) {
  const words = alerts.instructed(number);
  const what = `${say.fill(`turn.${turn}`)} ${number}${words && ` · ${words}`}`;
  if (turn === "INSTRUCTION") {
    const read = () => act({ act: "read_instruction", say: number });
    return line(what, () => instruction(number), read, "alert.read");
  }
  const said = drill ? say.fill("alert.drill", { what }) : what;
  const seen = () => act({ act: "acknowledge_alert", alert: key });
  const found = line(said, () => ALONE[turn](number), seen);
  mark(found, "data-drill", drill ? "" : null);
  return found;
}

export function lines() {
  const loose = (turn) => alerts.all().filter(([, one]) => one.turn === turn && stands(one));
  const asked = loose("SUPERVISED").slice(0, LINES_MAX);
  const groups = alerts.groups().sort(([, a], [, b]) => b.count - a.count);
  const more = groups.length - LINES_MAX;
  return [
    ...[...OF_INCIDENTS.flatMap(loose), ...OF_INSTRUCTIONS.flatMap(loose), ...asked].map(alone),
    ...groups.slice(0, LINES_MAX).map(group),
    ...(more > 0 ? [make("p", "alert-more", say.fill("alert.more", { n: more }))] : []),
  ];
}
