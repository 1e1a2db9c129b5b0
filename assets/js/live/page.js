/* The page begins: with the one global, `cc`, and then Dash. */
import { copy, live } from "./socket.js";

/* `parts` are the functions that the server's maps name, and what tests look at. */
export function expose(parts) {
  const told = ["rev", "seq", "build"].map((name) => [name, { get: () => live[name] }]);
  const model = { get: copy };
  window.cc = Object.defineProperties({ live, ...parts }, { model, ...Object.fromEntries(told) });
}

/* Dash comes last: whatever it renders finds them. */
export function begin(parts) {
  expose(parts);
  new window.DashRenderer();
}
