/* The bench's eye on acts: how long from a key to the frame that shows its answer. What counts as
   the answer is said before the key is pressed. */
(() => {
  "use strict";
  const dialog = () => document.querySelector("#console-dialog [data-dialog]");
  const toast = () => document.querySelector("#console-toast .toast");
  const answered = { opened: () => dialog() !== null, done: () => dialog() === null && fresh(), said: () => fresh() };
  const took = { opened: [], done: [], said: [] };
  let awaited = null;
  let before = null;
  let pressed = 0;

  const fresh = () => toast() !== null && toast() !== before;

  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    took[data].push(performance.now() - pressed);
    awaited = null;
  };

  function look() {
    if (awaited === null) return;
    // A message posted before a frame is drawn is heard once it has been.
    if (answered[awaited]()) port2.postMessage(awaited);
    else requestAnimationFrame(look);
  }

  window.addEventListener("keydown", (event) => {
    if (awaited === null) return;
    pressed = event.timeStamp;
    requestAnimationFrame(look);
  }, true);

  window.answers = {
    took,
    await: (what) => {
      before = toast();
      awaited = what;
    },
    here: () => awaited === null,
  };
})();
