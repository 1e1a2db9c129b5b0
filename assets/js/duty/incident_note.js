/* A note into an incident's timeline, from the duty desk: by one key, onto the one that runs. */
import { make, show } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button, field } from "../office/ask.js";
import { keys } from "./file_of.js";
import { told } from "./rows.js";

export const KEY = "n";

const running = () => told(page.model?.incidents);

/* One button while any incident runs, or the form once it is pressed. */
export function draw(_model) {
  const box = part(".incident-note");
  const writes = box.querySelector("form") !== null;
  show(box, writes || running().length > 0);
  if (box.childElementCount === 0) box.append(button("note.new", open, KEY.toUpperCase()));
}

/* What the key does; null while nothing runs. */
export const opener = () => (running().length > 0 ? open : null);

function open() {
  const box = part(".incident-note");
  if (box.querySelector("form") !== null) return;
  const made = make("form", "new-note");
  const [incidentLabel, incident] = field("note.incident", "select", 0);
  for (const { no, title } of running()) {
    const option = make("option", "", `${say.text(title)} · ${no}`);
    option.value = no;
    incident.append(option);
  }
  const [wordsLabel, words] = field("note.words", "textarea", Number(box.dataset.words));
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("note.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.append(incidentLabel, wordsLabel, atLabel, actions);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const note = { incident: incident.value, words: words.value, at: at.value };
    ask({ act: "note", ...note }, close);
  });
  keys(made, close);
  box.replaceChildren(made);
  words.focus();
}

function close() {
  part(".incident-note").replaceChildren();
  draw(null);
  part(".incident-note button").focus();
}
