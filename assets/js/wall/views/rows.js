/* The wall of the rows behind a number: its name, its part and its definition, then the rows. */
import * as clock from "../../common/clock.js";
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as caseRow from "../case_row.js";
import { list } from "../list.js";

const byId = (id) => document.getElementById(`wall-row-${id}`);
const DAILY = ["reported_today", "closed_today"];
/* How the desk's list asks for the same rows; it has nothing for what is missing here. */
const CONSOLE = {
  open: {},
  overdue: { lamp: "overdue,severe" },
  severe: { lamp: "severe" },
  amber: { lamp: "amber" },
  unassigned: { state: "REPORTED,VERIFYING,FILED" },
  awaiting_acknowledgement: { state: "DISPATCHED" },
  awaiting_verification: { state: "FEEDBACK" },
  suspended: { state: "SUSPENDED" },
};
const PARTS = {
  street: (code) => say.name("streets", code),
  unit: (code) => say.name("units", code),
  grid: (n) => say.fill("part.grid", { n }),
  urgency: (code) => code,
  item: (code) => say.name("items", code),
  state: (code) => caseRow.state({ state: code }),
  wait: (wait) => caseRow.state({ wait }),
};

const rows = list("wall-row", {
  key: "id",
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    write(cells("number"), caseRow.short(value.no));
    write(cells("unit"), value.unit === null ? "—" : say.name("units", value.unit));
    write(cells("state"), caseRow.state(value));
    caseRow.supervision(cells("supervision"), value.supervision);
    time(cells, value);
  },
  news: ({ list = {} }) => [
    say.fill("none", { what: name(list) }),
    part(list),
    !DAILY.includes(list.of),
  ],
});

/* For a day's cases, when it happened; for others, the time left. */
function time(cells, value) {
  if (!Number.isFinite(value.at)) return caseRow.drawClock(cells, value);
  write(cells("time"), clock.minute(value.at));
  caseRow.drawLamp(cells("lamp"), value);
}

const name = ({ of }) => (say.has(`metric.${of}`) ? say.fill(`metric.${of}`) : "—");

function part(list) {
  const said = Object.entries(PARTS).filter(([key]) => typeof list[key] === "string");
  return said.map(([key, word]) => word(list[key])).join(" · ");
}

function drawHead(/** @type {Model} */ { list = {} }, shown) {
  const { of, total } = list;
  write(byId("what"), name(list));
  write(byId("count"), say.count(total));
  write(byId("part"), part(list));
  write(byId("counted"), say.has(`metric.${of}.counted`) ? say.fill(`metric.${of}.counted`) : "");
  const order = say.fill(DAILY.includes(of) ? "order.newest" : "order.rank");
  const top = total > shown ? `${say.fill("top", { n: shown, all: say.count(total) })} · ` : "";
  write(byId("order"), top + order);
  desk(list);
}

/* Links to the same rows on the desk, for people who have one. */
function desk({ of, ...narrow }) {
  const link = byId("console");
  if (link === null) return;
  const asked = { ...CONSOLE[of] };
  const twice = Object.keys(asked).some((key) => key in narrow);
  show(link, of in CONSOLE && !twice && (narrow.item ?? "0000").length === 4);
  for (const key of Object.keys(PARTS)) if (narrow[key]) asked[key] = narrow[key];
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang !== null) asked.lang = lang;
  mark(link, "href", `/console?${new URLSearchParams(asked)}`.replaceAll("%2C", ","));
}

const draw = (now) => drawHead(now, rows.draw(caseRow.ranked(now.rows), now));

export const view = {
  mount: () => rows.mount(),
  draw: { rows: draw, list: draw },
  tick: () => rows.each(time),
};
