/* The linked cases, each with its own clock; a line leads to its case. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import { lampOf } from "../common/lamp.js";
import * as say from "../common/words.js";
import { ask, button, reasonForm } from "../office/ask.js";
import { address, page, part } from "../office/shown.js";
import { isRunning, keys, number } from "./file_of.js";
import { light, rows } from "./rows.js";

const SOON_MS = 30 * 60 * 1000;
const LAST = Infinity;

let unlinking = ""; // the number of the case that somebody is unlinking

/* Open ones by time left, then the others. */
function sorted() {
  const found = Object.values(page.model?.cases ?? {}).filter((one) => one !== null);
  const rank = ({ open, due }) => (open ? due ?? LAST : LAST);
  return found.sort((a, b) =>
    Number(b.open) - Number(a.open) || rank(a) - rank(b) || (a.no < b.no ? -1 : 1)
  );
}

const late = ({ due }) => lampOf({ due }, clock.now()) !== "none";

export function draw(/** @type {Model} */ { head = {} }) {
  const found = sorted();
  const running = isRunning();
  rows(".cases", found.length).forEach((row, at) => {
    fill(row, found[at]);
    unlinkBox(row.querySelector(".unlink-box"), found[at], running);
  });
  show(part("#incident-cases .none"), found.length === 0);
  write(part("#incident-cases .none-text"), say.fill("case.none"));
  const more = (head.now?.linked ?? 0) - found.length;
  show(part("#incident-cases .more"), more > 0);
  write(part("#incident-cases .more-text"), say.fill("case.more", { n: say.count(more) }));
  tick();
}

function fill(row, { no, item, street, grid, unit, state }) {
  const cell = (name) => row.querySelector(`.${name}`);
  mark(row.firstElementChild, "href", address(`/case/${encodeURIComponent(no)}`));
  row.dataset.no = no;
  write(cell("item"), item === null ? say.fill("unclassified") : say.name("items", item));
  write(cell("place"), say.place(street, grid));
  write(cell("unit"), unit === null ? say.fill("case.nobody") : say.name("units", unit));
  write(cell("state"), say.fill(`state.${state}`));
}

/* Drawn again only when it changes: somebody may be writing in it. */
function unlinkBox(box, { no, open }, running) {
  const wanted = !(open && running) ? "none" : unlinking === no ? "form" : "button";
  if (box.dataset.kind === `${wanted} ${no}`) return;
  box.dataset.kind = `${wanted} ${no}`;
  if (wanted === "none") box.replaceChildren();
  else if (wanted === "button") box.replaceChildren(button("case.unlink", () => unlink(no)));
  else box.replaceChildren(reason(no));
}

function unlink(no) {
  unlinking = no;
  draw(page.model ?? {});
  part(".unlink-box input")?.focus();
}

function reason(no) {
  const dropped = () => unlink("");
  const act = { act: "unlink_cases", incident: number(), cases: no };
  const limit = Number(part(".cases").dataset.reason);
  const sent = (reason) => ask({ ...act, reason }, dropped);
  const made = reasonForm("case.unlink", limit, sent, dropped);
  keys(made, dropped);
  return made;
}

export function tick() {
  const [found, now] = [sorted(), clock.now()];
  const lines = [...part(".cases").children];
  if (now === null || lines.length < found.length) return;
  found.forEach((one, at) => {
    const cell = (name) => lines[at].querySelector(`.${name}`);
    write(cell("time"), one.open && one.due !== null ? say.due(one.due) : "");
    light(cell("lamp"), { due: one.open ? one.due : null, from: one.due - SOON_MS }, now);
  });
  const open = found.filter((one) => one.open);
  const words = {
    n: open.length,
    late: open.filter(late).length,
    closed: found.length - open.length,
  };
  write(part("#incident-cases .count"), found.length === 0 ? "" : say.fill("case.open", words));
}
