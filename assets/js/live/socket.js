/* The screen's model over the socket: a snapshot, then changes; whatever doesn't fit asks for a
   snapshot again, and every connection begins with one. */
import * as clock from "../common/clock.js";
import { merge } from "./model.js";
import * as renewal from "./renewal.js";
import { whenAwake } from "./waking.js";

const ASK_AGAIN_MS = 5000;
const SILENCE_MS = 12000;
const DOUBT_MS = 5000; // two beats and a little: after a sleep nobody waits for a third
const ANSWER_MS = 2000;
const ENTER_MS = 250; // whoever asks faster is given only the last, and later

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

/* A copy: nobody changes the model by looking at it. */
export const copy = () => structuredClone(model);

/* Connect now; view.snapshot(model), view.change(set, model) and view.checked() follow. Returns
   what says something to the server, as far as there is a line. */
export function open(screen, view) {
  const socket = io({ ...renewal.CONNECTION, auth: (send) => send({ screen, build: live.build }) });
  let entering = false; // until the snapshot of another screen is here, nothing fits
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

  /* Now or not at all: what socket.io keeps for a later connection has no meaning there. */
  function say(...words) {
    if (socket.connected) socket.emit(...words);
  }

  /* Another screen on the same line; without one, the next line begins with it. */
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

  /* The server cuts who doesn't answer; on a busy day there may be no beat for long. */
  function seen() {
    const here = performance.now();
    if (here - answered < ANSWER_MS) return;
    answered = here;
    say("seen", { rev: live.rev, ...view.drawn?.() });
  }

  function again() {
    // socket.io itself comes back from a lost network, but not from a server's no.
    if (!socket.active) setTimeout(() => socket.connect(), renewal.jitter());
  }

  /* A server that answers pings and tells nothing any more: the next line may lead to a better. */
  let heard = 0;
  function leave(silence) {
    if (socket.connected && performance.now() - heard > silence) socket.io.engine.close();
  }
  setInterval(() => leave(SILENCE_MS), ASK_AGAIN_MS);
  whenAwake((slept) => leave(slept ? 0 : DOUBT_MS));
  socket.onAny(() => (heard = performance.now()));
  socket.on("connect", () => (heard = performance.now()));

  socket.on("connect_error", async () => {
    again();
    const refused = await renewal.refusal();
    if (!socket.connected) live.refused = refused;
  });
  // Nothing is made ready at "connect": the snapshot that a connection begins with comes first.
  socket.on("disconnect", () => {
    asked = null;
    entering = false;
    clock.restart();
    again();
  });

  socket.on("snapshot", (message) => {
    clock.sync(message.now);
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

  // What a wall that is a device has to show.
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
