import assert from "node:assert/strict";
import { fakePage, MODEL, told } from "./fake_page.js";

fakePage();
const cases = await import("../../assets/js/desk/cases.js");
cases.learn(MODEL);

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
/* A case that has so long left. */
function left(no, ms, more = {}) {
  const times = { amber: ms - HOUR, due: ms, severe: ms + 50 * HOUR };
  return cases.turn(cases.read(no, told({ reported: NOW, ...times, ...more })), NOW);
}
const order = (...rows) => rows.toSorted(cases.rank).map(({ no }) => no);

Deno.test("a case is told as a list and read by name", () => {
  const row = cases.read("A", told({ flags: 2, item: null }));
  assert.deepEqual([row.no, row.item, row.street, row.community], ["A", null, "S08", "C12"]);
  assert.deepEqual([row.return_pending, row.extension_pending], [false, true]);
  assert.deepEqual([row.reported, row.due, row.severe], [1000, 11000, 21000]);
});

Deno.test("without a clock its instants stay unknown", () => {
  const row = cases.read("A", told({ amber: null, due: null, severe: null }));
  assert.deepEqual([row.amber, row.due, row.lamp, row.turnsAt], [null, null, "none", Infinity]);
});

Deno.test("a grid that nobody knows lies nowhere", () => {
  const { street, community } = cases.read("A", told({ grid: 999 }));
  assert.deepEqual([street, community], [null, null]);
});

Deno.test("suspended is a lamp of its own, whatever its instants", () => {
  assert.equal(left("A", -HOUR, { state: "SUSPENDED" }).lamp, "suspended");
});

Deno.test("late E1 stand first, then severe, overdue, in time, and those without a clock", () => {
  const rows = [
    left("none", 0, { amber: null, due: null, severe: null }),
    left("calm", 5 * HOUR),
    left("overdue", -HOUR),
    left("severe", -60 * HOUR),
    left("late-E1", -HOUR, { urgency: "E1" }),
  ];
  assert.deepEqual(order(...rows), ["late-E1", "severe", "overdue", "calm", "none"]);
});

Deno.test("among the late the graver urgency stands first, of one urgency the longest over", () => {
  const rows = [left("new", -HOUR), left("old", -2 * HOUR), left("E2", -HOUR, { urgency: "E2" })];
  assert.deepEqual(order(...rows), ["E2", "old", "new"]);
});

Deno.test("in time an urgency presses as hours do", () => {
  const rows = [
    left("E3", 3 * HOUR),
    left("E1", 6 * HOUR, { urgency: "E1" }),
    left("E4", HOUR, { urgency: "E4" }),
  ];
  assert.deepEqual(order(...rows), ["E1", "E3", "E4"]);
});

Deno.test("of equals the number decides", () => {
  assert.deepEqual(order(left("B", HOUR), left("A", HOUR)), ["A", "B"]);
});

Deno.test("what no unit has is unassigned as long as it isn't pressing", () => {
  assert.equal(cases.unassigned(left("A", 5 * HOUR, { state: "FILED" })), true);
  assert.equal(cases.unassigned(left("A", HOUR / 2, { state: "FILED" })), false);
  assert.equal(cases.unassigned(left("A", 5 * HOUR)), false);
});
