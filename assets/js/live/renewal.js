/* Whether the server can be reached, and the reload after it was updated. */

const MIN_MS = 1000;
const MAX_MS = 5000;
const ATTEMPT_MS = 6000;
const LINE = "/socket.io/?EIO=4&transport=websocket";
const REASONS = { 401: "refused", 403: "refused", 503: "full" };
/* How socket.io reconnects after a lost network. */
export const CONNECTION = {
  transports: ["websocket"],
  reconnectionAttempts: Infinity,
  reconnectionDelay: MIN_MS,
  reconnectionDelayMax: MAX_MS,
  randomizationFactor: 0.5,
  timeout: ATTEMPT_MS, // an attempt begun without a network delays the next
};

export function jitter() {
  return MIN_MS + Math.random() * (MAX_MS - MIN_MS);
}

const ask = (path, method) =>
  fetch(path, { method, cache: "no-store", signal: AbortSignal.timeout(MAX_MS) });

/* Asks the server itself: a proxy has pages of its own while no server is behind it. */
export async function reachable() {
  try {
    const answer = await ask("/healthz", "GET");
    return answer.ok && (await answer.json()).status === "alive";
  } catch {
    return false;
  }
}

/* Why a server that can be reached refuses a line; null if it can't be reached. A plain HTTP
   request gets the server's own reason, or none: then something on the way blocks websockets. */
export async function refusal() {
  if (!(await reachable())) return null;
  try {
    const { status } = await ask(LINE, "GET");
    return REASONS[status] ?? "blocked";
  } catch {
    return null;
  }
}

/* Whether this page would load: a running server may have no database, and then no page. */
async function openable() {
  try {
    return (await ask(location.href, "HEAD")).ok;
  } catch {
    return false;
  }
}

/* Reloads after an update of the server, or when this page is outdated, but only if the server
   can send the page. Calls `before()` right before that. */
let renewing = false;
let busy = () => false;
export function renew(before = () => {}) {
  if (renewing || busy()) return; // a reload would lose typed text; a later beat asks again
  renewing = true;
  setTimeout(async () => {
    if ((await reachable()) && (await openable())) {
      before();
      location.reload();
    }
    renewing = false;
  }, jitter());
}

/* No new page as long as `filled()`: somebody would lose what they have typed. */
export const setBusyCheck = (filled) => void (busy = filled);
