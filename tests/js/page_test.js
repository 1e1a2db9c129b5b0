import assert from "node:assert/strict";

/* As much of a page as has a screen: its parts know their parent, their children and their id. */
const ids = new Map();
let active = null;

function part(id, ...children) {
  const made = { id, children, parentElement: null, scrollTop: 0, scrollLeft: 0 };
  for (const child of children) child.parentElement = made;
  return Object.assign(made, {
    contains: (one) => made === one || children.some((child) => child.contains(one)),
    querySelectorAll: () => children.flatMap((child) => [child, ...child.querySelectorAll()]),
    querySelector: () => ids.get("page-outlet") ?? null,
    focus: () => (active = made),
    scrollTo: ({ top, left }) => Object.assign(made, { scrollTop: top, scrollLeft: left }),
    replaceChildren: () => comes(dash),
    remove() {},
  });
}

function comes(screen) {
  for (const one of [screen, ...screen.querySelectorAll()]) if (one.id) ids.set(one.id, one);
}

const screen = () => part("wall", part(""), part("", part("rows", part(""), part(""))));
const [drawn, dash] = [screen(), screen()];
const told = [];
let seen = () => {};

Object.assign(globalThis, {
  window: globalThis,
  addEventListener() {},
  dash_clientside: { set_props: (id, props) => told.push([id, props]) },
  DashRenderer: class {},
  MutationObserver: class {
    constructor(then) {
      seen = then;
    }
    observe() {}
    disconnect() {}
  },
  document: {
    readyState: "complete",
    addEventListener() {},
    getElementById: (id) => ids.get(id) ?? null,
    get activeElement() {
      return active;
    },
  },
});
const { begin, madeFor, setProps, takeBack } = await import("../../assets/js/live/page.js");

comes(drawn);
ids.set("page-frame", part("page-frame", drawn));
ids.set("react-entry-point", part("react-entry-point"));
begin({});

Deno.test("until Dash has come it is told the last of what is set, and nothing taken back", () => {
  setProps("page-location", { pathname: "/wall/queue", search: "" });
  setProps("page-location", { pathname: "/wall/load" });
  setProps("grids", { url: "/geo" });
  assert.equal(takeBack("grids"), true);
  assert.equal(takeBack("grids"), false);
  seen();
  assert.deepEqual([told, madeFor()], [[], 0]);
});

Deno.test("focus and scrolling go over to the screen that Dash has made, and Dash is told", async () => {
  const focused = ({ children: [, { children: [rows] }] }) => rows.children[1];
  drawn.scrollTop = 420;
  active = focused(drawn);
  ids.set("page-outlet", dash);
  seen();
  await null;
  assert.equal(active, focused(dash));
  assert.equal(dash.scrollTop, 420);
  assert.deepEqual(told.splice(0), [["page-location", { pathname: "/wall/load", search: "" }]]);
});

Deno.test("from then on it is told at once", () => {
  setProps("grids", { url: "/geo" });
  assert.deepEqual(told, [["grids", { url: "/geo" }]]);
  assert.equal(takeBack("grids"), false);
});
