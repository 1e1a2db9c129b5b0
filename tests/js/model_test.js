import assert from "node:assert/strict";
import { merge } from "../../assets/js/live/model.js";

Deno.test("a change sets values, and null takes one away", () => {
  const model = { figures: { open: 3, soon: 1 }, late: { 0: { no: "A" } } };
  merge(model, { figures: { open: 4, soon: null } });
  assert.deepEqual(model, { figures: { open: 4 }, late: { 0: { no: "A" } } });
});

Deno.test("a value is taken whole, never mixed with the one before", () => {
  const model = { incident: { current: { level: 2, title: "x" } } };
  merge(model, { incident: { current: { level: 3 } } });
  assert.deepEqual(model.incident.current, { level: 3 });
});

Deno.test("a section that is new to the page is taken in", () => {
  const model = {};
  merge(model, { sources: { "channel:PHONE": { at: 5 } } });
  assert.deepEqual(model, { sources: { "channel:PHONE": { at: 5 } } });
});

Deno.test("zero, false and the empty text are values", () => {
  const model = { a: { n: 1, is: true, said: "x" } };
  merge(model, { a: { n: 0, is: false, said: "" } });
  assert.deepEqual(model, { a: { n: 0, is: false, said: "" } });
});
