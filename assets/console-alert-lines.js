/* Alerts as lines above the facets: incidents that somebody has to confirm, what is supervised at the
   third level (the leader's desk alone is told), and in a flood one line for each unit. A line opens its cases; one word of it acknowledges all of them. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const LINES_MAX = 3;

  const stands = ({ place, state }) => place === "LIST" && state === "RAISED";

  /* 环卫中心 23 件告警（E2 2，E3 21），最长 3.0天 */
  function words(unit, { count, by_urgency: mix, oldest }) {
    const { fill, name } = cc.say;
    const parts = Object.entries(mix).map(([urgency, n]) => fill("alerts.mix", { urgency, n }));
    return fill("alerts.group", {
      unit: unit === "" ? fill("alerts.nobody") : name("units", unit),
      n: cc.say.count(count),
      mix: parts.join(fill("comma")),
      t: cc.say.duration((cc.clock.now() ?? oldest) - oldest),
    });
  }

  function line(said, open, seen) {
    const { make } = cc.cells;
    const [about, known] = [make("button", "alert-open", said), make("button", "alert-seen")];
    known.textContent = cc.say.fill("alert.seen");
    for (const [button, does] of [[about, open], [known, seen]]) {
      button.type = "button";
      button.addEventListener("click", does);
    }
    return make("div", "alert-line", about, known);
  }

  /* What is critical is never acknowledged with others. */
  function casesOf(unit) {
    const mine = cc.alerts.all().map(([, alert]) => alert);
    const critical = new Set(mine.filter(({ priority }) => priority === 1).map((a) => a.case));
    return mine
      .filter((alert) => stands(alert) && (alert.unit ?? "") === unit && !critical.has(alert.case))
      .map((alert) => alert.case);
  }

  function group([unit, told]) {
    const open = () => cc.filter.set(`alert=LIST&unit=${unit || cc.filter.NONE}`);
    return line(words(unit, told), open, () => {
      open();
      cc.hand.chooseThese(casesOf(unit));
      cc.keys.act({ act: "acknowledge_alert" });
    });
  }

  /* What has a line of its own, and what that opens. */
  const ALONE = {
    INCIDENT: (number) => cc.keys.act({ act: "incident", say: number }),
    SUPERVISED: (number) => cc.found.go({ no: number }),
  };

  function alone([key, { turn, case: number }]) {
    const said = `${cc.say.fill(`turn.${turn}`)} ${number}`;
    const seen = () => cc.keys.act({ act: "acknowledge_alert", alert: key });
    return line(said, () => ALONE[turn](number), seen);
  }

  function lines() {
    const loose = (turn) => cc.alerts.all().filter(([, one]) => one.turn === turn && stands(one));
    const asked = loose("SUPERVISED").slice(0, LINES_MAX);
    const groups = cc.alerts.groups().sort(([, a], [, b]) => b.count - a.count);
    const more = groups.length - LINES_MAX;
    return [
      ...[...loose("INCIDENT"), ...asked].map(alone),
      ...groups.slice(0, LINES_MAX).map(group),
      ...(more > 0 ? [cc.cells.make("p", "alert-more", cc.say.fill("alert.more", { n: more }))] : []),
    ];
  }

  cc.alertLines = { lines };
})();
