/* The one global, `cc`, and the start of a Dash page. */
import { copy, live } from "./socket.js";

/* `parts` are the functions that the server's maps name, and what tests read. */
export function publish(parts) {
  const told = ["rev", "seq", "build"].map((name) => [name, { get: () => live[name] }]);
  const model = { get: copy };
  window.cc = Object.defineProperties({ live, ...parts }, { model, ...Object.fromEntries(told) });
}

/* Dash starts last, so that all it renders finds them. */
export function begin(parts) {
  publish(parts);
  new window.DashRenderer();
}
