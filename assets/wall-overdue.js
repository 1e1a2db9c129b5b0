/* The overdue: the latest, for how long, in whose hands, who knows; what falls due and who can act. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show, width } = cc.dom;
  const { say, clock } = cc;
  const byId = (id) => document.getElementById(`wall-${id}`);

  const { holder } = cc.overdueNext;

  const late = cc.list("wall-late", {
    fill(cells, value, row) {
      cc.drawn.case(cells, value, row);
      write(cells("owner"), holder(value.who));
      over(cells, value, row);
    },
    news({ system = {} }) {
      const last = system.closed_last;
      return [say.fill("no_late"), last ? say.fill("last_closed", { time: clock.moment(last.at) }) : ""];
    },
  });
  const soon = cc.list("wall-soon", {
    least: () => Number.parseFloat(getComputedStyle(byId("soon-panel")).getPropertyValue("--least")),
    fill(cells, value, row) {
      mark(row, "data-no", say.text(value.no));
      cc.ranked.lead(cells("row-door"), "case", "?no=", value.grid === null ? null : value.no);
      write(cells("item"), cc.drawn.item(value.item));
      write(cells("owner"), holder(value.who));
      show(cells("mark-ring"), !value.heard);
      left(cells, value);
    },
    news: () => [say.fill("no_soon"), ""],
  });
  const hands = cc.list("wall-hands", {
    key: "who",
    least: 1,
    fill(cells, { who, n }) {
      write(cells("name"), holder(who));
      share(cells("share"), n, most(cc.wall.model().hands));
      write(cells("n"), say.count(n));
    },
    news: () => [say.fill("no_hands"), ""],
  });

  const most = (section) => Math.max(1, ...Object.values(section ?? {}).map(({ n }) => n));
  const share = (element, n, all) => width(element.firstChild, n / all);

  function over(cells, value, row) {
    const now = clock.now();
    cc.drawn.clock(cells, value);
    write(cells("time"), say.duration(now - value.due));
    mark(row, "data-severe", clock.lamp(value.due, value.severe_at) === "severe" ? "" : null);
    mark(cells("supervised"), "data-level", value.level > 0 ? String(value.level) : null);
    write(cells("supervised"), value.level > 0 ? String(value.level) : "");
    const unanswered = Number.isFinite(value.reply_due) && value.reply_due < now;
    mark(cells("last-step"), "data-late", unanswered ? "" : null);
    write(cells("step-text"), step(value, unanswered));
  }

  /* What waits to be decided, else the last step of its supervision; of another day with the day alone. */
  function step({ wait, level, asked, replied }, unanswered) {
    if (wait) return say.fill(`wait.${wait}`);
    if (!(level > 0)) return say.fill("step.none");
    const at = Number.isFinite(replied) ? replied : asked;
    const t = clock.brief(at);
    if (Number.isFinite(replied)) return say.fill("step.replied", { t });
    return say.fill(unanswered ? "step.late" : `step.${level}`, { t });
  }

  function left(cells, value) {
    mark(cells("lamp"), "data-lamp", clock.lamp(value.due, value.severe_at));
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

  /* Beside the late replies stands how long the oldest is late, not an hour ago. */
  function drawReplies({ replies = {} }) {
    const t = Number.isFinite(replies.late_since) ? say.duration(clock.now() - replies.late_since) : null;
    if (t !== null) write(byId("before-supervision_late"), say.fill("longest", { t }));
  }

  cc.views.overdue = {
    mount: () => [late, soon, hands].forEach((list) => list.mount()),
    draw: {
      figures(now, changed) {
        if ("overdue" in changed) drawLate(now); // the list says of how many it is the top
        drawReplies(now);
      },
      before: drawReplies,
      replies: drawReplies,
      system: drawLate,
      late: drawLate,
      ages: drawAges,
      hands: (now) => hands.draw(now.hands, now),
      next: (now) => cc.overdueNext.draw(now),
      soon: (now) => soon.draw(now.soon, now),
    },
    tick(now) {
      late.each(over);
      soon.each(left);
      drawReplies(now);
    },
  };
})();
