/* The duty log: the newest entries first, the form of a new one, and striking a wrong one through. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button, field, reasonForm } from "../office/ask.js";
import { rows, told } from "./rows.js";

const KINDS = ["PHONE_IN", "PHONE_OUT", "NOTE"];
const LIMITS = { words: 1000, whom: 80, reason: 200 };
export const KEY = "l";

let striking = null; // the number of the entry that somebody is striking through

function fill(row, entry) {
  const cell = (name) => row.querySelector(`.${name}`);
  row.dataset.no = entry.no;
  mark(row, "data-struck", entry.struck === "" ? null : "");
  write(cell("at"), clock.stamp(entry.at));
  write(
    cell("late"),
    entry.entered ? say.fill("log.late", { at: clock.stamp(entry.entered) }) : "",
  );
  write(cell("kind"), say.fill(`log.${entry.kind}`));
  write(cell("whom"), entry.whom);
  write(cell("words"), entry.words);
  const struck = { name: entry.struck, why: entry.why };
  write(cell("struck"), entry.struck === "" ? "" : say.fill("log.struck", struck));
  write(cell("name"), entry.name);
  strikeBox(cell("strike-box"), entry);
}

/* Drawn again only when it changes: somebody may be writing in it. */
function strikeBox(box, { no, struck }) {
  const kind = struck === "" ? (striking === no ? "form" : "button") : "none";
  if (box.dataset.kind === `${kind} ${no}`) return;
  box.dataset.kind = `${kind} ${no}`;
  if (kind === "none") box.replaceChildren();
  else if (kind === "button") box.replaceChildren(button("log.strike", () => strike(no)));
  else box.replaceChildren(reason(no));
}

function strike(no) {
  striking = no;
  draw(page.model ?? {});
  part(".strike-box input")?.focus();
}

function reason(no) {
  const dropped = () => strike(null);
  const sent = (reason) => ask({ act: "strike", entry: no, reason }, dropped);
  return reasonForm("log.strike", LIMITS.reason, sent, dropped);
}

export function draw(/** @type {Model} */ { log }) {
  form();
  const entries = told(log);
  rows(".entries", entries.length).forEach((row, at) => fill(row, entries[at]));
  show(part("#duty-log .none"), entries.length === 0);
  write(part("#duty-log .none-text"), say.fill("log.none"));
}

/* One button, or the form once it is pressed; made once, so that nothing typed is lost. */
function form() {
  const box = part(".log-form");
  if (box.childElementCount > 0) return;
  const dryRun = button("dryrun.press", () => ask({ act: "dry_run" }));
  box.append(button("log.new", open, KEY.toUpperCase()), dryRun);
}

export function open() {
  const box = part(".log-form");
  if (box.querySelector("form") !== null) return;
  const made = make("form", "new-entry");
  const [kindLabel, kind] = field("log.kind", "select", 0);
  for (const one of KINDS) {
    const option = make("option", "", say.fill(`log.${one}`));
    option.value = one;
    kind.append(option);
  }
  const [whomLabel, whom] = field("log.whom", "input", LIMITS.whom);
  const [atLabel, at] = field("log.at", "input", 0, "datetime-local");
  const [wordsLabel, words] = field("log.words", "textarea", LIMITS.words);
  const save = button("log.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.append(kindLabel, whomLabel, atLabel, wordsLabel, actions);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const entry = { kind: kind.value, whom: whom.value, at: at.value, words: words.value };
    ask({ act: "write", ...entry }, close);
  });
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit();
  });
  box.replaceChildren(made);
  kind.focus();
}

function close() {
  part(".log-form").replaceChildren();
  form();
  part(".log-form button").focus();
}

/* The newest entry, as it stands in the log. */
export function facts(/** @type {Model} */ { log }) {
  const entries = told(log);
  const lines = [...part(".entries").children].filter((row) => !row.hidden);
  return [[lines.length, entries.length]];
}
