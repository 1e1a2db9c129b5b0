/* The session's clock: warns before its end and keeps typed text beyond it. The server counts;
   activity is reported to it once a minute at most. */
import { make } from "../common/dom.js";
import { live } from "../live/socket.js";
import * as typed from "./typed.js";

const WARN_MS = 120000;
const TELL_MS = 60000;
const AGAIN_MS = 5000;
const TICK_MS = 1000;

let known = null; // the server's last answer, and when it came by our own clock
let told = 0;
let asking = false;
let over = false;
let bar = null;

function token() {
  const name = `${known?.cookie}=`; // each centre on a host has its own cookie
  const found = document.cookie.split("; ").find((one) => one.startsWith(name));
  return found ? decodeURIComponent(found.slice(name.length)) : "";
}

async function ask(method) {
  if (asking || over) return;
  asking = true;
  try {
    /** @type {HeadersInit} */
    const headers = method === "POST" ? { "X-CSRFToken": token() } : {};
    const answer = await fetch(`/session${language()}`, { method, headers, cache: "no-store" });
    if (answer.status === 401) leave();
    else if (answer.ok) hear(await answer.json());
  } catch {
    // No network: the next tick asks again, and the server still counts.
  }
  asking = false;
}

function language() {
  return new URLSearchParams(location.search).get("lang") === "en" ? "?lang=en" : "";
}

function hear(session) {
  const first = known === null;
  known = { ...session, at: performance.now() };
  if (first) typed.offer(session.login, session.words);
  show();
}

/* Milliseconds until the session ends, by the last answer. */
function until(name) {
  return known[name] - (performance.now() - known.at);
}

function show() {
  const ms = Math.max(0, until("left_ms"));
  const soon = ms <= WARN_MS;
  if (soon) {
    const seconds = Math.ceil(ms / 1000);
    const kind = until("longest_ms") <= ms + TICK_MS ? "longest" : "idle";
    bar.textContent = known.words[kind].replace("{n}", seconds);
  }
  if (bar.hidden === soon) bar.hidden = !soon;
}

let checked = 0;
function tick() {
  if (known === null || over) return;
  const was = bar.hidden;
  show();
  const here = performance.now();
  // Somebody may have logged out elsewhere, changed role or worked on another page of ours: ask the
  // server before we warn or leave.
  const doubt = (was && !bar.hidden) || until("left_ms") <= 0 || live.refused;
  if (doubt && here - checked > AGAIN_MS) {
    checked = here;
    ask("GET");
  }
}

/* A page was refused: perhaps nobody is logged in any more. */
export const doubt = () => bar !== null && ask("GET");

function active() {
  const here = performance.now();
  if (known === null || (bar.hidden && here - told < TELL_MS)) return;
  told = here;
  ask("POST");
}

function leave() {
  over = true;
  if (known) typed.keep(known.login);
  const next = location.pathname + location.search;
  const query = new URLSearchParams({ next, ended: "" });
  if (language()) query.set("lang", "en");
  location.assign(`/login?${query}`);
}

export function start() {
  told = performance.now();
  bar = make("div", "session-bar light");
  bar.setAttribute("role", "alert");
  bar.hidden = true;
  document.body.append(bar);
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(kind, active, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  setInterval(tick, TICK_MS);
  ask("GET");
}

/* Milliseconds until the session ends; null while unknown. */
export const left = () => (known ? until("left_ms") : null);
export const ended = () => over;
