/* The screen's model over the socket: a snapshot, then changes; if anything doesn't fit, another
   snapshot is requested, and every connection begins with one. */
import * as clock from "../common/clock.js";
import { merge } from "./model.js";
import * as renewal from "./renewal.js";
import { whenAwake } from "./waking.js";

const ASK_AGAIN_MS = 5000;
const SILENCE_MS = 12000;
const DOUBT_MS = 5000; // a little more than two beats: after a sleep nobody waits for a third
const ANSWER_MS = 2000;
const ENTER_MS = 250; // faster requests get only the last screen, and later

let model = null;
/** What is known of the line; `enter(screen)` once there is one. @type {Model} */
export const live = {
  dataAt: null,
  refused: null,
  rev: null,
  seq: null,
  build: null,
  enter(_screen) {},
};

/* A copy, so that readers can't change the model. */
export const copy = () => structuredClone(model);

/* Connects now; view.snapshot(model), view.change(set, model) and view.checked() follow. Returns
   a function that sends to the server while there is a line. */
export function open(screen, view) {
  const socket = io({ ...renewal.CONNECTION, auth: (send) => begin(send) });
  let begun = null; // the screen with which a line begins, until it is there
  let entering = false; // until the snapshot of another screen arrives, no change fits
  let asked = null;
  let answered = 0;
  let entered = -ENTER_MS;
  let entry = null;
  let outdated = false;

  function current(message) {
    live.rev = message.rev;
    live.seq = message.seq;
    live.dataAt = message.now;
  }

  function begin(send) {
    begun = screen;
    send({ screen, build: live.build });
  }

  /* Sends now or never: socket.io would keep it for a later connection, where it means nothing. */
  function say(...words) {
    if (socket.connected) socket.emit(...words);
  }

  /* Switches the screen on this line; without a line, the next one begins with it. */
  function enter(another) {
    if (another === screen) return;
    screen = another;
    model = null;
    entering = socket.connected;
    clearTimeout(entry);
    const pause = Math.max(0, entered + ENTER_MS - performance.now());
    entry = setTimeout(() => {
      entered = performance.now();
      say("enter", screen);
    }, pause);
  }

  function resync() {
    const here = performance.now();
    if (entering || (asked !== null && here - asked < ASK_AGAIN_MS)) return;
    asked = here;
    say("resync");
  }

  /* The server cuts off clients that don't answer; on a busy day there may be no beat for long. */
  function seen() {
    const here = performance.now();
    if (here - answered < ANSWER_MS) return;
    answered = here;
    say("seen", { rev: live.rev, ...view.drawn?.() });
  }

  function again() {
    // socket.io reconnects after a lost network, but not after a server's refusal.
    if (!socket.active) setTimeout(() => socket.connect(), renewal.jitter());
  }

  /* If a server answers pings but sends nothing any more, a new line may lead to a better one. */
  let heard = 0;
  function leave(silence) {
    if (socket.connected && performance.now() - heard > silence) socket.io.engine.close();
  }
  setInterval(() => leave(SILENCE_MS), ASK_AGAIN_MS);
  whenAwake((slept) => leave(slept ? 0 : DOUBT_MS));
  socket.onAny(() => (heard = performance.now()));
  socket.on("connect", () => {
    heard = performance.now();
    clearTimeout(entry);
    entering = begun !== screen; // another one was asked for while the line was coming
    begun = null;
    if (entering) say("enter", screen);
  });

  socket.on("connect_error", async () => {
    again();
    const refused = await renewal.refusal();
    if (!socket.connected) live.refused = refused;
  });
  // Nothing is reset at "connect": the snapshot that begins a connection arrives first.
  socket.on("disconnect", () => {
    asked = null;
    entering = false;
    clock.restart();
    again();
  });

  socket.on("snapshot", (message) => {
    clock.sync(message.now);
    if (begun !== null && begun !== screen) return;
    asked = null;
    entering = false;
    live.refused = null;
    model = message.model;
    current(message);
    live.build = live.build ?? message.build;
    outdated = live.build !== message.build;
    if (outdated) renewal.renew();
    view.snapshot(model);
  });

  socket.on("change", (message) => {
    clock.sync(message.now);
    if (entering) return undefined;
    if (model === null || message.rev !== live.rev + 1) return resync();
    merge(model, message.set);
    current(message);
    view.change(message.set, model);
    seen();
  });

  // What a wall device must show.
  socket.on("order", (message) => view.order?.(message));

  socket.on("beat", (message) => {
    clock.sync(message.now);
    if (entering) return;
    if (model !== null && message.rev === live.rev) current(message);
    else resync();
    answered = 0;
    seen();
    if (outdated) renewal.renew();
    view.checked();
  });
  live.enter = enter;
  return say;
}
