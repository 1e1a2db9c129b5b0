/* Running incidents as a strip in the bar; they never open a page by themselves. */
import * as clock from "../common/clock.js";
import { make, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { act } from "./acts.js";
import * as dialogs from "./dialogs.js";
import * as filter from "./filter.js";

const NUMERALS = { 1: "I", 2: "II", 3: "III", 4: "IV" };
const SHOWN_MAX = 2;
const KEY = "shift+i";
const CAP = "⇧I";

let strip = null;
let incidents = {};

const graver = ([, a], [, b]) =>
  Number(a.drill) - Number(b.drill) || (a.level ?? 5) - (b.level ?? 5) || a.known_at - b.known_at;

function line([number, { level, title, street, grid, known_at: since, cases, status, drill }]) {
  const { fill, count, place, text } = say;
  const known = Object.hasOwn(NUMERALS, level);
  const mark = make("span", "level", make("span", "numeral", known ? NUMERALS[level] : "?"));
  mark.dataset.level = known ? level : "none";
  const rank = known ? `level.${level}` : `level.${status === "SUSPECTED" ? "suspected" : "open"}`;
  const facts = [
    place(street, grid),
    fill("incident.cases", { n: count(cases) }),
    fill("incident.for", { t: say.duration((clock.now() ?? since) - since) }),
  ];
  const words = make("strong", "", `${fill(rank)} · ${text(title)}`);
  const button = make("button", "bar-incident", mark, words, facts.join(" · "));
  button.title = fill("incident.open");
  if (drill) button.dataset.drill = "";
  return opens(button, number);
}

/* A button for one of the desk's acts; keys.js listens to it. */
function opens(button, number = "") {
  button.type = "button";
  button.dataset.act = "incident";
  button.dataset.incident = number;
  return button;
}

/* The key opens the running incident, or the list if there are several. */
function withKey(lines) {
  const cap = make("kbd", "keycap", CAP);
  cap.setAttribute("aria-hidden", "true");
  const first = lines.length === 1 ? lines[0] : opens(make("button", "bar-incidents-all"));
  first.prepend(cap);
  first.setAttribute("aria-keyshortcuts", "Shift+I");
  first.dataset.key = KEY;
  if (lines.length === 1) return lines;
  first.title = say.fill("incident.open");
  return [first, ...lines];
}

/* In an incident's open dialog: how long its reports have left. */
function owed() {
  for (const left of document.querySelectorAll(".report-clocks [data-owed]")) {
    write(left, say.due(Number(left.dataset.owed)));
  }
}

export function draw() {
  owed();
  if (strip === null) return;
  const all = Object.entries(incidents).sort(graver);
  const more = all.length - SHOWN_MAX;
  const lines = all.slice(0, SHOWN_MAX).map(line);
  const said = lines.map((one) => one.textContent).join() + more;
  if (strip.dataset.said === said) return;
  strip.dataset.said = said;
  const parts = lines.length === 0 ? [] : withKey(lines);
  strip.replaceChildren(...parts, more > 0 ? `+${more}` : "");
}

/* Opens the incident or the instruction in the address: the duty desk links to them. */
export function openAsked() {
  const address = new URL(location.href);
  const asked = ["open", "instruction"].find((name) => address.searchParams.has(name));
  if (asked === undefined) return;
  const number = address.searchParams.get(asked);
  address.searchParams.delete(asked);
  history.replaceState(history.state, "", address.pathname + address.search);
  act({ act: asked === "open" ? "incident" : asked, say: number });
}

export function mount() {
  strip = make("span", "bar-incidents");
  return strip;
}

export function show(section) {
  incidents = section ?? {};
  draw();
}

/* Links from an incident's dialog to its cases; on pages without a list the link leads to the
   desk. */
export function start() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-narrows]");
    if (!link || document.getElementById("console-grid") === null) return;
    event.preventDefault();
    dialogs.close();
    filter.set(link.dataset.narrows);
  });
}
