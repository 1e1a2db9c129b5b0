import assert from "node:assert/strict";
import { fakeWall } from "./fake_page.js";

const page = fakeWall("/wall/overview?lang=en");
const { heard, told } = page;
let backs = 0;
history.back = () => (backs += 1);
const { begin } = await import("../../assets/js/live/page.js");
const pointer = await import("../../assets/js/wall/pointer.js");

pointer.start();
pointer.watch({ addEventListener: (event, then) => (heard[event] = then) });
begin({});

/* A click on a link, or Enter on it; what more the event says. */
function follow(href, more = {}) {
  const door = { getAttribute: () => href };
  heard.click({ target: { closest: () => door }, button: 0, preventDefault() {}, ...more });
}

const escape = () => heard.keydown({ key: "Escape" });

Deno.test("a link that has led nowhere yet is taken back by Escape, and the page isn't left", () => {
  follow("/wall/queue?of=overdue");
  escape();
  escape();
  assert.equal(backs, 0);
});

Deno.test("of links that are followed before Dash has come the last one leads on, once", async () => {
  follow("/wall/queue?of=overdue");
  follow("/wall/load");
  page.made();
  await null;
  assert.deepEqual(told.splice(0), ["/wall/load?lang=en"]);
  escape();
  escape();
  assert.equal(backs, 1);
});

Deno.test("a link with a key for a new window is the browser's", () => {
  follow("/wall/load", { ctrlKey: true });
  escape();
  assert.deepEqual([told, backs], [[], 1]);
});
