/* The message at the foot of the desk: it disappears by itself, and counts down while Z can
   undo. */
import * as dom from "../common/dom.js";
import * as dialogs from "./dialogs.js";

const FADES_MS = 6000;
const TICK_MS = 250;

let timer = null;

export function clear() {
  clearInterval(timer);
  window.dash_clientside.set_props("console-toast", { children: null });
}

/* Starts again with the present message. */
function run(box) {
  clearInterval(timer);
  dialogs.free();
  const toast = box.firstElementChild;
  if (toast === null) return;
  const seconds = Number(toast.dataset.seconds);
  const until = performance.now() + (seconds ? seconds * 1000 : FADES_MS);
  const left = toast.querySelector(".countdown");
  const tick = () => {
    const rest = until - performance.now();
    if (rest <= 0) clear();
    else if (left !== null) left.textContent = String(Math.ceil(rest / 1000));
  };
  timer = setInterval(tick, TICK_MS);
  tick();
}

/* Shows a message from the browser itself. */
export function say(words) {
  const text = { type: "Span", namespace: "dash_html_components", props: { children: words } };
  const toast = { ...text, type: "Div", props: { children: [text], className: "toast" } };
  window.dash_clientside.set_props("console-toast", { children: toast });
}

export function start() {
  dom.whenThere("console-toast", (box) => {
    new MutationObserver(() => run(box)).observe(box, { childList: true });
    run(box);
  });
}
