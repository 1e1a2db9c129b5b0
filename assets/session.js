/* The session's clock: a warning before its end, and what was typed kept beyond it. The server
   counts; a hand on the keys is told to it once a minute at most. */
(() => {
  "use strict";
  if (location.pathname.startsWith("/wall/")) return;
  const cc = (window.cc = window.cc || {});
  const WARN_MS = 120000;
  const TELL_MS = 60000;
  const AGAIN_MS = 5000;
  const TICK_MS = 1000;

  let known = null; // what the server said last, and when by our own clock
  let told = performance.now();
  let asking = false;
  let ended = false;
  const bar = document.createElement("div");
  bar.className = "session-bar light";
  bar.setAttribute("role", "alert");
  bar.hidden = true;

  function token() {
    const name = `${known?.cookie}=`; // each centre on a host has its own
    const found = document.cookie.split("; ").find((one) => one.startsWith(name));
    return found ? decodeURIComponent(found.slice(name.length)) : "";
  }

  async function ask(method) {
    if (asking || ended) return;
    asking = true;
    try {
      const headers = method === "POST" ? { "X-CSRFToken": token() } : {};
      const answer = await fetch(`/session${language()}`, { method, headers, cache: "no-store" });
      if (answer.status === 401) leave();
      else if (answer.ok) hear(await answer.json());
    } catch {
      // No network: the next tick asks again, and the server goes on counting.
    }
    asking = false;
  }

  function language() {
    return new URLSearchParams(location.search).get("lang") === "en" ? "?lang=en" : "";
  }

  function hear(session) {
    const first = known === null;
    known = { ...session, at: performance.now() };
    if (first) cc.typed.offer(session.login, session.words);
    show();
  }

  /* Milliseconds until the session ends, by what was heard last. */
  function left(name) {
    return known[name] - (performance.now() - known.at);
  }

  function show() {
    const ms = Math.max(0, left("left_ms"));
    const soon = ms <= WARN_MS;
    if (soon) {
      const seconds = Math.ceil(ms / 1000);
      const kind = left("longest_ms") <= ms + TICK_MS ? "longest" : "idle";
      bar.textContent = known.words[kind].replace("{n}", seconds);
    }
    if (bar.hidden === soon) bar.hidden = !soon;
  }

  let checked = 0;
  function tick() {
    if (known === null || ended) return;
    const was = bar.hidden;
    show();
    const here = performance.now();
    const refused = cc.live && cc.live.refused; // logged out elsewhere, or another role by now
    // Another page of ours may have been at work: the server knows before we warn or leave.
    const doubt = (was && !bar.hidden) || left("left_ms") <= 0 || refused;
    if (doubt && here - checked > AGAIN_MS) {
      checked = here;
      ask("GET");
    }
  }

  /* Somebody was told that this isn't theirs: perhaps nobody is logged in any more. */
  const doubt = () => ask("GET");

  function active() {
    const here = performance.now();
    if (known === null || (bar.hidden && here - told < TELL_MS)) return;
    told = here;
    ask("POST");
  }

  function leave() {
    ended = true;
    if (known) cc.typed.keep(known.login);
    const next = location.pathname + location.search;
    const query = new URLSearchParams({ next, ended: "" });
    if (language()) query.set("lang", "en");
    location.assign(`/login?${query}`);
  }

  document.body.append(bar);
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(kind, active, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  setInterval(tick, TICK_MS);
  cc.session = { left: () => (known ? left("left_ms") : null), warned: () => !bar.hidden, ended: () => ended, doubt };
  ask("GET");
})();
