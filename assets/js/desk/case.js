/* The page of one case: its clocks run from the server's time at which the page was made; the
   case is always the selected one; acts show at once, and others' acts when somebody comes back. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as detail from "./detail.js";
import * as head from "./head.js";
import * as selection from "./selection.js";

const ROOT = "case-page";
const TICK_MS = 250;

let asked = 0;

const shown = () => document.querySelector(`#${ROOT} .detail[data-no]`);

/* Asks the server for the present detail. */
function ask() {
  const here = shown();
  if (here === null) return;
  asked += 1;
  const data = { no: here.dataset.no, n: asked };
  window.dash_clientside.set_props("console-selected", { data });
}

function come() {
  const here = shown();
  if (here === null) return;
  clock.sync(Number(here.dataset.now));
  document.title = here.dataset.no;
  detail.draw();
}

function mount(root) {
  const { words, names, timezone } = root.dataset;
  say.speak(JSON.parse(words), JSON.parse(names));
  clock.speak(timezone, root.lang);
  document.documentElement.lang = root.lang;
  selection.useSource({
    at: () => shown()?.dataset.no ?? null,
    version: () => Number(shown()?.dataset.version),
  });
  new MutationObserver(come).observe(document.getElementById("console-detail"), {
    childList: true,
  });
  const toast = document.getElementById("console-toast");
  if (toast !== null) {
    new MutationObserver(ask).observe(toast, { childList: true });
    window.addEventListener("focus", ask);
  }
  setInterval(head.time, TICK_MS);
  come();
}

export const start = () => dom.whenThere(ROOT, mount);
