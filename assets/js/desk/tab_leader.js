/* Which of several windows on the same desk sounds: the first that may. Each says now and then
   that it is there; one that falls silent is forgotten. Windows in the background are seldom
   woken by their timers, but always by the others' words: they answer. */

const EVERY_MS = 2000;
const GONE_MS = 6000;
const ANSWER_MS = 500;

const me = `${performance.timeOrigin.toFixed(3)}-${Math.random().toString(36).slice(2)}`;
const others = new Map(); // id: when it was heard last
let channel = null;
let may = () => false;
let saidAt = -Infinity;
let was = true;

/* The oldest of those that may sound. */
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
