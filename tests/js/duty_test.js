import assert from "node:assert/strict";
import * as say from "../../assets/js/common/words.js";
import { what, which } from "../../assets/js/duty/point_words.js";

const WORDS = {
  "point.REPORT": "{report}",
  "point.REPORT.unsigned": "{report} · 待签发",
  "point.ALERT": "告警：{turn}",
  "point.UNDISPATCHED.linked": "特急待派遣 {n} 件",
  "point.MILESTONE": "缺节点：{milestone}",
  "report.FOLLOW_UP": "续报{n}",
  "report.FIRST": "初报",
  "numeral.2": "二",
  "turn.RED": "超期",
  "milestone.ON_SITE": "到场",
  unclassified: "未分类",
};

say.speak(WORDS, { items: { "0101": "水质异常" }, units: {}, streets: {} });

Deno.test("a report is called by its kind and number, and says that it waits for its signature", () => {
  assert.equal(what({ kind: "REPORT", more: "FOLLOW_UP", n: 2, unsigned: false }), "续报二");
  assert.equal(what({ kind: "REPORT", more: "FIRST", n: 0, unsigned: true }), "初报 · 待签发");
});

Deno.test("several cases of one incident are called by their number", () => {
  const cases = { kind: "UNDISPATCHED", more: "LINKED", n: 39, unsigned: false };
  assert.equal(what(cases), "特急待派遣 39 件");
});

Deno.test("an alert is called by its turn, a milestone by its name", () => {
  assert.equal(what({ kind: "ALERT", more: "RED", n: 0, unsigned: false }), "告警：超期");
  assert.equal(what({ kind: "MILESTONE", more: "ON_SITE", n: 0, unsigned: false }), "缺节点：到场");
});

Deno.test("which one it is: the title or the item with the number, a source's or officer's name", () => {
  const no = "NG20261123-0001";
  assert.equal(which({ kind: "ALERT", of: no, title: "", item: "0101" }), `水质异常 · ${no}`);
  assert.equal(which({ kind: "ALERT", of: no, title: "", item: null }), `未分类 · ${no}`);
  assert.equal(which({ kind: "SUSPECTED", of: "NGI1", title: "起火", item: null }), "起火 · NGI1");
  assert.equal(which({ kind: "SOURCE", of: "12345", title: "", item: null }), "12345");
  assert.equal(which({ kind: "HANDOVER", of: "00000001", title: "孙", item: null }), "孙");
});
