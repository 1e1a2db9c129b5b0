/* The wall of one case: what it is, both clocks on one axis, and all acts so far. */
import * as clock from "../../common/clock.js";
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as caseRow from "../case_row.js";
import { list } from "../list.js";
import * as clocks from "./case_clocks.js";

const byId = (id) => document.getElementById(`wall-${id}`);
const panel = () => byId("case-panel");
const cell = (name) => panel().querySelector(`.${name}`);

const acts = list("wall-act", {
  key: "at",
  fill(cells, value) {
    write(cells("time"), clock.stamp(value.at));
    write(
      cells("act"),
      say.has(`did.${value.act}`) ? say.fill(`did.${value.act}`) : say.text(value.act),
    );
    write(cells("who"), [by(value), more(value)].filter(Boolean).join(" "));
  },
  news: () => [say.fill("no_acts"), ""],
});

/* A dispatcher's dispatch shows only the unit; any other dispatch also shows who did it. */
const by = (value) => (value.act === "dispatch" && value.role === "dispatcher" ? "" : post(value));

/* A unit, a grid or a post, never a person. */
function post({ unit, role, grid, channel }) {
  if (typeof channel === "string") return has(`channel.${channel}`);
  const said = [];
  if (typeof unit === "string") said.push(say.name("units", unit));
  else if (role === "grid_leader" && Number.isInteger(grid)) {
    return say.fill("post.grid_leader", { n: grid });
  } else if (Number.isInteger(grid)) said.push(say.fill("part.grid", { n: grid }));
  if (typeof role === "string" && typeof unit !== "string") said.push(has(`role.${role}`));
  return said.join(" ");
}

/* Shows days only if there are several. */
function drawActs(now) {
  const days = new Set(Object.values(now.acts ?? {}).map(({ at }) => clock.day(at)));
  days.add(clock.day(clock.now()));
  mark(byId("act-panel"), "data-days", days.size > 1 ? "" : null);
  acts.draw(now.acts, now);
}

const has = (key) => (say.has(key) ? say.fill(key) : "");

function more({ to, level }) {
  if (Number.isInteger(level)) return has(`supervision.${level}`);
  return typeof to === "string" ? `→ ${say.name("units", to)}` : "";
}

function fact(name, words) {
  const element = cell(`fact-${name}`);
  write(element, words);
  show(element.parentNode, words !== "");
}

function drawCase(now) {
  const found = now.case ?? {};
  const known = typeof found.no === "string";
  show(cell("case-shown"), known);
  show(byId("case-empty"), !known);
  write(byId("case-no"), known ? found.no : "");
  if (!known) return drawMissing(found);
  caseRow.drawCase(cell, found, panel());
  write(cell("state"), caseRow.state(found));
  fact("unit", found.unit === null ? say.fill("no_unit") : say.name("units", found.unit));
  fact("place", say.name("streets", found.street));
  fact("grid", say.count(found.grid));
  fact("reported", `${clock.moment(found.at)} · ${has(`channel.${found.channel}`)}`);
  fact("supervision", found.supervision > 0 ? supervision(found) : "");
  fact(
    "helpers",
    (found.helpers ?? []).map((code) => say.name("units", code)).join(say.fill("list_separator")),
  );
  fact("incident", typeof found.incident === "string" ? incident(found) : "");
  fact("returns", times(found));
  tick(now);
}

function drawMissing({ asked }) {
  const none = byId("case-empty");
  write(
    none.querySelector(".empty-news"),
    asked ? say.fill("no_case", { no: asked }) : say.fill("no_number"),
  );
  write(none.querySelector(".empty-detail"), "");
}

function supervision({ supervision: level, reply_due: due }) {
  const reply = Number.isFinite(due)
    ? say.fill("supervision.reply", { at: clock.moment(due) })
    : "";
  return has(`supervision.${level}`) + reply;
}

const incident = (
  { incident: no, incident_title: title },
) => (typeof title === "string" ? title : no);

/* Shows counts only if they aren't 0. */
function times({ returns, rework }) {
  const said = [];
  if (returns > 0) said.push(say.fill("returned", { n: returns }));
  if (rework > 0) said.push(say.fill("reworked", { n: rework }));
  return said.join(" · ");
}

function tick(now) {
  const found = now.case ?? {};
  const { due, no } = found;
  if (typeof no !== "string") return;
  write(cell("time"), Number.isFinite(due) ? say.due(due, "_wide") : "");
  caseRow.drawLamp(cell("lamp"), found);
  clocks.tick(found);
}

export const view = {
  mount: () => acts.mount(),
  draw: {
    case: drawCase,
    acts: drawActs,
    clocks: (now) => {
      clocks.draw(now);
      tick(now);
    },
  },
  tick,
};
