/* The wall of the queue: new reports, whose turn it is, how many wait at each stage. */
import * as clock from "../../common/clock.js";
import { mark, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as caseRow from "../case_row.js";
import { list, NO_NEWS } from "../list.js";

const YET = ["REPORTED", "VERIFYING", "FILED"]; // no unit has these yet
const byId = (id) => document.getElementById(`wall-${id}`);

/* Without room for the place, only its street is shown. */
function drawCase(cells, value, row) {
  caseRow.drawCase(cells, value, row);
  if (cells("street") === null) return;
  write(cells("street"), say.name("streets", value.street));
  write(cells("grid"), Number.isInteger(value.grid) ? String(value.grid) : "");
}

const fresh = list("wall-new", {
  key: "id",
  fill(cells, value, row) {
    drawCase(cells, value, row);
    write(cells("time"), clock.minute(value.at));
    write(cells("state"), caseRow.state(value));
    mark(row, "data-waits", YET.includes(value.state) ? "" : null);
  },
  news: () => [say.fill("no_recent"), "", NO_NEWS],
});
const waiting = (name) =>
  list(`wall-${name}`, {
    key: "id",
    fill(cells, value, row) {
      drawCase(cells, value, row);
      caseRow.drawClock(cells, value);
      if (cells("state")) write(cells("state"), caseRow.state(value));
      if (cells("unit")) write(cells("unit"), say.name("units", value.unit));
    },
    news: () => [say.fill(`none.${name}`), ""],
  });
const panels = { centre: waiting("centre"), ack: waiting("ack"), verify: waiting("verify") };

function drawWaiting(name) {
  return (now) => {
    const shown = panels[name].draw(caseRow.ranked(now[name]), now);
    const all = now.waiting?.[name];
    write(byId(`${name}-count`), say.count(all));
    write(byId(`${name}-top`), all > shown ? say.fill("first", { n: shown }) : "");
  };
}

function drawStages({ stages = {} }) {
  for (const line of document.querySelectorAll("#wall-stage-panel .stage[data-stage]")) {
    const { count, late, oldest } = stages[line.dataset.stage] ?? {};
    mark(line, "data-none", count > 0 ? null : "");
    write(line.querySelector(".count"), say.count(count));
    write(line.querySelector(".oldest"), age(oldest));
    write(line.querySelector(".late"), late > 0 ? say.count(late) : "");
    mark(line.querySelector(".lamp"), "data-lamp", late > 0 ? "overdue" : "none");
  }
}

/* How long the oldest has been waiting there. */
function age(since) {
  const now = clock.now();
  return Number.isFinite(since) && now !== null ? say.duration(now - since, true) : "";
}

export const view = {
  mount() {
    for (const list of [fresh, ...Object.values(panels)]) list.mount();
  },
  draw: {
    recent: (now) => fresh.draw(caseRow.ranked(now.recent), now),
    centre: drawWaiting("centre"),
    ack: drawWaiting("ack"),
    verify: drawWaiting("verify"),
    waiting(now) {
      for (const name of Object.keys(panels)) drawWaiting(name)(now);
    },
    stages: drawStages,
  },
  tick(now) {
    for (const list of Object.values(panels)) list.each(caseRow.drawClock);
    drawStages(now);
  },
};
