import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";

const NOON = 1_795_579_200_000; // 2026-11-25 12:00 in Shanghai
// The machine's counter stands still: a busy machine changes no answer.
Object.defineProperty(performance, "now", { value: () => 1_000 });

Deno.test("before the server has said its time there is none", () => {
  assert.equal(clock.now(), null);
});

Deno.test("the message with the least delay gives the time", () => {
  clock.sync(NOON);
  clock.sync(NOON - 400); // one that was long on its way
  assert.equal(clock.now(), NOON);
  clock.sync(NOON + 300);
  assert.equal(clock.now(), NOON + 300);
});

Deno.test("what is no number changes nothing", () => {
  const before = clock.now();
  for (const wrong of [null, undefined, NaN, "12:00"]) clock.sync(wrong);
  assert.equal(clock.now(), before);
});

Deno.test("after a new connection a clock that stands elsewhere is believed", () => {
  clock.restart();
  clock.sync(NOON - 3_600_000);
  assert.equal(clock.now(), NOON - 3_600_000);
});

Deno.test("a sleep that the counter has left out is made up for", () => {
  const before = clock.now();
  clock.skip(60_000);
  assert.equal(clock.now(), before + 60_000);
});

Deno.test("a wall that looks back stands, until it runs again", () => {
  clock.freeze(NOON);
  assert.equal(clock.now(), NOON);
  clock.freeze(null);
  assert.equal(clock.now(), NOON - 3_540_000);
});

Deno.test("times are those of the district, of another day with their date", () => {
  clock.speak("Asia/Shanghai", "zh-CN");
  clock.freeze(NOON + 5_000);
  assert.equal(clock.second(NOON + 5_000), "12:00:05");
  assert.equal(clock.moment(NOON), "12:00");
  assert.equal(clock.moment(NOON - 86_400_000), "11月24日 12:00");
  assert.equal(clock.brief(NOON - 86_400_000), "11月24日");
  assert.equal(clock.stamp(NOON - 86_400_000), "11-24 12:00");
  assert.equal(clock.address(NOON), "2026-11-25T12:00");
  assert.equal(clock.minute(null), "—");
  clock.freeze(null);
});
