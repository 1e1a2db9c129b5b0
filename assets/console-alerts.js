/* Alerts at this desk: how fast they come, which cases have one, and in a flood by whom. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const PLACES = ["LIST", "NOTICES", "SHELF", "LEDGER"];

  let alerts = {};
  let groups = {};
  let calling = new Set(); // cases with a critical alert that nobody has acknowledged
  let places = new Map(); // by case, as the list was narrowed by them last

  function show(model) {
    alerts = model.alerts ?? {};
    groups = model.alert_groups ?? {};
    calling = new Set(
      Object.values(alerts).filter(insists).map((alert) => alert.case),
    );
    rate(model.alarm);
    cc.flow.alertsCame();
  }

  const insists = ({ place, state, priority }) =>
    place === "LIST" && state === "RAISED" && priority === 1;

  function rate(alarm) {
    const element = document.getElementById("console-rate");
    if (element === null || !alarm?.grade) return;
    const words = { n: cc.say.count(alarm.recent), grade: cc.say.fill(`grade.${alarm.grade}`) };
    cc.dom.write(element, cc.say.fill("alerts.rate", words));
    cc.dom.mark(element, "data-grade", alarm.grade);
  }

  /* From here on the list is narrowed by the alerts as they are now. */
  function take() {
    places = new Map();
    for (const alert of Object.values(alerts)) {
      const known = places.get(alert.case) ?? new Set();
      places.set(alert.case, known.add(alert.place));
    }
  }

  const placesOf = (no) => [...(places.get(no) ?? [])];

  /* In a flood: 环卫中心 23 件告警（E2 2，E3 21），最长 3.0天 */
  function groupWords(unit, { count, by_urgency: mix, oldest }) {
    const { fill, name } = cc.say;
    const parts = Object.entries(mix).map(([urgency, n]) => fill("alerts.mix", { urgency, n }));
    return fill("alerts.group", {
      unit: unit === "" ? fill("alerts.nobody") : name("units", unit),
      n: cc.say.count(count),
      mix: parts.join(fill("comma")),
      t: cc.saying.span((cc.clock.now() ?? oldest) - oldest),
    });
  }

  /* What no case of the list stands for: an incident that somebody has to confirm. */
  const loose = () =>
    Object.entries(alerts).filter(
      ([, { place, state, turn }]) => turn === "INCIDENT" && place === "LIST" && state === "RAISED",
    );

  /* Lines above the facets, each a door: to the cases of a unit, or to the incident's alert. */
  function lines() {
    const { make } = cc.cells;
    const found = loose().map(([key, alert]) => {
      const words = `${cc.say.fill("turn.INCIDENT")} ${alert.case}`;
      const button = make("button", "alert-line", words, make("strong", "", cc.say.fill("alert.seen")));
      Object.assign(button.dataset, { act: "acknowledge_alert", alert: key });
      return button;
    });
    const rolled = Object.entries(groups).map(([unit, group]) => {
      const button = make("button", "alert-line", groupWords(unit, group));
      button.addEventListener("click", () => cc.filter.set(`alert=LIST&unit=${unit || "-"}`));
      return button;
    });
    for (const button of [...found, ...rolled]) button.type = "button";
    return [...found, ...rolled];
  }

  cc.alerts = { PLACES, show, take, placesOf, lines, calls: (no) => calling.has(no) };
})();
