/* The overdue: the latest cases, for how long, who has them, who was told; what falls due, and
   who can act. */
import * as clock from "../../common/clock.js";
import { mark, show, width, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as caseRow from "../case_row.js";
import { list } from "../list.js";
import { wall } from "../shown.js";

const byId = (id) => document.getElementById(`wall-${id}`);

const late = list("wall-late", {
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    write(cells("owner"), holder(value.who));
    over(cells, value, row);
  },
  news({ system = {} }) {
    const last = system.closed_last;
    return [
      say.fill("no_late"),
      last ? say.fill("last_closed", { time: clock.moment(last.at) }) : "",
    ];
  },
});
const soon = list("wall-soon", {
  least: () => Number.parseFloat(getComputedStyle(byId("soon-panel")).getPropertyValue("--least")),
  fill(cells, value, row) {
    mark(row, "data-no", say.text(value.no));
    caseRow.lead(cells("row-link"), "case", "?no=", value.grid === null ? null : value.no);
    write(cells("item"), caseRow.itemName(value.item));
    write(cells("owner"), holder(value.who));
    show(cells("mark-ring"), !value.heard);
    left(cells, value);
  },
  news: () => [say.fill("no_soon"), ""],
});
const hands = list("wall-hands", {
  key: "who",
  least: 1,
  fill(cells, { who, n }) {
    write(cells("name"), holder(who));
    share(cells("share"), n, most(wall.model.hands));
    write(cells("n"), say.count(n));
  },
  news: () => [say.fill("no_hands"), ""],
});

const most = (section) => Math.max(1, ...Object.values(section ?? {}).map(({ n }) => n));
const share = (element, n, all) => width(element.firstChild, n / all);

function over(cells, value, row) {
  const now = clock.now();
  const lamp = caseRow.drawClock(cells, value);
  write(cells("time"), say.duration(now - value.due));
  mark(row, "data-severe", lamp === "severe" ? "" : null);
  mark(cells("supervised"), "data-level", value.level > 0 ? String(value.level) : null);
  write(cells("supervised"), value.level > 0 ? String(value.level) : "");
  const unanswered = Number.isFinite(value.reply_due) && value.reply_due < now;
  mark(cells("last-step"), "data-late", unanswered ? "" : null);
  write(cells("step-text"), step(value, unanswered));
}

/* A request that waits for a decision, else the last step of its supervision; only the date if
   it was on another day. */
function step({ wait, level, asked, replied }, unanswered) {
  if (wait) return say.fill(`wait.${wait}`);
  if (!(level > 0)) return say.fill("step.none");
  const at = Number.isFinite(replied) ? replied : asked;
  const t = clock.brief(at);
  if (Number.isFinite(replied)) return say.fill("step.replied", { t });
  return say.fill(unanswered ? "step.late" : `step.${level}`, { t });
}

function left(cells, value) {
  caseRow.drawLamp(cells("lamp"), value);
  write(cells("time"), say.duration(value.due - clock.now()));
}

function drawLate(now) {
  late.draw(now.late, now);
  const [n, all] = [Object.keys(now.late ?? {}).length, now.figures?.overdue];
  write(byId("late-note"), n < all ? say.fill("shown", { n, all: say.count(all) }) : "");
}

/* The bands are always there, in their places. */
function drawAges({ ages = {} }) {
  const all = Math.max(1, ...Object.values(ages));
  for (const [band, n] of Object.entries(ages)) {
    const row = byId(`ages-${band}`);
    share(row.querySelector(".share"), n, all);
    write(row.querySelector(".n"), say.count(n));
  }
}

/* Beside late replies: how long the oldest is late, instead of an hour ago. */
function drawReplies(/** @type {Model} */ { replies = {} }) {
  const t = Number.isFinite(replies.late_since)
    ? say.duration(clock.now() - replies.late_since)
    : null;
  if (t !== null) write(byId("before-supervision_late"), say.fill("longest", { t }));
}

export const view = {
  start: () => void setInterval(() => turn(turned + 1), TURN_MS),
  mount() {
    for (const list of [late, soon, hands]) list.mount();
    turn(wall.again ? turned : 0);
  },
  draw: {
    figures(now, changed) {
      if ("overdue" in changed) drawLate(now); // the list says of how many these are the first
      drawReplies(now);
    },
    before: drawReplies,
    replies: drawReplies,
    system: drawLate,
    late: drawLate,
    ages: drawAges,
    hands: (now) => hands.draw(now.hands, now),
    next: (now) => drawNext(now),
    soon: (now) => soon.draw(now.soon, now),
  },
  tick(now) {
    late.each(over);
    soon.each(left);
    drawReplies(now);
  },
};

/* What falls due next, in a sentence: how many, and who has them; and which panel is shown. */
const TURN_MS = 15000;
const TURNS = ["late", "soon", "hands"]; // panels that share one place
const OTHERS = 3;
let turned = 0;

/* Who must act: a unit or another post. */
function holder(who) {
  return say.has(`seat.${who}`) ? say.fill(`seat.${who}`) : say.name("units", who);
}

/* A sentence: how many, who has them, how many nobody has acknowledged. */
function drawNext({ next: { all = 0, unheard = 0, hands: found = [] } = {} }) {
  const said = byId("soon-said");
  show(said, all > 0);
  if (!(all > 0) || found.length === 0) return;
  const [first, ...others] = found;
  const values = { n: say.count(all), m: say.count(first.n), who: holder(first.who) };
  write(
    said.querySelector(".next-most"),
    say.fill(first.n === all ? "next_all" : "next_most", values),
  );
  const rest = say.fill("next_unheard", { n: say.count(unheard) });
  show(said.querySelector(".mark-ring"), unheard > 0);
  write(said.querySelector(".next-unheard"), unheard > 0 ? rest : say.fill("next_heard"));
  const line = said.querySelector(".next-others");
  while (line.childElementCount > 1) line.lastElementChild.remove();
  for (const { who, n } of others.slice(0, OTHERS)) {
    const part = document.createElement("span");
    part.append(say.fill("hand", { who: holder(who), n: say.count(n) }));
    line.append(part);
  }
}

function turn(to) {
  const body = wall.root?.dataset.view === "overdue" && wall.root.querySelector(".body");
  if (!body) return;
  turned = to;
  mark(body, "data-turn", TURNS[turned % TURNS.length]);
  mark(body, "data-half", turned % 2 === 0 ? "ages" : "hands");
}
