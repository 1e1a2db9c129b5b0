/* Keys of the desk. Every act has its key; the server decides which act a key means for the
   selected case. While somebody types, or an input method composes, keys are only letters. */
import { act } from "./acts.js";
import { button, press, typing } from "./buttons.js";
import * as command from "./command.js";
import * as dialogs from "./dialogs.js";
import * as selection from "./selection.js";

const ROOT = "#console, #case-page, #incident";
// What the same keys produce while a Chinese input method writes punctuation.
const WIDE = { "！": "!", "？": "?", "／": "/", "、": "/" };
const STEPS = { ArrowUp: -1, ArrowDown: 1, PageUp: -20, PageDown: 20 };
const ENDS = { Home: "first", End: "last" };

/* "m", "shift+m", "!", "Space": as `data-key` and the table of acts write them. */
function name(event) {
  const key = WIDE[event.key] || event.key;
  if (key === " ") return "Space";
  if (!/^[a-z]$/i.test(key)) return key;
  return (event.shiftKey ? "shift+" : "") + key.toLowerCase();
}

const composing = (event) => event.isComposing || event.keyCode === 229;

function known() {
  const keys = document.getElementById("console-keys");
  return keys === null ? [] : keys.dataset.acts.split(" ");
}

function move(key) {
  if (key in STEPS) selection.move(STEPS[key]);
  else if (key in ENDS) selection.to(ENDS[key]);
  else if (key === "Space") selection.choose();
  else if (key === "Escape") selection.deselect();
  else return false;
  return true;
}

/* An incident's page has no cases to go through: there, arrows scroll. */
const hasList = () => document.getElementById("incident") === null;

function onPage(event, key) {
  const own = event.target instanceof Element && event.target.closest("button, a[href], summary");
  if (own && (key === "Enter" || key === "Space")) return false;
  if (key === "/") return command.open();
  const found = button(key);
  const { act: does, incident } = found?.dataset ?? {};
  if (found !== null && (does === undefined || (incident && !hasList()))) return press(found);
  if (!known().includes(key)) return hasList() && move(key);
  act({ key });
  return true;
}

function down(event) {
  if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector(ROOT) === null) return;
  const key = name(event);
  const dialog = dialogs.open();
  let done;
  if (dialog !== null) done = dialogs.key(dialog, event, key);
  else if (typing(event.target)) done = command.key(event, key);
  else done = event.repeat && !(key in STEPS) ? false : onPage(event, key);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

/* The fields' library would choose the answer with the focus when Enter is let go: nobody has. */
function up(event) {
  const radio = event.target instanceof HTMLInputElement && event.target.type === "radio";
  if (event.key === "Enter" && radio && dialogs.open() !== null) event.stopPropagation();
}

export function start() {
  document.addEventListener("keydown", down, true);
  document.addEventListener("keyup", up, true);
  document.addEventListener("click", (event) => {
    const found = event.target instanceof Element && event.target.closest("button[data-act]");
    if (!found) return;
    const { act: wanted, alert, into, incident, instruction } = found.dataset;
    act({ act: wanted, ...(alert ? { alert } : {}), say: into || incident || instruction || "" });
  });
}
