/* Reloads the page if its program or, before Dash's screen is there, a library hasn't come, as soon
   as the server has it. */
addEventListener("error", ({ target }) => {
  if (!(target instanceof HTMLScriptElement)) return;
  const begun = document.getElementById("page-frame") === null;
  if (target.type === "module" || !begun) setTimeout(again, 5000);
}, true);

async function again() {
  try {
    const { ok } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (ok) return location.reload();
  } catch {
    // No network: it asks again.
  }
  setTimeout(again, 5000);
}
