/* How alerts sound: tones made here, without files. Volume and mute belong to this workplace; a
   mute ends by itself. If the browser doesn't allow sound yet, it is shown as blocked, not as
   muted. */
import * as clock from "../common/clock.js";
import * as tabLeader from "./tab_leader.js";

const MUTE_MS = 10 * 60000;
const LOUDNESS = 0.6;
const SOFTEST = 0.1;
const FADE_S = 0.02;
const SOONEST_MS = 1200; // one tone ends before the next begins
/* Pitch in Hz, start and length in s: an incident wails, P1 sounds three times, P2 twice, the
   others once and low. */
const TONES = {
  incident: [0, 0.45, 0.9, 1.35].flatMap((at) => [[660, at, 0.2], [990, at + 0.22, 0.2]]),
  p1: [[880, 0, 0.16], [880, 0.24, 0.16], [1175, 0.48, 0.34]],
  p2: [[784, 0, 0.16], [587, 0.22, 0.26]],
  p3: [[392, 0, 0.22]],
};
const ORDER = ["incident", "p1", "p2", "p3"];

let context = null;
let loudness = LOUDNESS;
let mutedUntil = 0; // ms of the server's clock
let busyUntil = 0;
let next = null; // the gravest of those that came while another sounded
const heard = [];

const now = () => clock.now() ?? 0; // 0 while the server's time is unknown

/* "on", "muted", "blocked" by the browser, or "elsewhere" if another window of ours sounds. */
export function state() {
  if (context === null || context.state !== "running") return "blocked";
  // If the clock was ahead, this must not keep a workplace silent.
  const left = mutedUntil - now();
  if (left > 0 && left <= 2 * MUTE_MS) return "muted";
  return tabLeader.mine() ? "on" : "elsewhere";
}

/* `kind` is "incident", "p1", "p2" or "p3"; true if it can be heard. The gravest of several
   sounds. */
export function play(kind) {
  if (!Object.hasOwn(TONES, kind) || state() !== "on") return false;
  const wait = busyUntil - performance.now();
  if (wait > 0) {
    if (next === null) setTimeout(after, wait);
    if (next === null || ORDER.indexOf(kind) < ORDER.indexOf(next)) next = kind;
    return true;
  }
  const length = Math.max(...TONES[kind].map(([, at, s]) => at + s)) * 1000;
  busyUntil = performance.now() + Math.max(SOONEST_MS, length);
  for (const tone of TONES[kind]) sound(...tone);
  heard.push(kind);
  if (heard.length > 50) heard.shift();
  return true;
}

function after() {
  const kind = next;
  next = null;
  play(kind);
}

function sound(pitch, at, length) {
  const from = context.currentTime + at;
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + FADE_S);
  gain.gain.setValueAtTime(loudness, from + length - FADE_S);
  gain.gain.linearRampToValueAtTime(0, from + length);
  const tone = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  tone.connect(gain).connect(context.destination);
  tone.start(from);
  tone.stop(from + length);
}

/* Mutes every window of this workplace for ten minutes. */
export function mute() {
  mutedUntil = now() + MUTE_MS;
  keep();
}

export function unmute() {
  mutedUntil = 0;
  keep();
}

/* Sets the volume, from 0.1 to 1, and plays a sample. */
export function volume(wanted) {
  if (!(wanted >= SOFTEST && wanted <= 1)) return;
  loudness = wanted;
  keep();
  play("p3");
}

function keep() {
  localStorage.setItem("sound", JSON.stringify({ loudness, mutedUntil }));
  told();
}

function read() {
  const kept = JSON.parse(localStorage.getItem("sound") ?? "{}");
  if (kept.loudness >= SOFTEST && kept.loudness <= 1) loudness = kept.loudness;
  mutedUntil = Number.isFinite(kept.mutedUntil) ? kept.mutedUntil : 0;
}

function told() {
  window.dispatchEvent(new CustomEvent("sound"));
}

/* Browsers allow sound only after somebody has used the page. */
function wake() {
  if (context.state !== "running") context.resume().then(told, told);
}

export function start() {
  read();
  context = new AudioContext();
  context.onstatechange = told;
  for (const event of ["pointerdown", "keydown"]) {
    window.addEventListener(event, wake, { capture: true, passive: true });
  }
  window.addEventListener("storage", ({ key }) => {
    if (key === "sound") read();
    told();
  });
  tabLeader.start(() => context.state === "running");
  told();
}

export const settings = () => ({ loudness, mutedUntil });
export const played = () => [...heard];
