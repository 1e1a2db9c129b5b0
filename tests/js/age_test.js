import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import * as say from "../../assets/js/common/words.js";
import * as age from "../../assets/js/live/age.js";
import { live } from "../../assets/js/live/socket.js";

globalThis.Text = class {};
const NOW = 1_795_579_200_000;
const WORDS = ["waiting", "refused", "refused_blank", "loading", "away", "live", "late"];
say.speak(
  {
    ...Object.fromEntries(WORDS.map((key) => [key, `${key} {n}`])),
    lost: "lost {age} {time}",
    late_worker: "late {names}",
    late_source: "silent {names}",
    refused_source: "refused {names} {n} {why}",
    "worker.relay": "Relay",
    "why.BAD": "bad",
    list_separator: ", ",
    age_s: "{n}s",
    minutes: "{n}min",
  },
  {},
);
clock.speak("Asia/Shanghai", "en");

/* What a screen says of its data: [its state, what of it is degraded, the words]. */
function said(model = {}, { old = 1000, known = true, refused = null } = {}) {
  const marks = new Map();
  const root = {
    dataset: known ? { known: "" } : {},
    hasAttribute: (name) => marks.has(name),
    getAttribute: (name) => marks.get(name) ?? null,
    setAttribute: (name, value) => marks.set(name, value),
    removeAttribute: (name) => marks.delete(name),
  };
  const element = { firstChild: null, textContent: "" };
  clock.freeze(NOW);
  Object.assign(live, { dataAt: old === null ? null : NOW - old, refused });
  age.show(root, element, model);
  return [marks.get("data-state"), marks.get("data-degraded") ?? null, element.textContent];
}

Deno.test("fresh data are live, and a second old at least", () => {
  assert.deepEqual(said({}, { old: 0 }), ["live", null, "live 1"]);
  assert.deepEqual(said({}, { old: 3000 }), ["live", null, "live 3"]);
});

Deno.test("after five seconds they are late, after nine and a half lost", () => {
  assert.deepEqual(said({}, { old: 4999 })[0], "live");
  assert.deepEqual(said({}, { old: 5000 }), ["late", null, "late 5"]);
  assert.deepEqual(said({}, { old: 9499 })[0], "late");
  assert.deepEqual(said({}, { old: 9500 }), ["lost", null, "lost 10s 11:59:50"]);
});

Deno.test("a refusal is no delay: nothing is on its way", () => {
  assert.deepEqual(said({}, { old: 5000, refused: "refused" })[0], "lost");
  assert.deepEqual(said({}, { old: null, refused: "refused" })[2], "refused_blank undefined");
});

Deno.test("before a picture is drawn it waits, whatever has come", () => {
  assert.deepEqual(said({}, { known: false })[0], "waiting");
  assert.deepEqual(said({}, { old: null })[0], "waiting");
});

Deno.test("what is missing of a live picture is said, the gravest alone", () => {
  const silent = {
    sources: { "channel:PHONE": { name: "Phone" }, "channel:APP": { name: "App" } },
  };
  assert.deepEqual(said(silent), ["live", "late_source", "silent Phone, App"]);
  const refusing = { sources: { "refused:0": { name: "App", code: "BAD", count: 3 } } };
  assert.deepEqual(said(refusing), ["live", "refused_source", "refused App 3 bad"]);
  const late = { ...silent, system: { late_workers: ["relay", "other"] } };
  assert.deepEqual(said(late), ["live", "late_worker", "late Relay, other"]);
  assert.deepEqual(said({ ...late, system: { redis: "away" } })[1], "away");
});

Deno.test("whom nobody tells the names is told how many sources are silent", () => {
  const unnamed = { sources: { "channel:0": { name: "" }, "channel:1": { name: "" } } };
  assert.deepEqual(said(unnamed)[2], "silent 2");
});
