import assert from "node:assert/strict";
import * as clock from "../../assets/js/common/clock.js";
import { days, toCases } from "../../assets/js/leaders/shown.js";
import { address, page } from "../../assets/js/office/shown.js";

const DAY = 24 * 3_600_000;
const UNTIL = Date.parse("2026-11-23T17:42:00+08:00");

clock.speak("Asia/Shanghai", "zh-CN");

/* A link as far as an attribute goes. */
function link() {
  const kept = new Map();
  return {
    hasAttribute: (name) => kept.has(name),
    getAttribute: (name) => kept.get(name) ?? null,
    setAttribute: (name, value) => kept.set(name, value),
    removeAttribute: (name) => kept.delete(name),
  };
}

function led(model, ...asked) {
  const found = link();
  page.model = model;
  toCases(found, ...asked);
  return found.getAttribute("href");
}

Deno.test("an address keeps the page's language and colours", () => {
  page.root = { dataset: { onward: "?lang=en&theme=dark" } };
  assert.equal(address("/wall/queue", { of: "open" }), "/wall/queue?of=open&lang=en&theme=dark");
  page.root = { dataset: { onward: "" } };
  assert.equal(address("/leaders"), "/leaders");
});

Deno.test("a number leads to its metric's cases in the window that it was counted in", () => {
  page.root = { dataset: { onward: "" } };
  const span = { since: UNTIL - 7 * DAY, until: UNTIL };
  assert.equal(days(span), 7);
  const href = led({ span }, "late", { unit: "U01" });
  const asked = Object.fromEntries(new URL(href, "http://centre.example").searchParams);
  const window = { since: "2026-11-16T17:42", until: "2026-11-23T17:42" };
  assert.deepEqual(asked, { of: "late", ...window, unit: "U01" });
});

Deno.test("before the days behind are known it leads nowhere", () => {
  assert.equal(led({ span: {} }, "late"), null);
  assert.equal(led(null, "late"), null);
});
