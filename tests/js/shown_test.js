import assert from "node:assert/strict";

const AT = "http://wall.example";
Object.assign(globalThis, {
  location: new URL(`${AT}/wall/map?lang=en`),
  history: { state: null, replaceState: (_state, _title, url) => moved(new URL(url, AT)) },
});
const moved = (url) => (location.href = url.href);
const { address, enter, wall } = await import("../../assets/js/wall/shown.js");

/* Another wall comes into the page at the present address. */
function comes() {
  const root = {};
  enter(root);
  assert.equal(wall.root, root);
  return wall.again;
}

Deno.test("a wall is mounted once more where it gives way to another of its address", () => {
  wall.model = { figures: {} }; // it may be there before the wall
  assert.deepEqual([comes(), wall.screen], [false, "wall/map?lang=en"]);
  assert.deepEqual([comes(), wall.model], [true, { figures: {} }]);
});

Deno.test("what was chosen on it changes its address, and makes it no other wall", () => {
  address({ cell: "206" });
  assert.equal(wall.screen, "wall/map?lang=en&cell=206");
  assert.equal(comes(), true);
  address({ cell: null, layer: "open" });
  assert.deepEqual([comes(), wall.screen], [true, "wall/map?lang=en&layer=open"]);
});

Deno.test("an address that Dash has read too early is put right", () => {
  moved(new URL(`${AT}/wall/map?lang=en`));
  assert.equal(comes(), true);
  assert.equal(location.href, `${AT}/wall/map?lang=en&layer=open`);
});

Deno.test("at another address it is another wall, and nothing is known of it yet", () => {
  moved(new URL(`${AT}/wall/queue?lang=en`));
  assert.deepEqual([comes(), wall.model, wall.screen], [false, null, "wall/queue?lang=en"]);
  moved(new URL(`${AT}/wall/map?lang=en`));
  assert.equal(comes(), false);
});
