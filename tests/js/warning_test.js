/* Which warnings stand by the clock, and what is said of one. */
import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import * as warning from "../../assets/js/common/warning.js";
import * as say from "../../assets/js/common/words.js";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 11, 1, 4); // in Changchun

clock.speak("Asia/Shanghai", "zh-CN");
clock.freeze(NOON);
say.speak({
  "warning.language": "zh",
  "warning.BLUE": "{event}蓝色预警",
  "warning.until": "有效至 {at}",
  "warning.between": "{from} 起，有效至 {at}",
  "warning.source": "来源 {name}",
}, {});

const one = (from, until, more = {}) => ({
  no: "1",
  level: 4,
  word: "BLUE",
  issuer: "长春市气象台",
  from: NOON + from * HOUR,
  until: NOON + until * HOUR,
  zh: { event: "寒潮", headline: "" },
  en: { event: "Cold wave", headline: "" },
  ...more,
});

Deno.test("a warning ends in its last instant, without a word from the server", () => {
  const section = { 0: one(-2, 1), 1: one(-2, 0), 2: null, more: 4 };
  assert.deepEqual(warning.standing(section), [section[0]]);
  assert.equal(warning.others(section, 1), 4);
  assert.equal(warning.others({ 1: one(-2, 0), more: 4 }, 0), 0);
  assert.deepEqual(warning.standing(), []);
});

Deno.test("it says what, by whom, until when, and from when if that is still to come", () => {
  assert.equal(warning.title(one(-1, 2)), "寒潮蓝色预警");
  assert.equal(warning.source(one(-1, 2)), "来源 长春市气象台");
  assert.equal(warning.until(one(-1, 2)), "有效至 14:00");
  assert.equal(warning.until(one(1, 2)), "13:00 起，有效至 14:00");
});
