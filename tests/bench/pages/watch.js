/* The bench's eye in a page: when which number was first in the DOM, and when on the screen.

   A number is a case's, in a `data-no`, or a plain one in the text of an element of its own; the
   newest in the page counts, so that messages put together into one are still paired right. */
(() => {
  "use strict";
  const WHERE = "[data-no], #bare";
  const DAY = 1e7;
  const CALIBRATE_MS = 40;

  const seen = []; // [number, in the DOM, painted], ms since 1970
  let newest = 0;
  let offset = 0;

  /* The page's fine clock against the machine's, read at a tick of the coarse one. */
  function calibrate() {
    const until = performance.now() + CALIBRATE_MS;
    offset = -Infinity;
    while (performance.now() < until) {
      offset = Math.max(offset, Date.now() - (performance.timeOrigin + performance.now()));
    }
  }

  const now = () => performance.timeOrigin + performance.now() + offset;

  function number(element) {
    const [, day, count] = /(\d{8})-(\d+)$/.exec(element.dataset.no ?? "") ?? [];
    return day ? Number(day) * DAY + Number(count) : Number(element.textContent) || 0;
  }

  /* What follows a frame's callbacks comes when that frame has been drawn. */
  const { port1, port2 } = new MessageChannel();
  const drawn = [];
  port1.onmessage = () => {
    const at = now();
    for (const entry of drawn.splice(0)) entry[2] = at;
  };

  function look() {
    const at = now();
    const most = Math.max(0, ...Array.from(document.querySelectorAll(WHERE), number));
    if (most <= newest) return;
    newest = most;
    const entry = [most, at, null];
    seen.push(entry);
    requestAnimationFrame(() => {
      drawn.push(entry);
      port2.postMessage(null);
    });
  }

  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["data-no"],
  });
  /* Every message of the page's line as it arrives; what is in it is read when all is over. */
  const arrived = []; // [message, ms since 1970]
  window.WebSocket = class extends window.WebSocket {
    constructor(...asked) {
      super(...asked);
      this.addEventListener("message", ({ data }) => arrived.push([data, now()]));
    }
  };

  /* Of every message that brings a newer case: its number, when the server told it, its arrival. */
  function heard() {
    const found = [];
    for (const [data, at] of arrived) {
      const cases = String(data).matchAll(/(\d{8})-(\d+)"/g);
      const most = Math.max(0, ...Array.from(cases, ([, day, count]) => Number(day) * DAY + Number(count)));
      const [, told] = /"now":(\d+)/.exec(data) ?? [];
      if (told && most > (found.at(-1)?.[0] ?? 0)) found.push([most, Number(told), at]);
    }
    return found;
  }

  window.bench = { seen, calibrate, heard };
})();
