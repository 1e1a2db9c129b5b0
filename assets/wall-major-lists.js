/* The lists of the wall of a major incident, and how it calls what it shows. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark } = cc.dom;
  const { say, clock } = cc;

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

  const linked = cc.list("wall-incidents-case", {
    fill(cells, value, row) {
      cc.drawn.case(cells, value, row);
      const { street, grid } = value;
      write(cells("place"), say.fill("case_at", { street: say.name("streets", street), grid }));
      write(cells("unit"), unit(value.unit));
      cc.drawn.clock(cells, value);
    },
    news: ({ large: { now } = {} }) => [
      say.fill("no_linked"),
      now?.linked_closed > 0 ? say.fill("no_linked_closed", { n: say.count(now.linked_closed) }) : "",
    ],
  });

  const unit = (code) => (code === null ? say.fill("nobody") : say.name("units", code));

  const holders = cc.list("wall-incidents-holder", {
    key: "unit",
    fill(cells, value, row) {
      write(cells("name"), unit(value.unit));
      write(cells("open"), say.count(value.open));
      write(cells("late"), value.overdue > 0 ? say.fill("holder_late", { n: say.count(value.overdue) }) : "");
      mark(row, "data-late", value.overdue > 0 ? "" : null);
    },
    news: () => [say.fill("no_linked"), ""],
  });

  const acts = cc.list("wall-incidents-act", {
    key: "at",
    fill(cells, { at, act, role }) {
      write(cells("time"), clock.brief(at));
      write(cells("act"), known(`did.${act}`, say.text(act)));
      write(cells("by"), known(`role.${role}`, ""));
    },
    news: () => [say.fill("no_acts"), "", cc.list.NO_NEWS],
  });

  const others = cc.list("wall-incidents-other", {
    fill(cells, value) {
      cc.incident.paint(value.level)(cells("level"));
      write(cells("title"), `${short(value)} · ${name(value)}`);
      write(cells("place"), say.place(value.street, value.grid));
      write(cells("time"), say.fill("so_far", { t: since(value.known_at) }));
      mark(cells("door"), "href", `/wall/incidents?no=${encodeURIComponent(value.no)}`);
      mark(cells("door"), "aria-label", name(value));
    },
  });

  const over = cc.list("wall-incidents-over", {
    least: 2.5,
    fill(cells, value) {
      const { level, status, known_at: from, over_at: at } = value;
      cc.incident.paint(level)(cells("level"));
      write(cells("title"), `${rank(value)} · ${name(value)}`);
      write(cells("place"), whereOf(value));
      write(cells("time"), say.fill("over_at", { at: clock.day(at), status: known(`status.${status}`, "") }));
      write(cells("lasted"), say.fill("lasted", { t: say.duration(at - from) }));
    },
    news: () => [say.fill("no_over"), "", cc.list.NO_NEWS],
  });

  const watch = cc.list("wall-incidents-watch", {
    fill(cells, value, row) {
      cc.drawn.case(cells, value, row);
      cc.drawn.clock(cells, value);
    },
    news: () => [say.fill("no_watch"), ""],
  });

  cc.incidents = { linked, holders, acts, others, over, watch, known, name, rank, whereOf, since };
})();
