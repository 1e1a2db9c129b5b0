/* The overview: worst overdue, latest reports, busiest units, cells and streets of the map. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write } = cc.dom;
  const { say, clock } = cc;
  const byId = (id) => document.getElementById(`wall-${id}`);

  const late = cc.list("wall-late", {
    size: () => cc.fit.late,
    fill(cells, value, row) {
      cc.drawn.case(cells, value, row);
      cc.drawn.clock(cells, value);
    },
    news({ system = {} }) {
      const last = system.closed_last;
      return [say.fill("no_late"), last ? say.fill("last_closed", { time: clock.moment(last.at) }) : ""];
    },
  });
  const recent = cc.list("wall-recent", {
    size: () => cc.fit.recent,
    fill(cells, value, row) {
      cc.drawn.case(cells, value, row);
      write(cells("time"), clock.minute(value.at));
      write(cells("state"), say.fill(`state.${value.state}`));
    },
    news: () => [say.fill("no_recent"), "", cc.list.NO_NEWS],
  });
  const units = cc.list("wall-unit", {
    key: "unit",
    size: () => cc.fit.unit,
    fill: cc.bars.unit,
    crowd: "no_room_units",
    news: () => [say.fill("no_units"), ""],
  });

  function drawLate(now) {
    late.draw(top(now.late, cc.fit.late), now, size(now.late));
    const n = late.shown();
    write(byId("late-note"), n ? say.fill("top", { n, all: say.count(now.figures?.overdue) }) : "");
  }

  /* The first rows alone: what follows is for the wall of the overdue. */
  function top(section = {}, count) {
    return Object.fromEntries(Object.entries(section).filter(([slot]) => Number(slot) < count));
  }

  const size = (section = {}) => Object.keys(section).length;

  function drawUnits(now) {
    units.draw(top(now.units, cc.fit.unit), now, size(now.units));
    const n = units.shown();
    write(byId("unit-title"), n ? say.fill("busiest", { n }) : say.fill("busiest_none"));
  }

  cc.views.overview = {
    mount(root, drawAll) {
      for (const list of [late, recent, units]) list.mount();
      cc.fit.watch(root, drawAll);
      cc.map.manner();
      cc.map.fitted = cc.figures.scale;
    },
    draw: {
      figures: (now, changed) => {
        if ("overdue" in changed) drawLate(now); // the list says of how many it is the top
      },
      system: drawLate,
      late: drawLate,
      recent: (now) => recent.draw(top(now.recent, cc.fit.recent), now, size(now.recent)),
      units: drawUnits,
      streets: (now, changed) => cc.figures.streets(now, Object.keys(changed)),
      cells: (now, changed, whole) =>
        cc.map.colour(whole ? cc.map.all() : Object.keys(changed), now.cells ?? {}),
    },
    tick: () => late.each(cc.drawn.clock),
    checked: () => cc.map.insist(),
  };
})();
