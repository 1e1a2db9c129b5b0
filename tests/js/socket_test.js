import assert from "node:assert/strict";

/* A line that a test plays: what the page says, and what comes to it. */
function fakeLine() {
  const heard = {};
  const line = { connected: false, active: true, said: [], began: null };
  const socket = Object.assign(line, {
    onAny() {},
    on: (event, then) => (heard[event] ??= []).push(then),
    emit: (...words) => line.said.push(words),
    io: { engine: { close() {} } },
  });
  line.comes = (event, message) => heard[event].forEach((then) => then(message));
  globalThis.io = ({ auth }) => {
    line.calls = () => auth((told) => (line.began = told.screen));
    return socket;
  };
  return line;
}

Object.assign(globalThis, { window: globalThis, document: { addEventListener() {} } });
const { live, open } = await import("../../assets/js/live/socket.js");

const snapshot = (of) => ({ rev: 1, seq: 1, now: 1000, build: "first", model: { of } });

/* Its watch over the line outlasts a test. */
function test(name, fn) {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

function opened() {
  const line = fakeLine();
  const shown = [];
  open("wall/overview", { snapshot: ({ of }) => shown.push(of), change() {}, checked() {} });
  line.calls();
  return { line, shown };
}

/* As socket.io does it: what came with the line is given out just before it is called connected. */
function connects(line) {
  line.connected = true;
  line.comes("snapshot", snapshot(line.began));
  line.comes("connect");
}

test("a line begins with the screen that it was opened for, and says nothing more", () => {
  const { line, shown } = opened();
  connects(line);
  assert.deepEqual([shown, line.said], [["wall/overview"], []]);
});

test("a screen that is asked for while the line is coming is entered, once", async () => {
  const { line, shown } = opened();
  live.enter("wall/queue");
  connects(line);
  await new Promise((then) => setTimeout(then, 300));
  assert.deepEqual([shown, line.said], [[], [["enter", "wall/queue"]]]);
  line.comes("snapshot", snapshot("wall/queue"));
  assert.deepEqual(shown, ["wall/queue"]);
});

test("after an outage the line begins with the present screen", () => {
  const { line, shown } = opened();
  connects(line);
  line.connected = false;
  line.comes("disconnect");
  live.enter("wall/queue");
  line.calls();
  connects(line);
  assert.deepEqual([shown, line.said], [["wall/overview", "wall/queue"], []]);
});
