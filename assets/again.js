/* Reloads the page if one of its modules hasn't come, as soon as the server has it. */
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement && target.type === "module") setTimeout(again, 5000);
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
