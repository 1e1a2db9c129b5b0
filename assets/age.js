/* How old the picture is, in words: the same on every screen. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const LATE_MS = 5000;
  const LOST_MS = 9500; // with the tick it is said within ten seconds
  const DEGRADED = ["away", "late_worker", "refused_source", "late_source"]; // live, but not all of it

  /* The state of the data, and what it is called: [state, key of the words, their values]. */
  function condition(model) {
    const { system = {} } = model;
    const { dataAt, refused } = cc.live;
    const now = cc.clock.now();
    if (dataAt === null || now === null) return ["waiting", refused ? `${refused}_blank` : "waiting"];
    // In whole seconds of the clock on the wall, so that its time less the age is the data's time.
    const n = Math.max(0, Math.floor(now / 1000) - Math.floor(dataAt / 1000));
    // A refusal is no delay: nothing is on its way.
    if (now - dataAt >= (refused ? LATE_MS : LOST_MS)) {
      const values = { age: cc.say.seconds(n), time: cc.clock.second(dataAt) };
      return ["lost", refused ?? "lost", values];
    }
    if (now - dataAt >= LATE_MS) return ["late", "late", { n }];
    if (cc.check.differs()) return ["late", "differs"];
    if (system.redis === "away") return ["live", "away"];
    const late = system.late_workers;
    if (Array.isArray(late) && late.length > 0) return ["live", "late_worker", { names: names(late) }];
    const unheard = told(model, "refused:");
    if (unheard.length > 0) return ["live", "refused_source", refusing(unheard)];
    const silent = told(model, "channel:");
    if (silent.length > 0) return ["live", "late_source", { names: called(silent) }];
    return ["live", "live", { n: Math.max(1, n) }];
  }

  /* The sources of one kind of trouble: silent ("channel:"), or refused. */
  function told({ sources = {} }, kind) {
    return Object.entries(sources)
      .filter(([key, value]) => key.startsWith(kind) && value !== null)
      .map(([, value]) => value);
  }

  /* Their names; where nobody is told those, how many there are. */
  function called(found) {
    const known = found.map(({ name }) => name).filter(Boolean);
    return known.length > 0 ? known.join(cc.say.fill("list_separator")) : String(found.length);
  }

  function refusing(found) {
    const [{ code }] = found;
    const n = found.reduce((sum, { count }) => sum + count, 0);
    const why = cc.say.has(`why.${code}`) ? cc.say.fill(`why.${code}`) : code;
    return { names: called(found), n, why };
  }

  /* What has come isn't known before it is drawn. */
  function unknown() {
    if (cc.live.dataAt !== null && cc.say.has("loading")) return ["waiting", "loading"];
    return ["waiting", cc.live.refused ? `${cc.live.refused}_blank` : "waiting"];
  }

  function names(workers) {
    return workers
      .filter((worker) => typeof worker === "string")
      .map((worker) => cc.say.has(`worker.${worker}`) ? cc.say.fill(`worker.${worker}`) : worker)
      .join(cc.say.fill("list_separator"));
  }

  /* Onto the screen's root and into the element of the age. */
  function show(root, element, model) {
    const [state, key, values] = "known" in root.dataset ? condition(model) : unknown();
    cc.dom.mark(root, "data-state", state);
    const degraded = DEGRADED.includes(key);
    cc.dom.mark(root, "data-degraded", degraded ? key : null);
    cc.dom.write(element, cc.say.fill(key, values));
    const kind = key === "differs" ? key : state;
    const panel = cc.say.has(`panel.${kind}`) ? cc.say.fill(`panel.${kind}`, values) : null;
    if (panel !== null) cc.panels?.draw(root, panel, model, state === "live");
  }

  cc.age = { show };
})();
