import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import * as say from "../../assets/js/common/words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

say.speak(
  {
    minutes: "{n}分",
    hours: "{h}时{m}分",
    ten_hours: "{h}时",
    days: "{n}天",
    age_s: "{n}秒",
    over: "超{t}",
    left: "剩{t}",
  },
  { streets: { S08: "永吉" }, units: {} },
);

for (
  const [ms, words] of [
    [0, "0分"],
    [MINUTE - 1, "0分"],
    [59 * MINUTE, "59分"],
    [HOUR, "1时00分"],
    [-(3 * HOUR + 48 * MINUTE), "3时48分"],
    [15 * HOUR + 59 * MINUTE, "15时"],
    [DAY, "1.0天"],
    [4.29 * DAY, "4.2天"],
    [12.9 * DAY, "12天"],
  ]
) {
  Deno.test(`${ms} ms are ${words}`, () => assert.equal(say.duration(ms), words));
}

Deno.test("roughly, hours are whole", () => assert.equal(say.duration(3.9 * HOUR, true), "3时"));

Deno.test("seconds become minutes", () => {
  assert.deepEqual([59, 60, 119].map(say.seconds), ["59秒", "1分", "1分"]);
});

Deno.test("a count is grouped, and what is no count is not known", () => {
  assert.deepEqual([1402, -3, 0].map(say.count), ["1,402", "−3", "0"]);
  assert.deepEqual([1.5, "7", null, undefined].map(say.count), ["—", "—", "—", "—"]);
});

Deno.test("a name that nobody knows stands for itself, and an inherited one isn't known", () => {
  assert.equal(say.name("streets", "S08"), "永吉");
  assert.equal(say.name("streets", "S99"), "S99");
  assert.equal(say.name("streets", "toString"), "toString");
  assert.equal(say.name("units", null), "—");
  assert.equal(say.place("S08", 206), "永吉 206");
  assert.equal(say.place("S08", null), "永吉");
});

Deno.test("a key without words is not known", () => {
  assert.equal(say.fill("nothing"), "—");
  assert.equal(say.fill("constructor"), "—");
});

Deno.test("a value is put in as it is, whatever it looks like", () => {
  assert.equal(say.fill("over", { t: "{n} $& <b>" }), "超{n} $& <b>");
});

Deno.test("time left is time left at the deadline itself, and over after it", () => {
  clock.freeze(10 * HOUR);
  assert.equal(say.due(11 * HOUR), "剩1时00分");
  assert.equal(say.due(10 * HOUR), "剩0分");
  assert.equal(say.due(10 * HOUR - 1), "超0分");
  assert.equal(say.due(null), "—");
});
