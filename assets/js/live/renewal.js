/* Whether the server is there, and the new page once it has been renewed. */

const MIN_MS = 1000;
const MAX_MS = 5000;
const ATTEMPT_MS = 6000;
const LINE = "/socket.io/?EIO=4&transport=websocket";
const REASONS = { 401: "refused", 403: "refused", 503: "full" };
/* How socket.io comes back from a lost network. */
export const CONNECTION = {
  transports: ["websocket"],
  reconnectionAttempts: Infinity,
  reconnectionDelay: MIN_MS,
  reconnectionDelayMax: MAX_MS,
  randomizationFactor: 0.5,
  timeout: ATTEMPT_MS, // one that begins while the cable is out holds up the next
};

export function jitter() {
  return MIN_MS + Math.random() * (MAX_MS - MIN_MS);
}

const ask = (path, method) =>
  fetch(path, { method, cache: "no-store", signal: AbortSignal.timeout(MAX_MS) });

/* The server's own word: a proxy has pages for the time when nobody is behind it. */
export async function reachable() {
  try {
    const answer = await ask("/healthz", "GET");
    return answer.ok && (await answer.json()).status === "alive";
  } catch {
    return false;
  }
}

/* Why a server that is there gives no line; null if it isn't there. Asked for a line in plain HTTP
   it says no for reasons of its own, or nothing of the kind: then something on the way cuts
   websockets. */
export async function refusal() {
  if (!(await reachable())) return null;
  try {
    const { status } = await ask(LINE, "GET");
    return REASONS[status] ?? "blocked";
  } catch {
    return null;
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

/* The server has been renewed, or this page is no longer right: take a new one, but only from a
   server that can give it. `before()` comes right before that. */
let renewing = false;
let busy = () => false;
export function renew(before = () => {}) {
  if (renewing || busy()) return; // nobody loses what they have typed; a later beat asks again
  renewing = true;
  setTimeout(async () => {
    if ((await reachable()) && (await openable())) {
      before();
      location.reload();
    }
    renewing = false; // not reachable: the next beat tries again
  }, jitter());
}

/* No new page as long as `filled()`: somebody would lose what they have typed. */
export const sparing = (filled) => void (busy = filled);
