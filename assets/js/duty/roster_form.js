/* What who plans the roster does with it: a tour added, changed, taken out, two of them swapped. */
import * as clock from "../common/clock.js";
import { make, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { part } from "../office/shown.js";
import { ask, button, field } from "../office/ask.js";
import * as tours from "./tours.js";

const NEXT_DAY_MS = 24 * 3600 * 1000;

/** @typedef {{ kind: "add" | "change" | "take_out" | "swap", tour: any, other: any }} Open */

/** @type {Open | null} */
let open = null;

let day = 0; // an instant of the day that the roster shows
let again = () => {}; // draws the tours anew, as their buttons follow from what is open

const plans = () => tours.crew().length > 0;

/* The number of the tour that waits for another one to be swapped with. */
export const chosen = () => open?.kind === "swap" && open.other === null ? open.tour.no : "";

/* The button of a new tour, or the form that is open; made once, so that nothing typed is lost. */
export function draw(shown, drawTours) {
  [day, again] = [shown, drawTours];
  const box = part(".roster-form");
  if (!plans() || box.childElementCount > 0) return;
  box.replaceChildren(button("roster.new", () => start({ kind: "add", tour: null, other: null })));
}

function start(/** @type {Open | null} */ asked) {
  open = asked;
  const box = part(".roster-form");
  box.replaceChildren();
  again();
  if (open === null) draw(day, again);
  else box.append(open.kind === "add" || open.kind === "change" ? tourForm() : wordForm());
  box.querySelector("select, input, button")?.focus();
}

const close = () => start(null);

/* What may be done with one tour; nothing with one that others plan, or that is over. */
export function buttons(tour) {
  const now = clock.now();
  if (!plans() || tour.to <= now) return [];
  const change = button("roster.change", () => start({ kind: "change", tour, other: null }));
  if (tour.from <= now) return [change];
  if (chosen() !== "" && chosen() !== tour.no) {
    const first = open?.tour;
    return [
      button("roster.swap.with", () => start({ kind: "swap", tour: first, other: tour })),
    ];
  }
  return [
    change,
    button("roster.swap", () => start({ kind: "swap", tour, other: null })),
    button("roster.out", () => start({ kind: "take_out", tour, other: null })),
  ];
}

function options(select, found, value) {
  for (const [code, name] of found) {
    const option = make("option", "", name);
    option.value = code;
    select.append(option);
  }
  if (value) select.value = value;
}

function submitted(form, done) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    done();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

function actions() {
  const save = button("roster.save", () => {});
  save.type = "submit";
  return make("div", "actions", save, button("roster.cancel", close));
}

function tourForm() {
  const form = make("form", "new-tour");
  const tour = open?.tour ?? null;
  const [postLabel, post] = field("roster.post", "select", 0);
  options(post, tours.posts().map(({ code, name }) => [code, name]), tour?.post);
  const [whoLabel, who] = field("roster.who", "select", 0);
  const [fromLabel, from] = field("roster.from", "input", 0, "datetime-local");
  const [toLabel, to] = field("roster.to", "input", 0, "datetime-local");
  const limit = Number(part(".roster-box").dataset.contact);
  const [contactLabel, contact] = field("roster.contact", "input", limit);
  const may = () => {
    const roles = tours.post(post.value)?.roles ?? [];
    const found = tours.crew().filter(([, , role]) => roles.includes(role));
    const before = who.value || tour?.login;
    who.replaceChildren();
    options(who, found.map(([login, name]) => [login, `${name} ${login}`]), before);
  };
  const hours = () => {
    const known = tours.post(post.value)?.hours;
    if (!known) return;
    const [date] = clock.address(day).split("T");
    const [after] = clock.address(day + NEXT_DAY_MS).split("T");
    from.value = `${date}T${known[0]}`;
    to.value = `${known[1] > known[0] ? date : after}T${known[1]}`;
  };
  post.addEventListener("change", may);
  may();
  if (tour === null) {
    post.addEventListener("change", hours);
    hours();
  } else {
    from.value = clock.address(tour.from);
    to.value = clock.address(tour.to);
    contact.value = tour.contact;
  }
  form.append(postLabel, whoLabel, fromLabel, toLabel, contactLabel, actions());
  submitted(form, () => {
    const said = { post: post.value, login: who.value, from: from.value, to: to.value };
    const asked = { ...said, contact: contact.value };
    if (tour === null) ask({ act: "add", ...asked }, close);
    else ask({ act: "change", entry: tour.no, version: String(tour.v), ...asked }, close);
  });
  return form;
}

const called = (tour) => ({ name: tour.name, at: tours.span(tour) });

/* A reason for taking out or swapping; before the second tour of a swap is chosen, what to do. */
function wordForm() {
  const form = make("form", "reason-form");
  const { kind, tour, other } = /** @type {Open} */ (open);
  const said = make("p", "chosen");
  const both = [tour, other].filter((one) => one !== null).map((one) => {
    const { name, at } = called(one);
    return `${name} ${at}`;
  });
  const waits = kind === "swap" && other === null;
  write(said, waits ? say.fill("roster.swap.chosen", called(tour)) : both.join(" ⇄ "));
  form.append(said);
  submitted(form, () => {});
  if (waits) {
    form.append(button("roster.cancel", close));
    return form;
  }
  const limit = Number(part(".roster-box").dataset.reason);
  const [label, reason] = field("roster.reason", "input", limit);
  const send = button(kind === "swap" ? "roster.swap" : "roster.out", () => {});
  send.type = "submit";
  form.append(label, send, button("roster.cancel", close));
  form.addEventListener("submit", () => {
    const first = { entry: tour.no, version: String(tour.v), reason: reason.value };
    const second = kind === "swap" ? { other: other.no, other_version: String(other.v) } : {};
    ask({ act: kind, ...first, ...second }, close);
  });
  return form;
}
