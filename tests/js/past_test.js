import assert from "node:assert/strict";
import { fakeWall } from "./fake_page.js";

const NOON = Date.UTC(2026, 10, 23, 4, 0); // in the district
const MINUTE_MS = 60000;
const LED_MS = 300; // a step waits for the next one a little less than this

/* As much of an element as the bar needs: attributes, listeners, and a field that is put in. */
function element(dataset = {}) {
  const [attributes, own] = [new Map(), {}];
  return {
    dataset,
    own,
    append(field) {
      own.field = field;
    },
    addEventListener: (event, then) => (own[event] = then),
    hasAttribute: (name) => attributes.has(name),
    getAttribute: (name) => attributes.get(name) ?? null,
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
  };
}

const bar = { "wall-past-bar": element() };
const page = fakeWall("/wall/overview?at=2026-11-23T12:00", bar);
const { heard, told } = page;
document.createElement = () => element();
const clock = await import("../../assets/js/common/clock.js");
const { begin } = await import("../../assets/js/live/page.js");
const past = await import("../../assets/js/wall/past.js");
const { enter, wall } = await import("../../assets/js/wall/shown.js");

clock.speak("Asia/Shanghai", "zh-CN");
past.start();
begin({});
page.made();
await null;

/* The wall of this minute, or of now, comes into the page, where its address may be already. */
function comes(minute = NOON) {
  const said = minute === null ? {} : { past: String(minute), minute: clock.address(minute) };
  const place = element({ name: "Minute" });
  const root = Object.assign(element(said), {
    querySelector: () => place,
    querySelectorAll: () => [],
  });
  location.search = minute === null ? "" : `?at=${clock.address(minute)}`;
  enter(root);
  past.mount(root);
  return { root, field: place.own.field };
}

const press = (key, target = null) => heard.keydown({ key, target, preventDefault() {} });
const led = () => new Promise((then) => setTimeout(then, LED_MS));
const after = (minutes) => clock.address(NOON + minutes * MINUTE_MS);
const way = (minutes) => `/wall/overview?at=${encodeURIComponent(after(minutes))}`;

/* Every test begins at noon, another screen than before, with nothing on its way. */
function test(name, fn) {
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      comes(null);
      told.length = 0;
      await fn(comes());
    },
  });
}

test("steps that are pressed before the drawn wall gives way lead on from where they are", async () => {
  press("ArrowLeft");
  const { root, field } = comes();
  assert.equal(wall.again, true);
  assert.deepEqual([field.value, root.getAttribute("data-keyed")], [after(-1), ""]);
  press("PageUp");
  await led();
  assert.deepEqual(told, [way(-11)]);
});

test("a step that is pressed while the one before is on its way isn't lost when that arrives", async () => {
  press("ArrowLeft");
  await led();
  press("ArrowLeft");
  const { field } = comes(NOON - MINUTE_MS);
  assert.deepEqual([wall.again, field.value], [false, after(-2)]);
  await led();
  assert.deepEqual(told, [way(-1), way(-2)]);
});

test("Escape leads to now, and no step before it leads back", async () => {
  press("ArrowLeft");
  press("Escape");
  await led();
  assert.deepEqual(told, ["/wall/overview"]);
});

test("what is being written stays, and counts once when the field is left", async () => {
  const { field } = comes();
  document.activeElement = field;
  field.value = after(-30);
  field.own.change();
  field.own.blur(); // it goes with the drawn wall, and has the focus again on Dash's
  assert.equal(comes().field, field);
  await led();
  assert.deepEqual([field.value, told], [after(-30), []]);
  document.activeElement = null;
  field.own.blur();
  field.own.blur();
  await led();
  assert.deepEqual(told, [way(-30)]);
});

test("keys in the field are the field's own", async () => {
  const { field } = comes();
  press("ArrowLeft", field);
  await led();
  assert.deepEqual([field.value, told], [after(0), []]);
  field.value = after(-5);
  press("Enter", field);
  assert.equal(told.length, 1);
});
