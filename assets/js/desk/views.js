/* A person's saved views: a link applies its filter without loading the page again. `save(name)`
   saves the present filter, `drop(name)` deletes one. */
import * as dom from "../common/dom.js";
import * as filter from "./filter.js";

const LIST = "console-views";
const ASKED = "console-view";

/* The server saves it and sends the list again; `n` allows the same request twice. */
let n = 0;
function ask(act, name, search = "") {
  const { lang } = document.documentElement;
  const data = { act, name, search, lang: lang.startsWith("en") ? "en" : "zh", n: ++n };
  window.dash_clientside.set_props(ASKED, { data });
}

function clicked(event) {
  const { target } = event;
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  const link = target.closest("[data-view]");
  const forget = target.closest("[data-drop]");
  if (forget !== null) ask("drop", forget.dataset.drop);
  if (link === null || !plain) return;
  event.preventDefault();
  filter.set(link.dataset.view);
}

export const save = (name) => ask("save", name, `?${filter.query()}`);
export const drop = (name) => ask("drop", name);

export function start() {
  dom.whenThere(LIST, (list) => list.addEventListener("click", clicked));
}
