/* Instructions on the leaders' page: the form that one press opens, and the list with how each
   stands. What is typed stays until it is sent or thrown away. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import { lampOf, soon } from "../common/lamp.js";
import { standingOf } from "../common/standing.js";
import * as say from "../common/words.js";
import { ask, button, field, newOnce } from "../office/ask.js";
import { page, part } from "../office/shown.js";

const WORDS_MAX = 500;
const REASON_MAX = 200;
const MINUTE_MS = 60000;
const SAID_MS = 5000;

/* What an instruction is about, by its name. */
function subject(/** @type {any} */ { about, of, item, title }) {
  if (about === "UNIT") return say.name("units", of);
  if (about === "STREET") return say.name("streets", of);
  const name = title || (item ? say.name("items", item) : "");
  return `${say.fill(`instruction.about.${about}`)} ${of} ${name}`.trim();
}

const addressee = (to) => (to === "" ? say.fill("instruction.centre") : say.name("units", to));

function standing(one, now) {
  const end = Number.isFinite(one.answered) ? one.answered : now;
  const t = say.duration(Math.max(MINUTE_MS, Math.abs(end - one.due)));
  return say.fill(`instruction.standing.${standingOf(one, now)}`, { t });
}

const told = () => Object.values(page.model?.instructions ?? {}).filter((one) => one !== null);
const waits = (one) => !Number.isFinite(one.answered) && !Number.isFinite(one.withdrawn);
const login = () => part("#leaders-form").dataset.login;

/* The button beside a case, an incident, a unit or a street. */
function opener(/** @type {any} */ { sign = false, ...about }) {
  const what = subject(about);
  const made = button("instruct", () => open(about));
  made.classList.add("instruct");
  if (sign) made.replaceChildren("✎");
  made.setAttribute("aria-label", say.fill("instruct.on", { what }));
  made.title = made.getAttribute("aria-label");
  return made;
}

/* Puts a button into the box, anew if that is about something else now. */
export function place(box, about) {
  const key = about === null ? "" : JSON.stringify(about);
  if (box.dataset.about === key) return;
  box.dataset.about = key;
  box.replaceChildren(...(about === null ? [] : [opener(about)]));
}

const names = () => JSON.parse(page.root.dataset.names).units;

/* The centre, and whose it is: of an incident that may be any unit. */
function addressees({ about, of, unit }) {
  const known = names();
  if (about === "INCIDENT") return Object.entries(known);
  const own = about === "CASE" ? unit : of;
  return own in known ? [[own, known[own]]] : [];
}

function choice(about) {
  const [label, select] = field("instruct.to", "select", 0);
  for (const [code, name] of [["", addressee("")], ...addressees(about)]) {
    const option = make("option", "", name);
    option.value = code;
    select.append(option);
  }
  return [label, select];
}

const sheet = () => part(".instruct-sheet");

function close() {
  part("#leaders-form").replaceChildren();
  mark(sheet(), "data-open", null);
}

/* Says for a while that it has been sent. */
function sent() {
  part("#leaders-form").replaceChildren();
  setTimeout(() => {
    if (page.root?.isConnected && part("#leaders-form").childElementCount === 0) close();
  }, SAID_MS);
}

/* The form: write, look at it as the server would take it, send. */
function open(about) {
  const form = make("form", "instruct-form");
  const what = subject(about);
  form.setAttribute("aria-label", say.fill("instruct.title", { what }));
  const [label, words] = field("instruct.words", "textarea", WORDS_MAX);
  const [toLabel, to] = choice(about);
  const actions = make("div", "actions");
  const once = newOnce();
  const order = (act) => ({
    act,
    about: about.about,
    of: about.of,
    words: words.value,
    to: to.value,
  });
  const editing = (on) => {
    for (const one of [words, to]) one.disabled = !on;
  };
  const edit = () => {
    editing(true);
    actions.replaceChildren(
      button("instruct.preview", preview, "Ctrl+Enter"),
      button("instruct.cancel", close, "Esc"),
    );
    words.focus();
  };
  const look = () => {
    editing(false);
    const send = button("instruct.send", () => ask({ ...order("instruct"), once }, sent), "Enter");
    send.classList.add("act-main");
    actions.replaceChildren(send, button("instruct.edit", edit, "Esc"));
    send.focus();
  };
  const preview = () => ask(order("preview"), look);
  form.append(make("h2", "", say.fill("instruct.title", { what })), label, toLabel, actions);
  form.addEventListener("keydown", (event) => keyed(event, words.disabled ? edit : close, preview));
  form.addEventListener("submit", (event) => event.preventDefault());
  part("#leaders-form").replaceChildren(form);
  mark(sheet(), "data-open", "");
  edit();
}

function keyed(event, back, preview) {
  if (event.isComposing) return;
  if (event.key === "Escape") back();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) preview();
  else return;
  event.preventDefault();
}

function withdrawal(box, one) {
  const [label, reason] = field("instruct.reason", "input", REASON_MAX);
  const act = () => ({ act: "withdraw", instruction: one.no, reason: reason.value });
  const back = () => {
    box.dataset.of = "";
    takeBack(box, one);
    close();
  };
  mark(sheet(), "data-open", "");
  box.replaceChildren(
    label,
    button("instruct.withdraw", () => ask(act(), back)),
    button("instruct.cancel", back),
  );
  reason.focus();
}

/* The author may withdraw what waits; an open field stays while the list is drawn anew. */
function takeBack(box, one) {
  const mine = waits(one) && one.by === login();
  const key = mine ? one.no : "";
  if (box.dataset.of === key && box.childElementCount > 0) return;
  box.dataset.of = key;
  box.replaceChildren(
    ...(mine ? [button("instruct.withdraw", () => withdrawal(box, one))] : []),
  );
}

function answered({ read, answers, withdrawn, why }) {
  const at = clock.moment;
  const names = read.map(({ name, at: when }) => `${name} ${at(when)}`).join("、");
  return [
    ...(read.length > 0 ? [say.fill("instruction.read", { names })] : []),
    ...answers.map(({ name, at: when, words, final, cases }) => {
      const key = final ? "instruction.final" : "instruction.progress";
      return [say.fill(key, { who: name, at: at(when) }), words, ...cases].join(" ");
    }),
    ...(Number.isFinite(withdrawn)
      ? [say.fill("instruction.withdrawn", { at: at(withdrawn), why })]
      : []),
  ];
}

function fill(row, one) {
  const cell = (name) => row.querySelector(`.${name}`);
  row.dataset.no = one.no;
  write(cell("of"), subject(one));
  write(cell("words"), one.words);
  write(
    cell("limit"),
    waits(one) ? say.fill("instruction.due", { at: clock.moment(one.due) }) : "",
  );
  write(
    cell("by"),
    say.fill("instruction.head", {
      who: one.by === login() ? say.fill("instruct.mine") : one.name,
      at: clock.moment(one.at),
      to: addressee(one.to),
    }),
  );
  const lines = answered(one).map((words) => make("li", "", words));
  cell("answers").replaceChildren(...lines);
  takeBack(cell("take-back"), one);
}

/* Mine first; the server has put those that wait before the others. */
function ordered() {
  const mine = (one) => one.by === login();
  const all = told();
  return [...all.filter(mine), ...all.filter((one) => !mine(one))];
}

export function draw() {
  const all = ordered();
  const box = part(".instruction-rows");
  while (box.childElementCount < all.length) box.append(box.firstElementChild.cloneNode(true));
  [...box.children].forEach((row, at) => {
    show(row, at < all.length);
    if (at < all.length) fill(row, all[at]);
  });
  const none = part(".panel-instructions .none");
  show(none, all.length === 0);
  write(none.firstChild, say.fill("instruct.none"));
  tick();
}

export function tick() {
  const [all, now] = [ordered(), clock.now()];
  const rows = [...part(".instruction-rows").children];
  all.forEach((one, at) => {
    const row = rows[at];
    const stands = standingOf(one, now);
    mark(row, "data-standing", stands);
    write(row.querySelector(".stands"), standing(one, now));
    const lamp = row.querySelector(".lamp");
    mark(lamp, "data-lamp", waits(one) ? lampOf({ due: one.due }, now) : "none");
    const near = waits(one) && now <= one.due && soon({ due: one.due }, now, one.due - one.soon);
    mark(lamp, "data-soon", near ? "" : null);
  });
  const open = all.filter(waits);
  const late = open.filter((one) => standingOf(one, now) === "OVERDUE").length;
  const words = { n: say.count(open.length), late: say.count(late) };
  write(part(".panel-instructions .count"), open.length ? say.fill("instruct.count", words) : "");
}
