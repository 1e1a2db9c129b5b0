/* Which of several windows of the same desk sounds: the first that may. Each reports at
   intervals that it exists; one that falls silent is forgotten. Background windows' timers run
   rarely, but messages always wake them, and they answer. */

const EVERY_MS = 2000;
const GONE_MS = 6000;
const ANSWER_MS = 500;

const me = `${performance.timeOrigin.toFixed(3)}-${Math.random().toString(36).slice(2)}`;
const others = new Map(); // id → when it was last heard
let channel = null;
let may = () => false;
let saidAt = -Infinity;
let was = true;

/* Whether this window is the oldest of those that may sound. */
export function mine() {
  const limit = performance.now() - GONE_MS;
  for (const [id, heardAt] of others) if (heardAt < limit) others.delete(id);
  return [...others.keys()].every((id) => me < id);
}

function say() {
  saidAt = performance.now();
  channel.postMessage({ id: me, may: may() });
  look();
}

function hear({ data }) {
  if (data.may) others.set(data.id, performance.now());
  else others.delete(data.id);
  if (performance.now() - saidAt > ANSWER_MS) say();
  look();
}

function look() {
  const is = mine();
  if (is !== was) window.dispatchEvent(new CustomEvent("sound"));
  was = is;
}

export function start(mayIt) {
  may = mayIt;
  channel = new BroadcastChannel("sound");
  channel.onmessage = hear;
  setInterval(say, EVERY_MS);
  window.addEventListener("sound", () => performance.now() - saidAt > ANSWER_MS && say());
  window.addEventListener("pagehide", () => channel.postMessage({ id: me, may: false }));
  say();
}
