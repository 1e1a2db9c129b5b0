/* A page of which a module hasn't come is asked for anew, as soon as the server has it. */
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement && target.type === "module") setTimeout(again, 5000);
}, true);

async function again() {
  try {
    const { ok } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (ok) return location.reload();
  } catch {
    // No network: it is asked again.
  }
  setTimeout(again, 5000);
}
