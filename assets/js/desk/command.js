/* The `/` box: finds cases, and commands by the beginning of their name. A command is understood
   in both languages; the words after its name are passed on: `/改派 U01`. */
import { enter } from "../common/dom.js";
import * as say from "../common/words.js";
import { act } from "./acts.js";
import { button, press } from "./buttons.js";
import * as grid from "./grid.js";
import * as selection from "./selection.js";
import * as toast from "./toast.js";
import * as views from "./views.js";

const BOX = "console-search";
const LIST = "console-found";
const WAIT_MS = 120;
const COMMANDS_MAX = 6;

let items = [];
let at = 0;
let asked = 0;
let waiting = null;
let before = null;

const box = () => document.getElementById(BOX);
const told = (name) => JSON.parse(document.getElementById("console-keys").dataset[name]);

export function open() {
  const input = box();
  if (input === null) return false;
  before = document.activeElement;
  input.focus();
  input.select();
  return true;
}

function close() {
  const input = box();
  clearTimeout(waiting);
  asked += 1;
  enter(input, "");
  show([]);
  input.blur();
  if (before !== null && before.isConnected && before !== input) before.focus();
  before = null;
}

/* Commands whose name begins with the text or equals its beginning, and the words after it. */
function commands(text) {
  const said = text.toLowerCase();
  return told("commands")
    .map((command) => {
      const names = command.names.map((name) => name.toLowerCase());
      const full = names.find((name) => said === name || said.startsWith(`${name} `));
      const begun = names.some((name) => name.startsWith(said));
      if (!full && !begun) return null;
      return { ...command, full: Boolean(full), rest: full ? text.slice(full.length).trim() : "" };
    })
    .filter((command) => command !== null)
    .sort((a, b) => b.full - a.full)
    .slice(0, COMMANDS_MAX);
}

function typed() {
  const text = box().value.trim();
  clearTimeout(waiting);
  asked += 1;
  const slash = /^[/／、]/.test(text);
  const found = text === "" ? [] : commands(slash ? text.slice(1).trim() : text);
  if (slash || text === "") return show(found, slash && found.length === 0 ? "unknown" : null);
  const turn = asked;
  waiting = setTimeout(() => search(text, turn), WAIT_MS);
  show([...items.filter((item) => item.no), ...found]);
}

async function search(text, turn) {
  let cases = [];
  let note = null;
  try {
    const answer = await fetch(`/api/search?q=${encodeURIComponent(text)}`);
    if (!answer.ok) throw new Error(String(answer.status));
    cases = (await answer.json()).cases.map((one) => ({ ...one, no: one.number }));
    if (cases.length === 0) note = "nothing";
  } catch {
    note = "failed";
  }
  if (turn === asked) show([...cases, ...commands(text)], note);
}

function show(next, /** @type {string | null} */ note = null) {
  items = next;
  at = 0;
  list(place(), { items, at, note, pick: run });
}

function place() {
  const found = document.getElementById(LIST);
  if (found !== null) return found;
  const list = document.createElement("div");
  list.id = LIST;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", told("words").list);
  box().closest("label").after(list);
  return list;
}

function run(item) {
  if (!item) return;
  close();
  if (item.no) go(item);
  else if (item.act) act({ act: item.act, say: item.rest });
  else if (item.go) window.location.assign(item.go);
  else if (item.do === "help") act({ key: "?" });
  else if (item.do === "undo") press(button("z")) || act({ key: "z" });
  else if (item.do === "save") views.save(item.rest);
  else if (item.do === "view") view(item.rest);
}

/* A saved view by the beginning of its name. */
function view(name) {
  const links = [...document.querySelectorAll("#console-views [data-view]")];
  const link = links.find((one) => one.textContent.toLowerCase().startsWith(name.toLowerCase()));
  if (link) link.click();
  else toast.say(told("words").no_view);
}

/* Keys while the box has the focus; returns true if the key was used. */
export function key(event, name) {
  if (event.target !== box()) return false;
  if (name === "Escape") close();
  else if (name === "Enter") run(items[at]);
  else if (name === "ArrowDown" || name === "ArrowUp") step(name === "ArrowDown" ? 1 : -1);
  else return false;
  return true;
}

function step(by) {
  at = Math.max(0, Math.min(items.length - 1, at + by));
  list(place(), { items, at, note: null, pick: run });
}

export function start() {
  document.addEventListener("input", (event) => {
    if (event.target === box()) typed();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === box()) setTimeout(() => document.activeElement !== box() && show([]), 200);
  });
}

/* The results of the `/` box: a list of cases and commands, and the way to a case. */
function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function ofCase(item) {
  const parts = [
    span("number", item.no.slice(-9)),
    span("what", say.name("items", item.item)),
    span("where", say.place(item.street, item.grid)),
    span("state", say.fill(`state.${item.state}`)),
    span("words", item.text ?? ""),
  ];
  if (!item.open) parts.splice(3, 1, span("state", told("words").closed));
  return parts;
}

function ofCommand(item) {
  const key = document.createElement("kbd");
  key.textContent = item.key ? item.key.replace("shift+", "⇧").toUpperCase() : "/";
  const here = document.documentElement.lang.startsWith("zh") ? 0 : 1;
  return [key, span("what", item.names[here]), span("words", item.rest)];
}

function line(item, index, { at, pick }) {
  const element = document.createElement("div");
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", String(index === at));
  element.append(...(item.no ? ofCase(item) : ofCommand(item)));
  // Before the box loses the focus.
  element.addEventListener("mousedown", (event) => {
    event.preventDefault();
    pick(item);
  });
  return element;
}

function list(place, view) {
  const lines = view.items.map((item, index) => line(item, index, view));
  if (view.note !== null) lines.unshift(span("note", told("words")[view.note]));
  place.replaceChildren(...lines);
  place.hidden = lines.length === 0;
  place.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

/* Goes to the case: in the queue if it is there, else to its own page. */
export function go({ no }) {
  if (grid.placeOf(no) !== null) selection.go(no);
  else openPage(no);
}

/* Opens the page of a case in the desk's language. */
export function openPage(no) {
  const search = document.documentElement.lang.startsWith("en") ? "?lang=en" : "";
  window.location.assign(`/case/${encodeURIComponent(no)}${search}`);
}
