/* The wall of a major incident: banner, cells, who has what, acts, linked cases; if none is
   running, the last ended ones. */
import * as clock from "../../common/clock.js";
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import * as caseRow from "../case_row.js";
import * as incident from "../incident.js";
import { foot } from "../incident_foot.js";
import { left, numbers, tasks } from "../incident_work.js";
import { list, NO_NEWS } from "../list.js";
import * as incidentMap from "../map/incident_map.js";

const byId = (id) => document.getElementById(`wall-incidents-${id}`);
const part = (name) => byId("banner").querySelector(`.${name}`);
const current = (/** @type {Model} */ { large = {} }) => large.now ?? null;

function large(model) {
  const now = current(model);
  show(part("running"), now !== null);
  show(part("empty"), now === null);
  show(byId("body"), now !== null);
  show(byId("quiet"), now === null);
  mark(byId("banner"), "data-level", say.has(`rank.${now?.level}`) ? String(now.level) : null);
  mark(byId("banner"), "data-drill", now?.drill ? "" : null);
  foot(model);
  incidentMap.point(now);
  if (now === null) {
    write(part("empty-news"), say.fill("no_incident"));
    write(part("empty-detail"), say.fill("none_detail"));
    return;
  }
  incident.paint(now.level)(part("level"));
  write(part("what"), `${rank(now)} · ${name(now)}`);
  write(part("place"), whereOf(now));
  write(part("status"), known(`status.${now.status}`, ""));
  write(part("declared"), declared(now));
  write(part("known"), say.fill("since", { at: clock.moment(now.known_at) }));
  for (const kind of ["open", "late", "closed"]) {
    write(byId(kind), say.count(now[`linked_${kind}`]));
  }
  mark(
    byId("counts").querySelector("[data-count=late]"),
    "data-hot",
    now.linked_late > 0 ? "" : null,
  );
  course(model);
  work(model);
  command(model);
  ticked(model);
}

/* What it has passed already; visitors are told nothing of it. */
const COURSE = ["OCCURRED", "FIRST_REPORTED", "ON_SITE", "CONTAINED"];

function course({ milestones = {} }) {
  const inside = "KNOWN" in milestones;
  show(part("course"), inside);
  show(byId("reports"), inside);
  for (const name of COURSE) {
    const at = milestones[name];
    const told = Number.isFinite(at) ? clock.brief(at) : "—";
    write(part(`at-${name.toLowerCase()}`), `${say.fill(`milestone.${name}`)} ${told}`);
  }
}

/* What is to be done, and how many are concerned, if anything is; visitors are told neither. */
function work(/** @type {Model} */ model) {
  show(byId("tasks"), tasks.draw(model.tasks, model) > 0);
  show(byId("numbers"), numbers.draw(model.numbers, model) > 0);
}

/* Who commands it and what is there, if anybody has said so; visitors are told neither. */
const LEADING = ["COMMANDER", "ON_SCENE"];
const STAGES = ["ON_SPOT", "UNDER_WAY", "ASKED"];

function command({ command: told = {} }) {
  const leading = LEADING.filter((role) => told[role]).map((role) =>
    say.fill("command.one", { role: say.fill(`command.${role}`), name: told[role] })
  );
  write(part("commander"), leading.join(" "));
  const stages = STAGES.filter((stage) => told[stage] > 0).map((stage) =>
    say.fill(`resources.${stage}`, { n: say.count(told[stage]) })
  );
  const all = stages.join(" ");
  write(part("resources"), all === "" ? "" : say.fill("resources.all", { stages: all }));
}

function declared({ declared_at: at, declared_by: by }) {
  if (!Number.isFinite(at)) return "";
  const role = known(`role.${by}`, null);
  return say.fill(role === null ? "declared_plain" : "declared", { at: clock.moment(at), role });
}

function ticked(model) {
  const now = current(model);
  if (now !== null) write(part("elapsed"), say.fill("so_far", { t: since(now.known_at) }));
}

function affected(model) {
  const cells = model.affected ?? {};
  write(byId("cells-title"), say.fill("cells", { n: Object.keys(cells).length }));
  incidentMap.hatch(cells);
}

export const view = {
  mount() {
    for (const list of [reports, tasks, numbers, linked, holders, acts, others, over, watch]) {
      list.mount();
    }
    incidentMap.mount();
  },
  draw: {
    large(model) {
      large(model);
      linked.draw(model.linked, model); // its good news counts the closed ones
    },
    reports: (model) => reports.draw(model.reports, model),
    milestones: course,
    tasks: work,
    numbers: work,
    command,
    linked: (model) => linked.draw(model.linked, model),
    holders: (model) => holders.draw(model.holders, model),
    acts: (model) => acts.draw(model.acts, model),
    others(model) {
      show(byId("others"), others.draw(model.others, model) > 0);
    },
    over: (model) => over.draw(model.over, model),
    watch: (model) => watch.draw(model.watch, model),
    affected,
    unstaffed: foot,
    instruction: foot,
  },
  tick(model) {
    foot(model);
    ticked(model);
    reports.each(owed);
    tasks.each(left);
    over.each(ended);
    linked.each(caseRow.drawClock);
    watch.each(caseRow.drawClock);
    others.each((cells, value) =>
      write(cells("time"), say.fill("so_far", { t: since(value.known_at) }))
    );
  },
  checked: () => incidentMap.refetch(),
};

/* The lists of the wall of a major incident, and the names of what it shows. */
const known = (key, otherwise) => (say.has(key) ? say.fill(key) : otherwise);
const name = ({ title, kind }) =>
  typeof title === "string" && title !== "" ? title : known(`kind.${kind}`, "—");

function rank({ level, status }) {
  if (say.has(`rank.${level}`)) return say.fill(`rank.${level}`);
  return say.fill(status === "SUSPECTED" ? "rank.suspected" : "rank.undecided");
}

function short({ level, status }) {
  if (say.has(`level.${level}`)) return say.fill(`level.${level}`);
  return say.fill(status === "SUSPECTED" ? "level.suspected" : "level.undecided");
}

function whereOf({ street, grid }) {
  if (!Number.isInteger(grid)) return say.name("streets", street);
  return say.fill("incident_place", { street: say.name("streets", street), grid });
}

const since = (at) => (Number.isFinite(at) ? say.duration(clock.now() - at) : "—");

/* A report's status at present: the same as the server's `ReportClock.status`. */
function statusOf({ due, soon, out, unsigned }) {
  const now = clock.now();
  if (Number.isFinite(out)) return out > due ? "LATE" : "DELIVERED";
  if (now > due) return "OVERDUE";
  if (unsigned) return "UNSIGNED";
  return now >= soon ? "DUE_SOON" : "NOT_DUE";
}

function owed(cells, value) {
  const { due, soon, out } = value;
  const gone = Number.isFinite(out);
  const now = clock.now();
  show(cells("lamp"), !gone);
  show(cells("mark-tick"), gone);
  mark(cells("lamp"), "data-lamp", now > due ? "overdue" : "none");
  mark(cells("lamp"), "data-soon", now >= soon && now <= due ? "" : null);
  const late = say.duration(Math.max(0, out - due));
  write(cells("status"), say.fill(`report.status.${statusOf(value)}`, { t: late }));
  write(cells("time"), gone ? clock.brief(out) : say.due(due));
}

const reportName = ({ kind, n }) =>
  say.fill(`report.${kind}`, { n: n > 0 ? known(`numeral.${n}`, say.count(n)) : "" });

const reports = list("wall-incidents-report", {
  key: "id",
  fill(cells, value) {
    write(cells("name"), reportName(value));
    const { due, out } = value;
    write(
      cells("when"),
      Number.isFinite(out) ? "" : say.fill("report.due", { at: clock.moment(due) }),
    );
    owed(cells, value);
  },
  news: () => [say.fill("no_reports"), ""],
});

const linked = list("wall-incidents-case", {
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    const { street, grid } = value;
    write(cells("place"), say.fill("case_at", { street: say.name("streets", street), grid }));
    write(cells("unit"), unit(value.unit));
    caseRow.drawClock(cells, value);
  },
  news: ({ large: { now } = {} }) => [
    say.fill("no_linked"),
    now?.linked_closed > 0 ? say.fill("no_linked_closed", { n: say.count(now.linked_closed) }) : "",
  ],
});

const unit = (code) => (code === null ? say.fill("nobody") : say.name("units", code));

const holders = list("wall-incidents-holder", {
  key: "unit",
  fill(cells, value, row) {
    write(cells("name"), unit(value.unit));
    write(cells("open"), say.count(value.open));
    write(
      cells("late"),
      value.overdue > 0 ? say.fill("holder_late", { n: say.count(value.overdue) }) : "",
    );
    mark(row, "data-late", value.overdue > 0 ? "" : null);
  },
  news: () => [say.fill("no_linked"), ""],
});

const acts = list("wall-incidents-act", {
  key: "at",
  fill(cells, { at, act, n, role }) {
    write(cells("time"), clock.brief(at));
    const done = known(`did.${act}`, say.text(act));
    write(cells("act"), n > 1 ? say.fill(`acts.${act}`, { n: say.count(n) }) : done);
    write(cells("by"), known(`role.${role}`, ""));
  },
  news: () => [say.fill("no_acts"), "", NO_NEWS],
});

const others = list("wall-incidents-other", {
  fill(cells, value, row) {
    mark(row, "data-drill", value.drill ? "" : null);
    incident.paint(value.level)(cells("level"));
    write(cells("title"), `${short(value)} · ${name(value)}`);
    write(cells("place"), say.place(value.street, value.grid));
    write(cells("time"), say.fill("so_far", { t: since(value.known_at) }));
    mark(cells("cover-link"), "href", `/wall/incidents?no=${encodeURIComponent(value.no)}`);
    mark(cells("cover-link"), "aria-label", name(value));
  },
});

const over = list("wall-incidents-over", {
  least: 2.5,
  fill(cells, value, row) {
    mark(row, "data-drill", value.drill ? "" : null);
    const { level, status, over_at: at } = value;
    incident.paint(level)(cells("level"));
    write(cells("title"), `${rank(value)} · ${name(value)}`);
    write(cells("place"), whereOf(value));
    write(
      cells("time"),
      say.fill("over_at", { at: clock.day(at), status: known(`status.${status}`, "") }),
    );
    ended(cells, value);
  },
  news: () => [say.fill("no_over"), "", NO_NEWS],
});

/* How long it took; and when its final report is due, until that is out. */
function ended(cells, { known_at: from, over_at: at, final }) {
  const took = say.fill("lasted", { t: say.duration(at - from) });
  const waits = final && !Number.isFinite(final.out);
  const left = waits ? say.fill("report.final", { t: say.due(final.due) }) : "";
  write(cells("lasted"), [took, left].filter(Boolean).join(" · "));
}

const watch = list("wall-incidents-watch", {
  fill(cells, value, row) {
    caseRow.drawCase(cells, value, row);
    caseRow.drawClock(cells, value);
  },
  news: () => [say.fill("no_watch"), ""],
});
