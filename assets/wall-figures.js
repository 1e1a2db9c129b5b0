/* The wall's four figures with what they were an hour ago, and the streets' on the map. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show } = cc.dom;
  const { say } = cc;
  const COMPARED = ["open", "overdue", "soon", "unassigned"];
  const COLOURED = ["overdue", "soon"];
  const TREND = { open: ["down", "same", "up"], other: ["better", "same", "worse"] };

  const byId = (id) => document.getElementById(`wall-${id}`);
  const panelOf = (key) => document.querySelector(`.figure-${key}`);

  function figures({ figures: now = {}, before = {} }) {
    for (const key of [...COMPARED, "severe", "reported_today"]) {
      write(byId(`figure-${key}`), say.count(now[key]));
    }
    for (const key of COMPARED) {
      mark(byId(`figure-${key}`).parentNode, "data-length", String(say.count(now[key]).length));
      compare(key, now[key], before[key]);
    }
    for (const key of COLOURED) mark(panelOf(key), "data-hot", now[key] > 0 ? "" : null);
    show(panelOf("overdue").querySelector(".severe"), now.severe > 0);
  }

  /* The change in words: more of what waits is worse, more of what is open is just more. */
  function compare(key, now, before) {
    const known = Number.isInteger(now) && Number.isInteger(before);
    const by = known ? now - before : 0;
    const amount = { n: say.count(Math.abs(by)) };
    const trend = (TREND[key] || TREND.other)[Math.sign(by) + 1];
    write(byId(`before-${key}`), say.fill("before", { n: say.count(before) }));
    write(byId(`change-${key}`), by ? say.fill(by > 0 ? "more" : "fewer", amount) : "");
    write(byId(`trend-${key}`), known ? say.fill(trend) : "");
  }

  /* The labels of these streets after the totals now. */
  function streets({ streets: totals = {} }, codes) {
    let resized = false;
    for (const code of codes) {
      const label = byId(`street-${code}`);
      if (label === null) continue; // of a street that came with a newer server
      const { overdue = 0, open = 0 } = totals[code] ?? {};
      const [count, text] = [label.lastChild, `${say.count(overdue)}/${say.count(open)}`];
      resized ||= count.textContent.length !== text.length;
      write(count, text);
    }
    cc.pins.rank(totals);
    if (resized) cc.map.plan();
  }

  function scale(times) {
    write(byId("map-scale"), say.fill("scale", { n: times.toFixed(1) }));
  }

  cc.figures = { figures, streets, scale };
})();
