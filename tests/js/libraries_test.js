import assert from "node:assert/strict";

/* A page that is drawn, whose clock stands still: `due` are the timers that it has set. */
const scripts = ["/react.js", "/dash_renderer.js"].map((src) => ({ src }));
const run = [];
const due = [];
let renderers = 0;

Object.assign(globalThis, {
  window: globalThis,
  addEventListener() {},
  requestAnimationFrame: (then) => then(),
  setTimeout: (then, ms = 0) => due.push([ms, then]),
  DashRenderer: class {
    constructor() {
      renderers += 1;
    }
  },
  MutationObserver: class {
    observe() {}
  },
  document: {
    readyState: "complete",
    head: { append: (script) => run.push(script) },
    createElement: () => ({}),
    getElementById: (id) =>
      id === "page-libraries" ? { content: { querySelectorAll: () => scripts } } : null,
  },
});
const { begin, needs } = await import("../../assets/js/live/page.js");
const settled = async () => {
  for (let turns = 0; turns < 20; turns++) await null;
};
const pass = (ms) =>
  due.splice(0).forEach(([after, then]) => after <= ms ? then() : due.push([after, then]));

let drawn = () => {};
needs(new Promise((done) => (drawn = done)));
needs(Promise.reject(new Error("a drawing that didn't come")));
begin({});

Deno.test("libraries wait until the first picture is painted, then run in their order", async () => {
  await settled();
  pass(0);
  await settled();
  assert.deepEqual(run, []);
  drawn();
  await settled();
  assert.deepEqual(run, []);
  pass(0);
  await settled();
  assert.deepEqual(run.map(({ src, async }) => [src, async]), [
    ["/react.js", false],
    ["/dash_renderer.js", false],
  ]);
});

Deno.test("Dash starts once, when all of them have run", async () => {
  run[1].onload();
  await settled();
  assert.equal(renderers, 0);
  run[0].onload();
  await settled();
  assert.equal(renderers, 1);
});

Deno.test("a picture that doesn't come holds them up only for a while", async () => {
  run.length = 0;
  needs(new Promise(() => {}));
  begin({});
  await settled();
  pass(1000);
  await settled();
  assert.deepEqual(run, []);
  pass(1500);
  await settled();
  assert.equal(run.length, 2);
});
