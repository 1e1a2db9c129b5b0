/* Dialogs of the desk: their place, the focus, and what Enter, Esc and digits do. The server
   makes their content; nothing here knows an act. */
import * as dom from "../common/dom.js";
import { button, press, typing } from "./buttons.js";
import * as fields from "./fields.js";
import * as loads from "./loads.js";
import * as presence from "./presence.js";
import * as selection from "./selection.js";

const OTHER = "OTHER";
const ONCE = "#console-do, #console-override, #console-undo";
const BUSY_MAX_MS = 5000;
const LOADING = "data-dash-is-loading"; // while the server is being asked

let before = null;

export function open() {
  return document.querySelector("#console-dialog [data-dialog]");
}

function opened(dialog) {
  if (before === null) before = document.activeElement;
  presence.edit(true);
  stand(dialog);
  fields.named(dialog);
  fields.first(dialog);
  follow(dialog);
  loads.draw();
  const answer = dialog.querySelector(".dialog-answer");
  if (answer === null) return;
  const came = () => LOADING in answer.attributes || free();
  new MutationObserver(came).observe(answer, { childList: true, attributeFilter: [LOADING] });
}

function closed() {
  presence.edit(false);
  if (before !== null && before.isConnected) before.focus();
  before = null;
}

export function close() {
  window.dash_clientside.set_props("console-dialog", { children: null });
}

/* Shows what belongs only to the chosen unit: its new deadlines, its name on the button. */
function follow(dialog) {
  const chosen = dialog.querySelector(".assign-list input:checked");
  if (chosen === null) return;
  const row = chosen.closest("label").querySelector("[data-unit]");
  if (row === null) return; // its words have not arrived yet
  for (const after of dialog.querySelectorAll(".after")) {
    after.hidden = after.dataset.unit !== row.dataset.unit;
  }
  for (const name of dialog.querySelectorAll(".chosen-unit")) name.textContent = row.dataset.name;
}

/* The n-th answer of the choice that uses digits; the others use letters. */
function digit(dialog, n) {
  const wanted = dialog.querySelectorAll("[data-digits] input")[n - 1];
  if (!wanted) return false;
  wanted.focus(); // so that Enter takes the one with the focus
  wanted.click();
  if (wanted.value === OTHER) {
    const words = dialog.querySelector(".reason-words");
    if (words !== null) words.focus();
  }
  return true;
}

function arrow(dialog, key) {
  const list = [...dialog.querySelectorAll("[data-list] input")];
  if (list.length === 0) return false;
  const at = list.findIndex((one) => one.checked);
  const step = key === "ArrowDown" ? 1 : -1;
  const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
  next.focus();
  next.click();
  return true;
}

function enter(dialog, target) {
  const choosing = target instanceof Element && target.getAttribute("aria-expanded") === "true";
  const another = target instanceof Element && target.closest("button, a[href]");
  if (choosing || (another && another.id !== "console-do")) return false;
  const main = document.getElementById(dialog.dataset.enter || "console-do");
  if (main !== null && !main.disabled) main.click();
  return true;
}

function cancel() {
  return press(document.getElementById("console-cancel"));
}

/* Returns true if the key was used. */
export function key(dialog, event, name) {
  const target = event.target;
  const choosing = target instanceof Element && target.getAttribute("aria-expanded") === "true";
  if (name === "Tab") return fields.next(dialog, event);
  if (name === "Enter" && (event.shiftKey || fields.writes(target))) return false;
  if (name === "Enter") return event.repeat || enter(dialog, target);
  if (name === "Escape") return choosing ? false : cancel();
  if (typing(target)) return false;
  if (name === "ArrowUp" || name === "ArrowDown") return arrow(dialog, name);
  if (/^[1-9]$/.test(name)) return digit(dialog, Number(name));
  return press(button(name, dialog)) || name.length === 1;
}

/* Prevents sending the same twice; an answer, or some seconds without one, allows it again. */
function once(event) {
  const button = event.target instanceof Element && event.target.closest(ONCE);
  if (!button) return;
  if ("busy" in button.dataset) return event.stopImmediatePropagation();
  button.dataset.busy = "";
  setTimeout(free, BUSY_MAX_MS);
}

export function free() {
  for (const button of document.querySelectorAll(ONCE)) delete button.dataset.busy;
}

export function start() {
  document.addEventListener("click", once, true);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("#console-cancel")) close();
  });
  document.addEventListener("change", (event) => {
    const dialog = event.target instanceof Element && event.target.closest("[data-dialog]");
    if (dialog) follow(dialog);
  });
  window.addEventListener("resize", () => {
    const dialog = open();
    if (dialog !== null) stand(dialog);
  });
  dom.whenThere("console-dialog", (box) => {
    let had = null;
    const look = () => {
      const dialog = open();
      if (dialog === had) return;
      had = dialog;
      if (dialog === null) closed();
      else opened(dialog);
    };
    new MutationObserver(look).observe(box, { childList: true });
    look();
  });
}

/* The place of a dialog: the row that it is about stays in sight. */
const GAP = 2;
const MARGIN = 8;

/* Below the selected row, or above it if there is no room below. */
function place(dialog) {
  const number = selection.at();
  const row = number && document.querySelector(`.ag-row[row-id="${CSS.escape(number)}"]`);
  const queue = document.querySelector(".console-queue");
  const { width, height } = dialog.getBoundingClientRect();
  const centred = "wide" in dialog.dataset || !row || queue === null;
  const left = centred
    ? (window.innerWidth - width) / 2
    : queue.getBoundingClientRect().right - width;
  const top = centred ? (window.innerHeight - height) / 3 : under(row, height);
  dialog.style.left = `${Math.max(MARGIN, left)}px`;
  dialog.style.top = `${Math.max(MARGIN, top)}px`;
}

function under(row, height) {
  const { top, bottom } = row.getBoundingClientRect();
  if (bottom + GAP + height <= window.innerHeight - MARGIN) return bottom + GAP;
  if (top - GAP - height >= MARGIN) return top - GAP - height;
  return window.innerHeight - MARGIN - height;
}

/* A dialog that grows with new fields moves up, so that its buttons stay in sight. */
let grown = null;
/** @type {ResizeObserverCallback} */
function growing([{ target }]) {
  if (target.getBoundingClientRect().bottom > window.innerHeight - MARGIN) place(target);
}

function stand(dialog) {
  grown ??= new ResizeObserver(growing);
  grown.disconnect();
  place(dialog);
  grown.observe(dialog);
}
