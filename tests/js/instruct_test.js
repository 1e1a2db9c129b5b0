/* How an instruction stands, as every screen derives it. */
import assert from "node:assert/strict";
import { standingOf } from "../../assets/js/common/standing.js";

const one = { due: 1000, soon: 800, answered: null, withdrawn: null, read: [] };
const LI = { name: "Li", at: 1 };

Deno.test("an instruction stands as its limit, its readers and its answer say", () => {
  for (
    const [more, now, standing] of [
      [{}, 799, "UNREAD"],
      [{ read: [LI] }, 799, "READ"],
      [{ read: [LI] }, 800, "DUE_SOON"],
      [{}, 1000, "DUE_SOON"],
      [{}, 1001, "OVERDUE"],
      [{ answered: 1000 }, 5000, "ANSWERED"],
      [{ answered: 1001 }, 5000, "ANSWERED_LATE"],
      [{ withdrawn: 900 }, 5000, "WITHDRAWN"],
    ]
  ) assert.equal(standingOf({ ...one, ...more }, now), standing);
});
