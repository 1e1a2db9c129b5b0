/* The wall's three lists: worst overdue, latest reports, busiest units; empty is good news. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show, width, fadeIn } = cc.dom;
  const { say, clock } = cc;
  const SLOTS = 10;
  const FULL = 2 / 3; // where a bar's line of full load stands; half as much again fits beyond
  const MOST = 1 / FULL;
  const TEXTS = ["urgency", "item", "place", "time", "state", "name", "over", "open", "capacity"];
  const SHAPES = ["lamp", "load", "beyond", "overdue"];

  const byId = (id) => document.getElementById(`wall-${id}`);
  let rows = {};
  let shownNow = {};

  function mount() {
    shownNow = { late: new Set(), recent: new Set(), unit: new Set() };
    rows = {};
    for (const list of Object.keys(shownNow)) {
      const first = byId(`${list}-0`);
      rows[list] = Array.from({ length: SLOTS }, (_, slot) => {
        const row = byId(`${list}-${slot}`) ?? copy(first, `wall-${list}-${slot}`);
        const found = [...TEXTS, ...SHAPES].map((part) => [part, row.querySelector(`.${part}`)]);
        return { row, ...Object.fromEntries(found) };
      });
    }
  }

  /* The page comes with one row of each list. */
  function copy(first, id) {
    const row = first.cloneNode(true);
    row.id = id;
    first.parentNode.append(row);
    return row;
  }

  /* Show as many filled slots as fit; a case that wasn't shown before fades in. */
  function draw(list, section, key, fill) {
    const before = shownNow[list];
    const shown = new Set();
    rows[list].forEach((cells, slot) => {
      const value = slot < cc.fit[list] ? section[slot] : undefined;
      show(cells.row, value !== undefined);
      if (value === undefined) return;
      fill(cells, value);
      shown.add(value[key]);
      if (before.size > 0 && !before.has(value[key])) fadeIn(cells.row);
    });
    shownNow[list] = shown;
    return shown.size;
  }

  function news(list, none, headline, detail = "") {
    const element = byId(`${list}-empty`);
    show(element, none);
    write(element.querySelector(".empty-news"), say.fill(headline));
    write(element.querySelector(".empty-detail"), detail);
  }

  function drawCase(cells, { no, urgency, item, street, grid }) {
    mark(cells.row, "data-no", say.text(no));
    mark(cells.row, "data-urgency", say.text(urgency));
    write(cells.urgency, say.text(urgency));
    write(cells.item, item === null ? say.fill("unclassified") : say.name("items", item));
    write(cells.place, say.place(street, grid));
  }

  function late({ late: section = {}, figures = {}, system = {} }) {
    const n = draw("late", section, "no", drawCase);
    const last = system.closed_last;
    const detail = last ? say.fill("last_closed", { time: clock.moment(last.at) }) : "";
    write(byId("late-note"), n ? say.fill("top", { n, all: say.count(figures.overdue) }) : "");
    news("late", n === 0, "no_late", detail);
    tick({ late: section });
  }

  /* What time alone changes: how long over, and from when it is severe. */
  function tick({ late: section = {} }) {
    rows.late.forEach((cells, slot) => {
      if (cells.row.hidden) return;
      const { due, severe_at: severeAt } = section[slot];
      write(cells.time, say.due(due));
      mark(cells.lamp, "data-lamp", clock.lamp(due, severeAt));
    });
  }

  function recent({ recent: section = {} }) {
    const n = draw("recent", section, "no", (cells, value) => {
      drawCase(cells, value);
      write(cells.time, clock.minute(value.at));
      write(cells.state, say.fill(`state.${value.state}`));
    });
    news("recent", n === 0, "no_recent");
  }

  function units({ units: section = {} }) {
    const n = draw("unit", section, "unit", drawUnit);
    write(byId("unit-title"), n ? say.fill("busiest", { n }) : say.fill("busiest_none"));
    news("unit", n === 0, "no_units");
  }

  function drawUnit(cells, { unit, open, overdue, capacity }) {
    mark(cells.row, "data-unit", say.text(unit));
    write(cells.name, say.name("units", unit));
    write(cells.over, overdue > 0 ? say.fill("unit_over", { n: say.count(overdue) }) : "");
    write(cells.open, say.count(open));
    write(cells.capacity, `/${say.count(capacity)}`);
    // One scale for all units: the line of full load stands at the same place in every bar.
    const share = (cases) => Math.min(cases / Math.max(capacity, 1), MOST);
    width(cells.load, Math.min(share(open), 1) * FULL);
    width(cells.beyond, Math.max(share(open) - 1, 0) * FULL);
    width(cells.overdue, share(overdue) * FULL);
    show(cells.overdue, overdue > 0);
  }

  cc.rows = { mount, late, tick, recent, units };
})();
