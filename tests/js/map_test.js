import assert from "node:assert/strict";
import { byPlace, cellId } from "../../assets/js/wall/map/cells.js";

const incident = (no, grid, at = [125.3, 43.8]) => ({ no, grid, at });
const gathered = (...incidents) =>
  [...byPlace(incidents)].map(([place, all]) => [place, all.map(({ no }) => no)]);

Deno.test("a cell has its grid's number in three figures", () => {
  assert.deepEqual([1, 206, null, undefined].map(cellId), ["G001", "G206", null, null]);
});

Deno.test("incidents in one cell share a mark, wherever in it they are, the first one first", () => {
  const found = gathered(
    incident("fire", 206),
    incident("gas", 205),
    incident("heat", 206, [125.4, 43.9]),
    incident("water", 206),
  );
  assert.deepEqual(found, [["G206", ["fire", "heat", "water"]], ["G205", ["gas"]]]);
});

Deno.test("without a grid they share one at the same point", () => {
  const here = [125.31, 43.86];
  assert.deepEqual(
    gathered(
      incident("fire", null, here),
      incident("gas", null),
      incident("heat", null, [...here]),
    ),
    [["125.31,43.86", ["fire", "heat"]], ["125.3,43.8", ["gas"]]],
  );
});

Deno.test("where there is none there is no mark", () => {
  assert.deepEqual(gathered(), []);
});
