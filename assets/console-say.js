/* A case in the desk's words: how long it has, what it is in, which shape it has. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  function timeOf(row) {
    const now = cc.clock.now();
    if (row.due === null || now === null || row.lamp === "suspended") return "—";
    return cc.say.fill(now > row.due ? "over" : "left", { t: cc.say.duration(row.due - now) });
  }

  function itemOf(row) {
    return row.item === null ? cc.say.fill("unclassified") : cc.say.name("items", row.item);
  }

  /* What the desk has to decide comes before what the case is in. */
  function stateOf(row) {
    const wait = cc.filter.WAITS.find((kind) => row[cc.filter.PENDING[kind]]);
    return wait === undefined ? cc.say.fill(`brief.${row.state}`) : cc.say.fill(`wait.${wait}`);
  }

  /* The shape of a case in the list: without a unit a broken ring, otherwise its lamp. */
  function shapeOf(row) {
    return cc.cases.unassigned(row) ? "unassigned" : row.lamp;
  }

  const lampOf = (row) => cc.say.fill(`lamp.${shapeOf(row)}`);

  /* 1123-0308 of NG20261123-0308: within a list the district and the year say nothing. */
  const shortNo = (no) => no.replace(/^\D+\d{4}(?=\d{4}-)/, "");

  /* In a column of them the word for community says nothing. */
  const ENDING = /社区$| Community$/;
  const communityOf = (row) => cc.say.name("communities", row.community).replace(ENDING, "");

  cc.saying = { communityOf, shortNo, itemOf, stateOf, timeOf, shapeOf, lampOf };
})();
