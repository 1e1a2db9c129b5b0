import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import * as say from "../../assets/js/common/words.js";
import * as tours from "../../assets/js/duty/tours.js";
import { page } from "../../assets/js/office/shown.js";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 11, 1, 4); // in Changchun
const WATER = { code: "WATER", name: "供水专员", roles: ["duty"], hours: null, shift: false };

clock.speak("Asia/Shanghai", "zh-CN");
clock.freeze(NOON);
say.speak({ "roster.day": "{day} {weekday}" }, {});

function tell(model, crew = []) {
  const dataset = { posts: JSON.stringify([WATER]), crew: JSON.stringify(crew) };
  const box = { dataset };
  page.root = { querySelector: () => box };
  page.model = model;
}

Deno.test("gaps that are over are gone, the others stand in order, half-open", () => {
  const gap = (from, to) => ({ post: "WATER", from: NOON + from * HOUR, to: NOON + to * HOUR });
  const gaps = { c: gap(5, 6), a: gap(-2, 1), gone: null, over: gap(-3, 0), b: gap(1, 5) };
  tell({ gaps });
  assert.deepEqual(tours.gaps(), [gaps.a, gaps.b, gaps.c]);
  tell({});
  assert.deepEqual(tours.gaps(), []);
});

Deno.test("a tour runs from its first instant and not in its last", () => {
  const tour = { from: NOON, to: NOON + HOUR };
  assert.deepEqual([-1, 0, HOUR - 1, HOUR].map((ms) => tours.runs(tour, NOON + ms)), [
    false,
    true,
    true,
    false,
  ]);
});

Deno.test("a span is said with its date unless it begins today, a night without a second one", () => {
  const span = (from, to) => tours.span({ from: NOON + from * HOUR, to: NOON + to * HOUR });
  assert.equal(span(6, 8), "18:00–20:00");
  assert.equal(span(8, 20), "20:00–08:00");
  assert.equal(span(32, 44), "12-02 20:00–08:00");
});

Deno.test("posts and crew are those of the page that is there", () => {
  tell({}, [["sun", "孙", "duty"]]);
  assert.equal(tours.post("WATER").name, "供水专员");
  assert.equal(tours.post("HEAT"), undefined);
  assert.deepEqual(tours.crew(), [["sun", "孙", "duty"]]);
  tell({}, []);
  assert.deepEqual(tours.crew(), []);
  assert.match(tours.day(NOON), /12月1日 周二/);
});
