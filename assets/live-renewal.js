/* Whether the server is there, and the new page once it has been renewed. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const MIN_MS = 1000;
  const MAX_MS = 5000;

  function jitter() {
    return MIN_MS + Math.random() * (MAX_MS - MIN_MS);
  }

  function reachable() {
    const asked = { cache: "no-store", signal: AbortSignal.timeout(MAX_MS) };
    return fetch("/healthz", asked).then(({ ok }) => ok, () => false);
  }

  /* The server has been renewed: take the new page, but only from a server that can give it. */
  let renewing = false;
  function renew() {
    if (renewing) return;
    renewing = true;
    setTimeout(async () => {
      if (await reachable()) location.reload();
      renewing = false; // not reachable: the next beat tries again
    }, jitter());
  }

  cc.renewal = { MIN_MS, MAX_MS, jitter, reachable, renew };
})();
