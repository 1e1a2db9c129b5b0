/* The bench's eye at a desk: how long from a key to the frame that shows the row it leads to, and
   how much of the time the page's one thread was taken for longer than 50 ms at a time. */
(() => {
  "use strict";
  const keys = []; // ms from a key's event to the painted frame
  let long = 0;
  let since = performance.now();
  let pressed = null;

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long += entry.duration;
  }).observe({ type: "longtask" });

  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (pressed !== null) keys.push(performance.now() - pressed);
    pressed = null;
  };

  function look() {
    const at = window.cc?.console?.selected?.();
    const row = document.querySelector("[data-here].ag-row");
    if (row?.getAttribute("row-id") === at) requestAnimationFrame(() => port2.postMessage(null));
    else requestAnimationFrame(look);
  }

  window.addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
    requestAnimationFrame(look);
  }, true);

  window.bench = {
    keys,
    begin: () => {
      keys.length = 0;
      long = 0;
      since = performance.now();
    },
    long: () => long / (performance.now() - since),
  };
})();
