import assert from "node:assert/strict";

Object.assign(globalThis, { window: globalThis, addEventListener() {} });
const { around, fitting, pathOf, unitsOf } = await import("../../assets/js/wall/map/drawing.js");

Deno.test("a point lies east and south of the corner, as Web Mercator draws it", () => {
  const drawn = { west: 12_500_000, north: 0, units: 100_000 };
  assert.deepEqual(unitsOf(drawn, 0, 125.5).map(Math.round), [50_000, 0]);
  const [, south] = unitsOf(drawn, -60, 125);
  assert.equal(Math.round(south / 100_000), 75); // not 60: degrees grow towards the poles
});

Deno.test("a box goes around all rings", () => {
  assert.deepEqual(around([[3, 4, 10, -2], [5, 9]]), [3, -2, 10, 9]);
});

Deno.test("what is fitted touches the nearer sides and lies in the middle of the others", () => {
  const wide = fitting([0, 0, 200, 100], [10, 10, 110, 110], 9);
  assert.deepEqual(wide, { scale: 0.5, left: 10, top: 35 });
  const high = fitting([100, 100, 200, 300], [0, 20, 100, 120], 9);
  assert.deepEqual(high, { scale: 0.5, left: -25, top: -30 });
});

Deno.test("nothing comes nearer than a map may, and without room nothing is turned over", () => {
  assert.equal(fitting([0, 0, 1, 1], [0, 0, 100, 100], 2).scale, 2);
  assert.equal(fitting([0, 0, 1, 1], [0, 30, 100, 20], 2).scale, 0);
});

Deno.test("a path is closed, ring by ring, in tenths of a pixel", () => {
  const view = { scale: 0.33, left: 1, top: 2 };
  assert.equal(pathOf([[0, 0, 10, 0, 10, 10], [1, 1]], view), "M1 2L4.3 2L4.3 5.3ZM1.3 2.3Z");
});
