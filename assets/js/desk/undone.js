/* Requests that got no good answer: reported within seconds, with the reason. Dash gets "nothing
   has changed" instead, so that the page and typed text stay. */
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as renewal from "../live/renewal.js";
import * as dialogs from "./dialogs.js";
import * as selection from "./selection.js";
import * as session from "./session.js";

const CALLBACK = "/_dash-update-component";
const WAIT_MS = 8000;
const AGAIN_MS = 5000;
const NOTHING = 204;
const KNOWN = [400, 403, 429, 500, 502, 503, 504];
// If the server refuses or can't begin, the act is not done; otherwise nobody here can know.
const REFUSED = [400, 403, 404, 413, 429, 503];
const LOGGED_OUT = [401, 403];

let real = null; // the browser's own fetch
let bar = null;

export function show(text) {
  if (bar === null) {
    bar = document.createElement("div");
    bar.className = "undone-bar light";
    bar.setAttribute("role", "alert");
    bar.addEventListener("click", () => show(""));
    document.body.append(bar);
  }
  bar.hidden = text === "";
  dom.write(bar, text);
}

function why(status, error) {
  const { fill } = say;
  if (error?.name === "TimeoutError") return fill("why.slow", { n: WAIT_MS / 1000 });
  if (error) return fill("why.network");
  return KNOWN.includes(status) ? fill(`why.${status}`) : fill("why.other", { n: status });
}

/* What a request was for, judged by what its callback writes to. */
function kindOf(body) {
  const { output = "" } = JSON.parse(body);
  if (output.includes("page-outlet")) return "page";
  return /console-(dialog|toast)/.test(output) || output.includes("answer") ? "act" : "read";
}

/* Marks the detail as that of the case before, not of the selected one. */
function unread(is) {
  const detail = document.getElementById("console-detail");
  if (detail !== null) dom.mark(detail, "data-unread", is ? "" : null);
}

function tell(kind, status, error) {
  if (LOGGED_OUT.includes(status)) session.doubt();
  dialogs.free();
  if (kind === "page") return again();
  if (kind === "read") {
    unread(true);
    selection.reportAgain();
  }
  const said = kind === "read" ? "read" : REFUSED.includes(status) ? "not" : "unsure";
  const words = [say.fill(`undone.${said}`, { why: why(status, error) })];
  if (dialogs.open() !== null) words.push(say.fill("undone.kept"));
  show(words.join(""));
}

/* Reloads a page that never got its screen, as soon as it can: it has nothing to lose. */
let trying = null;
function again() {
  trying ??= setInterval(renewal.renew, AGAIN_MS);
}

/* The whole answer, or an error; the page of a proxy is no answer. */
async function answerOf(url, options) {
  const answer = await real(url, { ...options, signal: AbortSignal.timeout(WAIT_MS) });
  const { status, headers } = answer;
  if (!answer.ok || status === NOTHING) return { status, good: answer.ok, answer };
  const text = await answer.text();
  const good = headers.get("content-type")?.includes("json") ?? false;
  return { status, good, answer: new Response(text, { status, headers }) };
}

async function ask(url, options) {
  const kind = kindOf(options.body);
  try {
    const { status, good, answer } = await answerOf(url, options);
    if (good) {
      if (kind === "read") unread(false);
      if (bar !== null) show("");
      return answer;
    }
    tell(kind, status);
  } catch (error) {
    tell(kind, null, error);
  }
  return new Response(null, { status: NOTHING });
}

/* Starts; must run before Dash asks for anything. */
export function start() {
  real = window.fetch.bind(window);
  window.fetch = (url, options = {}) => {
    const mine = String(url).includes(CALLBACK) && typeof options.body === "string";
    return mine ? ask(url, options) : real(url, options);
  };
}
