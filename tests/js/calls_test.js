import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import * as say from "../../assets/js/common/words.js";
import * as words from "../../assets/js/duty/call_words.js";
import { chains, mayAnswer } from "../../assets/js/duty/calls.js";

const AT = Date.UTC(2026, 10, 23, 1, 0, 5);
const NAMES = { MAIN: "主班", LEADER: "带班领导", FOREMAN: "值班长" };
const named = (code) => NAMES[code];

clock.speak("Asia/Shanghai", "zh-CN");
clock.sync(AT);
say.speak({
  "call.and": "、",
  "call.state.CALLING": "呼叫中：第 {n} 步，共 {all} 步",
  "call.round": "（第 {n} 轮）",
  "call.next": "{at} 无人应答则呼叫{post}",
  "call.next.nobody": "{at} 后再无人可呼叫",
  "call.next.late": "{at} 应到下一步",
  "call.step": "第 {n} 步 {at} 呼叫{post}",
  "call.step.NOBODY": "第 {n} 步 {at} {post}：无人在岗",
  "call.answered": "{name} {at} 已应答",
  "call.message.ACCEPTED": "{channel}：我方已受理，第 {n} 次",
  "call.message.CONFIRMED": "✓ {channel}：{at} 对方已确认",
  "call.message.FAILED": "▲ {channel}：第 {n} 次失败",
  "call.why": "（{words}）",
  "call.retry": "，{at} 再试",
  "call.given_up": "，不再自动重试",
}, { items: {}, units: {}, streets: {} });

const step = (more) => ({ n: 1, at: AT, posts: ["MAIN"], empty: "", called: [], ...more });
const sent = (more) => ({
  channel: "sms",
  status: "FAILED",
  at: AT,
  next: null,
  tries: 2,
  words: "HTTP 503",
  again: false,
  ...more,
});

Deno.test("a chain says how far it is, and whom it calls next", () => {
  const chain = { status: "CALLING", steps: [step()], of_steps: 3, round: 1, next: null };
  assert.equal(words.standing(chain), "呼叫中：第 1 步，共 3 步");
  assert.equal(words.standing({ ...chain, round: 2 }), "呼叫中：第 1 步，共 3 步（第 2 轮）");
  assert.equal(words.onward(chain, named), "");
  const next = { at: AT, posts: ["FOREMAN", "LEADER"] };
  assert.equal(words.onward({ next }, named), "09:00:05 无人应答则呼叫值班长、带班领导");
  assert.equal(words.onward({ next: { at: AT, posts: [] } }, named), "09:00:05 后再无人可呼叫");
  const missed = { next: { at: AT - 31000, posts: ["LEADER"] } };
  assert.equal(words.late({ next: { at: AT - 29000, posts: [] } }), false);
  assert.equal(words.onward(missed, named), "08:59:34 应到下一步");
});

Deno.test("a step says whom it called, or why it called nobody", () => {
  assert.equal(words.step(step({}), named), "第 1 步 09:00:05 呼叫主班");
  assert.equal(words.step(step({ empty: "NOBODY" }), named), "第 1 步 09:00:05 主班：无人在岗");
});

Deno.test("only what the other side has confirmed has a tick; a failure says what comes next", () => {
  const said = (more) => words.message(sent(more));
  assert.equal(said({ status: "ACCEPTED" }), "sms：我方已受理，第 2 次");
  assert.equal(said({ status: "CONFIRMED" }), "✓ sms：09:00:05 对方已确认");
  assert.equal(said({ next: AT + 3000 }), "▲ sms：第 2 次失败（HTTP 503），09:00:08 再试");
  assert.equal(said({ again: true }), "▲ sms：第 2 次失败（HTTP 503），不再自动重试");
});

Deno.test("who was called and hasn't answered may answer, nobody else", () => {
  const called = [{ login: "duty", answered: null }, { login: "foreman", answered: AT }];
  const chain = { steps: [step({ called })] };
  assert.equal(mayAnswer(chain, "duty"), true);
  assert.equal(mayAnswer(chain, "foreman"), false);
  assert.equal(mayAnswer(chain, "leader"), false);
});

Deno.test("chains are in the order of their places, and what more there is is none of them", () => {
  const section = { 10: { key: "c" }, 2: { key: "b" }, more: 3, 1: null, 0: { key: "a" } };
  assert.deepEqual(chains(section).map(({ key }) => key), ["a", "b", "c"]);
  assert.deepEqual(chains(undefined), []);
});
