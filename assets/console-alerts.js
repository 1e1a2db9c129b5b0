/* Alerts at this desk: how fast they come, and which cases have one. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
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

  cc.alerts = {
    show, take, placesOf,
    calls: (no) => calling.has(no),
    all: () => Object.entries(alerts),
    groups: () => Object.entries(groups),
  };
})();
