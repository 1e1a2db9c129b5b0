/* Around the line: whether the server is there, when its page is taken anew, whether we slept. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const RETRY_MIN_MS = 1000;
  const RETRY_MAX_MS = 5000;
  const LOOK_MS = 1000;
  const SLEPT_MS = 5000;

  function jitter() {
    return RETRY_MIN_MS + Math.random() * (RETRY_MAX_MS - RETRY_MIN_MS);
  }

  const ask = (path, method) =>
    fetch(path, { method, cache: "no-store", signal: AbortSignal.timeout(RETRY_MAX_MS) });

  /* The server's own word: a proxy has pages for the time when nobody is behind it. */
  async function reachable() {
    try {
      const answer = await ask("/healthz", "GET");
      return answer.ok && (await answer.json()).status === "alive";
    } catch {
      return false;
    }
  }

  /* Whether this page would come: a server that lives may have no database, and no page then. */
  async function openable() {
    try {
      return (await ask(location.href, "HEAD")).ok;
    } catch {
      return false;
    }
  }

  /* The server has been renewed: take the new page, but only from a server that can give it. */
  let renewing = false;
  function renew() {
    if (renewing) return;
    renewing = true;
    setTimeout(async () => {
      if ((await reachable()) && (await openable())) location.reload();
      renewing = false; // not reachable: the next beat tries again
    }, jitter());
  }

  /* `woken(ms)` when this machine comes back from a sleep that its own counter has left out, and
     with 0 when only the page has been still. Of the wall clock nothing but its leaps is used. */
  function whenAwake(woken) {
    const lead = () => Date.now() - performance.now();
    let before = lead();
    setInterval(() => {
      const leap = lead() - before;
      before += leap;
      if (leap > SLEPT_MS) woken(leap);
    }, LOOK_MS);
    document.addEventListener("resume", () => woken(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") woken(0);
    });
  }

  cc.line = { RETRY_MIN_MS, RETRY_MAX_MS, jitter, reachable, renew, whenAwake };
})();
