import assert from "node:assert/strict";
import { fakePage } from "./fake_page.js";

fakePage("?lamp=overdue,severe&street=S08&lang=en&nothing=x");
const filter = await import("../../assets/js/desk/filter.js");
let changes = 0;
filter.start(() => (changes += 1));

const row = (more) => ({
  no: "A",
  lamp: "overdue",
  state: "PROCESSING",
  seat: "UNIT",
  urgency: "E3",
  street: "S08",
  unit: "U01",
  item: "0101",
  grid: 206,
  incident: null,
  ...more,
});

Deno.test("the address says what is shown: any of one heading, and all of the headings", () => {
  assert.equal(filter.fits(row()), true);
  assert.equal(filter.fits(row({ lamp: "severe" })), true);
  assert.equal(filter.fits(row({ lamp: "none" })), false);
  assert.equal(filter.fits(row({ street: "S09" })), false);
});

Deno.test("the query keeps what else the address says", () => {
  assert.equal(filter.query(), "lang=en&nothing=x&lamp=overdue,severe&street=S08");
});

Deno.test("a value is taken in and out, and each time it is told", () => {
  const before = changes;
  filter.toggle("unit", "U01");
  assert.equal(filter.has("unit", "U01"), true);
  filter.toggle("unit", "U01");
  assert.equal(filter.has("unit", "U01"), false);
  assert.equal(filter.narrows("unit"), false);
  assert.equal(changes, before + 2);
});

Deno.test("another filter takes the place of this one; what it doesn't know it leaves out", () => {
  filter.set("urgency=E1&nonsense=1&state=");
  assert.deepEqual(filter.active(), [["urgency", "E1"]]);
});

Deno.test("what is not known is found under its own sign", () => {
  filter.set(`unit=${filter.NONE}`);
  assert.equal(filter.fits(row({ unit: null })), true);
  assert.equal(filter.fits(row()), false);
});

Deno.test("a case that waits for several things is found by each", () => {
  filter.set("wait=extension");
  assert.equal(filter.fits(row({ return_pending: true, extension_pending: true })), true);
  assert.equal(filter.fits(row({ return_pending: true })), false);
});

Deno.test("a count is what its value would show beside the other headings' choices", () => {
  filter.set("lamp=overdue&unit=U01");
  const rows = [
    row(),
    row({ unit: "U02" }),
    row({ lamp: "none" }),
    row({ lamp: "none", unit: "U02" }),
  ];
  const found = filter.tally(rows);
  assert.deepEqual([found.all, found.total], [1, 4]);
  assert.deepEqual(found.lamp, { overdue: 1, none: 1 });
  assert.deepEqual(found.unit, { U01: 1, U02: 1 });
  assert.deepEqual(found.urgency, { E3: 1 });
});

Deno.test("a view that was saved long ago calls amber soon", () => {
  filter.set("lamp=soon,overdue");
  assert.deepEqual(filter.active(), [["lamp", "amber"], ["lamp", "overdue"]]);
});

Deno.test("cleared, everything fits", () => {
  filter.clear();
  assert.deepEqual(filter.active(), []);
  assert.equal(filter.fits(row({ lamp: "none", street: null })), true);
});
