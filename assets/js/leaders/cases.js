/* The cases that hurt most, and the incident that runs. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import { lampOf, soon } from "../common/lamp.js";
import * as say from "../common/words.js";
import { place } from "./instruct.js";
import { address, page, part } from "../office/shown.js";

/* As many rows as there are cases, made after the first. */
function rows(count) {
  const box = part(".worst-rows");
  while (box.childElementCount < count) box.append(box.firstElementChild.cloneNode(true));
  [...box.children].forEach((row, at) => show(row, at < count));
  return [...box.children].slice(0, count);
}

export function draw(/** @type {Model} */ { worst = {}, figures = {} }) {
  const cases = Object.values(worst).filter((one) => one !== null);
  rows(cases.length).forEach((line, at) => fill(line, cases[at]));
  const none = part(".panel-worst .none");
  show(none, cases.length === 0);
  write(none.querySelector(".none-text"), say.fill("worst.none"));
  const more = part(".panel-worst .more");
  show(more, figures.overdue > cases.length);
  write(more.firstChild, say.fill("worst.more", { n: say.count(figures.overdue) }));
  tick();
}

function fill(line, { no, urgency, item, street, grid, who, level, due, severe_at: severe }) {
  const row = line.querySelector(".worst-row");
  place(line.querySelector(".instruct-box"), { about: "CASE", of: no, item, unit: who });
  mark(row, "href", address(`/case/${encodeURIComponent(no)}`));
  Object.assign(row.dataset, { no, due, severe: severe ?? "" });
  const cell = (name) => row.querySelector(`.${name}`);
  mark(cell("urgency"), "data-urgency", urgency);
  write(cell("urgency"), say.text(urgency));
  write(cell("item"), item === null ? say.fill("unclassified") : say.name("items", item));
  write(cell("place"), say.place(street, grid));
  const said = [holder(who)];
  if (level > 0) said.push(say.fill("level", { n: level }));
  write(cell("who"), said.join(" · "));
}

const holder = (who) => say.has(`seat.${who}`) ? say.fill(`seat.${who}`) : say.name("units", who);

/* How long over: what time alone changes. */
export function tick() {
  const now = clock.now();
  for (const row of page.root.querySelectorAll(".worst-line:not([hidden]) .worst-row")) {
    const instants = { due: Number(row.dataset.due), severe: Number(row.dataset.severe || NaN) };
    write(row.querySelector(".time"), say.due(instants.due));
    const lamp = row.querySelector(".lamp");
    mark(lamp, "data-lamp", lampOf(instants, now));
    mark(lamp, "data-soon", soon(instants, now, Number(page.root.dataset.soon)) ? "" : null);
  }
  drawIncident(page.model ?? {});
}

function drawIncident(/** @type {Model} */ { incident = {} }) {
  const box = part("#leaders-incident");
  const { current = null, count = 0 } = incident;
  show(box.querySelector(".running"), current !== null);
  show(box.querySelector(".none"), current === null);
  const cell = (name) => box.querySelector(`.${name}`);
  const about = current && { about: "INCIDENT", of: current.no, title: say.text(current.title) };
  place(cell("instruct-box"), about);
  if (current === null) return write(cell("incident-none"), say.fill("incident.none"));
  const { level, title, street, grid, known_at: since, cases } = current;
  mark(cell("level"), "data-level", level === null ? "none" : String(level));
  write(cell("numeral"), level === null ? "?" : ["I", "II", "III", "IV"][level - 1]);
  const grade = say.fill(level === null ? "level.undecided" : `level.${level}`);
  write(cell("incident-title"), `${grade} · ${say.text(title)}`);
  const where = { street: say.name("streets", street), grid, t: say.duration(clock.now() - since) };
  write(cell("incident-place"), say.fill("incident.since", where));
  write(cell("incident-cases"), cases > 0 ? say.fill("incident.cases", { n: cases }) : "");
  return write(
    cell("incident-others"),
    count > 1 ? say.fill("incident.others", { n: count - 1 }) : "",
  );
}
