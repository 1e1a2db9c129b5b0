import assert from "node:assert/strict";
import { lampOf, nextTurn, soon } from "../../assets/js/common/lamp.js";

const CLOCK = { amber: 80, due: 100, severe: 200 };

for (
  const [now, lamp] of [
    [79, "none"],
    [80, "amber"],
    [100, "amber"], // the deadline itself is still in time
    [101, "overdue"],
    [200, "overdue"],
    [201, "severe"],
  ]
) {
  Deno.test(`at ${now} the lamp is ${lamp}`, () => assert.equal(lampOf(CLOCK, now), lamp));
}

Deno.test("before it may turn amber it is calm, whatever its other instants say", () => {
  assert.equal(lampOf({ amber: 300, due: 100, severe: 200 }, 250), "none");
});

Deno.test("without a deadline there is no lamp", () => {
  assert.equal(lampOf({ amber: 0, due: null, severe: null }, 5), "none");
  assert.equal(lampOf({}, 5), "none");
});

Deno.test("without a time there is none either", () => {
  assert.equal(lampOf(CLOCK, null), "none");
  assert.equal(soon(CLOCK, null, 30), false);
});

Deno.test("where nobody tells when it turns amber it never does", () => {
  assert.equal(lampOf({ due: 100, severe: 200 }, 99), "none");
  assert.equal(lampOf({ due: 100, severe: 200 }, 101), "overdue");
});

Deno.test("what can't become severe stays overdue", () => {
  assert.equal(lampOf({ amber: 80, due: 100, severe: null }, 1e9), "overdue");
});

Deno.test("soon is from so long before the deadline to the deadline itself", () => {
  assert.deepEqual([69, 70, 100, 101].map((now) => soon(CLOCK, now, 30)), [
    false,
    true,
    true,
    false,
  ]);
  assert.equal(soon({ due: null }, 5, 30), false);
});

Deno.test("the next turn is the first instant at which the lamp differs", () => {
  for (let now = 0; now < 210; now += 1) {
    const next = nextTurn(CLOCK, now);
    for (let at = now; at < Math.min(next, 210); at += 1) {
      assert.equal(lampOf(CLOCK, at), lampOf(CLOCK, now));
    }
    if (next < Infinity) assert.notEqual(lampOf(CLOCK, next), lampOf(CLOCK, now));
  }
});
