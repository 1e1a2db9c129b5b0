/* The desk's bar: how old the picture is, how many alerts reach this seat, the time. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const byId = (id) => document.getElementById(`console-${id}`);

  function age(root, model) {
    cc.age.show(root, byId("age"), model);
  }

  function time() {
    const now = cc.clock.now();
    if (now === null) return;
    const { write } = cc.dom;
    write(byId("clock"), cc.clock.second(now));
    const words = { day: cc.clock.day(now), weekday: cc.clock.weekday(now) };
    write(byId("date"), cc.say.fill("date", words));
  }

  function system({ demo = false } = {}) {
    cc.dom.show(byId("demo"), demo === true);
  }

  cc.deskHead = { age, time, system };
})();
