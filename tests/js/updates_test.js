import assert from "node:assert/strict";
import { fakeGrid, fakePage, MODEL, told } from "./fake_page.js";

fakePage();
fakeGrid();
const clock = await import("../../assets/js/common/clock.js");
const filter = await import("../../assets/js/desk/filter.js");
const freeze = await import("../../assets/js/desk/freeze.js");
const grid = await import("../../assets/js/desk/grid.js");
const queue = await import("../../assets/js/desk/queue.js");
const selection = await import("../../assets/js/desk/selection.js");
const updates = await import("../../assets/js/desk/updates.js");

clock.freeze(5000);
filter.start(updates.filtered);
selection.start(updates.handMoved);
await grid.start({ cells: {}, passing: filter.fits, onClick() {}, onOrder() {}, onScroll() {} });

const WINDOW_MS = 150;
const windowPassed = () => new Promise((then) => setTimeout(then, WINDOW_MS));

/* Each test begins with these cases in the list, nothing waiting and nothing selected. */
async function begin(rows = { A: told(), B: told() }) {
  while (selection.deselect());
  filter.clear();
  updates.begin({ ...MODEL, rows });
  await windowPassed();
}

/* A list that waits sets timers that outlast a test. */
function test(name, fn) {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

test("with no hand on the list what comes is there within a window", async () => {
  await begin();
  updates.change({ C: told(), A: null });
  await windowPassed();
  assert.deepEqual(grid.numbers(), ["B", "C"]);
  assert.equal(freeze.on(), false);
});

test("a window takes in all that has come in it at once", async () => {
  await begin();
  for (let version = 2; version < 50; version += 1) updates.change({ A: told({ version }) });
  assert.equal(queue.row("A").version, 1);
  await windowPassed();
  assert.equal(queue.row("A").version, 49);
});

test("under a hand the list stands, and what is in the hand is written in its place", async () => {
  await begin();
  selection.go("A");
  assert.deepEqual(freeze.reason(), ["hold.here", {}]);
  updates.change({ A: told({ version: 2 }), B: told({ version: 2 }), C: told() });
  await windowPassed();
  assert.deepEqual(grid.numbers(), ["A", "B"]);
  assert.deepEqual([queue.row("A").version, queue.row("B").version], [2, 1]);
  assert.deepEqual([...queue.waits()], ["B", "C"]);
});

test("asked for, it shows all that has waited, and stays in the hand", async () => {
  await begin();
  selection.go("A");
  updates.change({ B: told({ version: 2 }), C: told() });
  updates.show();
  assert.deepEqual(grid.numbers(), ["A", "B", "C"]);
  assert.equal(queue.row("B").version, 2);
  assert.equal(selection.at(), "A");
  assert.equal(queue.clean(), true);
});

test("let go, it takes in by itself what has waited", async () => {
  await begin();
  selection.go("A");
  updates.change({ C: told() });
  selection.deselect();
  await windowPassed();
  assert.deepEqual(grid.numbers(), ["A", "B", "C"]);
});

test("a case in the hand that is closed is marked gone, and leaves when the list is renewed", async () => {
  await begin();
  selection.go("A");
  updates.change({ A: null });
  assert.equal(queue.row("A").gone, true);
  assert.deepEqual(grid.numbers(), ["A", "B"]);
  updates.show();
  assert.deepEqual(grid.numbers(), ["B"]);
  assert.equal(selection.at(), null);
});

test("chosen cases hold the list, and are kept by their numbers", async () => {
  await begin();
  selection.chooseThese(["B", "nowhere"]);
  assert.deepEqual(freeze.reason(), ["hold.chosen", { n: 1 }]);
  updates.change({ A: null, C: told() });
  updates.show();
  assert.deepEqual([grid.numbers(), selection.chosen()], [["B", "C"], ["B"]]);
});

test("another filter shows what fits, and lets go of what doesn't", async () => {
  await begin({ A: told({ urgency: "E1" }), B: told() });
  selection.go("B");
  filter.set("urgency=E1");
  assert.deepEqual(grid.numbers(), ["A"]);
  assert.equal(selection.at(), null);
});

test("a snapshot after a lost line is compared: only what differs waits", async () => {
  await begin();
  selection.go("A");
  updates.snapshot({ ...MODEL, rows: { A: told(), C: told() } });
  assert.deepEqual([...queue.waits()].toSorted(), ["B", "C"]);
});

test("time alone turns a lamp", async () => {
  await begin();
  clock.freeze(12_000);
  updates.tick();
  assert.equal(queue.row("A").lamp, "overdue");
  await windowPassed();
  clock.freeze(5000);
});
