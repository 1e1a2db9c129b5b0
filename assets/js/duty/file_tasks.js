/* The tasks: open ones by time left, then the others; a new one, an answer, dropping one. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button, field } from "../office/ask.js";
import { choice, keys, number, unitChoices } from "./file_of.js";
import { light, rows } from "./rows.js";

const KEY = "t";
const HOUR = 60;

/* Which task somebody is answering or dropping: its number and the act. */
let settling = { no: "", act: "" };

const isOpen = ({ answered, dropped }) => answered === null && dropped === null;
const all = () => Object.values(page.model?.tasks ?? {}).filter((one) => one !== null);

function sorted() {
  const found = all();
  const open = found.filter(isOpen).sort((a, b) => a.due - b.due || (a.no < b.no ? -1 : 1));
  const rest = found.filter((one) => !isOpen(one));
  return [...open, ...rest.sort((a, b) => (b.answered ?? b.dropped) - (a.answered ?? a.dropped))];
}

const posts = () => JSON.parse(part(".task-form").dataset.posts);

/* Who answers for it: a unit, or a post of the duty room. */
export function owner({ unit, post }) {
  if (unit !== "") return say.name("units", unit);
  return say.fill("task.post", { name: posts()[post] ?? post });
}

/* What is to be done: as it was written, or the milestone that was missing at the end. */
export const wordsOf = ({ gap, words }) =>
  gap ? say.fill("task.gap", { milestone: say.fill(`milestone.${gap}`) }) : words;

export function draw(_model) {
  form();
  const found = sorted();
  rows(".tasks", found.length).forEach((row, at) => fill(row, found[at]));
  show(part("#incident-tasks .none"), found.length === 0);
  write(part("#incident-tasks .none-text"), say.fill("task.none"));
  tick();
}

function fill(row, task) {
  const cell = (name) => row.querySelector(`.${name}`);
  row.dataset.no = task.no;
  write(cell("words"), wordsOf(task));
  write(cell("owner"), owner(task));
  write(cell("given"), say.fill("task.given", { by: task.by, at: clock.stamp(task.set) }));
  write(cell("result"), result(task));
  show(cell("lamp"), isOpen(task));
  show(cell("mark-tick"), task.answered !== null);
  mark(row, "data-done", isOpen(task) ? null : "");
  mark(row, "data-dropped", task.dropped === null ? null : "");
  settleBox(cell("task-box"), task);
}

function result({ answer, answered, answered_by: answers, dropped, dropped_by: drops, why }) {
  if (answered !== null && answer === "") {
    return say.fill("task.gap.filled", { by: answers, at: clock.stamp(answered) });
  }
  if (answered !== null) {
    return say.fill("task.answered", { by: answers, at: clock.stamp(answered), words: answer });
  }
  if (dropped === null) return "";
  return say.fill("task.dropped", { by: drops, at: clock.stamp(dropped), words: why });
}

/* Drawn again only when it changes: somebody may be writing in it. */
function settleBox(box, task) {
  const { no } = task;
  const kind = isOpen(task) ? (settling.no === no ? settling.act : "buttons") : "none";
  if (box.dataset.kind === `${kind} ${no}`) return;
  box.dataset.kind = `${kind} ${no}`;
  if (kind === "none") box.replaceChildren();
  else if (kind === "buttons") {
    box.replaceChildren(
      button("task.answer", () => settle(no, "answer_task")),
      button("task.drop", () => settle(no, "drop_task")),
    );
  } else box.replaceChildren(settleForm(no, kind));
}

function settle(no, act) {
  settling = { no, act };
  draw(page.model);
  part(".task-box form :is(input, textarea)")?.focus();
}

function settleForm(no, act) {
  const made = make("form", "settle-form");
  const limits = part(".task-form").dataset;
  const answers = act === "answer_task";
  const [label, words] = answers
    ? field("task.answer_words", "textarea", Number(limits.answer))
    : field("task.drop_words", "input", Number(limits.reason));
  const send = button(answers ? "task.answer" : "task.drop", () => {}, "Ctrl+Enter");
  send.type = "submit";
  const done = () => settle("", "");
  made.append(label, make("div", "actions", send, button("log.cancel", done)));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = answers ? { answer: words.value } : { reason: words.value };
    ask({ act, incident: number(), entry: no, ...said }, done);
  });
  keys(made, done);
  return made;
}

function form() {
  const box = part(".task-form");
  if (box.childElementCount > 0) return;
  const opens = button("task.new", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

const limit = (n) =>
  n < HOUR ? say.fill("limit.minutes", { n }) : say.fill("limit.hours", { n: n / HOUR });

function open() {
  const box = part(".task-form");
  const made = make("form", "new-task");
  const [wordsLabel, words] = field("task.words", "textarea", Number(box.dataset.words));
  const [ownerLabel, who] = field("task.owner", "select", 0);
  for (const [code, name] of Object.entries(posts())) {
    who.append(choice(`post:${code}`, say.fill("task.post", { name })));
  }
  who.append(...unitChoices("unit:"));
  const [minutesLabel, minutes] = field("task.limit", "select", 0);
  for (const n of JSON.parse(box.dataset.limits)) minutes.append(choice(String(n), limit(n)));
  minutes.value = String(HOUR);
  const [dueLabel, due] = field("task.due", "input", 0, "datetime-local");
  const save = button("task.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  const actions = make("div", "actions", save, button("log.cancel", close));
  made.append(wordsLabel, ownerLabel, minutesLabel, dueLabel, actions);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const task = { words: words.value, owner: who.value, minutes: minutes.value, due: due.value };
    ask({ act: "task", incident: number(), ...task }, close);
  });
  keys(made, close);
  box.replaceChildren(made);
  words.focus();
}

function close() {
  part(".task-form").replaceChildren();
  form();
  part(".task-form button").focus();
}

/* The same as the server's `IncidentTask.status`. */
function statusOf({ due, soon, answered, dropped }, now) {
  if (dropped !== null) return "DROPPED";
  if (answered !== null) return answered > due ? "ANSWERED_LATE" : "ANSWERED";
  if (now > due) return "LATE";
  return now >= soon ? "DUE_SOON" : "OPEN";
}

export function tick() {
  const [found, now] = [sorted(), clock.now()];
  const lines = [...part(".tasks").children];
  if (now === null || lines.length < found.length) return;
  found.forEach((task, at) => {
    const cell = (name) => lines[at].querySelector(`.${name}`);
    const t = say.duration(Math.max(0, (task.answered ?? now) - task.due));
    write(cell("status"), say.fill(`task.status.${statusOf(task, now)}`, { t }));
    write(cell("time"), isOpen(task) ? say.due(task.due) : "");
    light(cell("lamp"), { due: task.due, from: task.soon }, now);
  });
  const open = found.filter(isOpen);
  const late = open.filter(({ due }) => due < now).length;
  const done = found.filter(({ answered }) => answered !== null).length;
  const words = { open: open.length, late, done };
  write(part("#incident-tasks .count"), found.length === 0 ? "" : say.fill("task.count", words));
}

/* As many lines as there are tasks, the first in its words. */
export function facts(_model) {
  const found = sorted();
  const lines = [...part(".tasks").children].filter((row) => !row.hidden);
  return [[lines.length, found.length]];
}
