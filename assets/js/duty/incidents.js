/* The incidents in progress, each with its next report and how long that has left. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { address, page, part } from "../office/shown.js";
import { light, report, rows, told } from "./rows.js";

const NUMERALS = ["I", "II", "III", "IV"];

export function draw({ incidents }) {
  const running = told(incidents);
  rows(".incidents", running.length).forEach((row, at) => fill(row, running[at]));
  show(part("#duty-incidents .none"), running.length === 0);
  write(part("#duty-incidents .none-text"), say.fill("incident.none"));
  tick();
}

function fill(row, { no, level, title, status, owed, drill }) {
  const line = row.firstElementChild;
  const cell = (name) => line.querySelector(`.${name}`);
  mark(line, "href", address(`/duty/incident/${encodeURIComponent(no)}`));
  row.dataset.no = no;
  mark(row, "data-drill", drill ? "" : null);
  mark(cell("level"), "data-level", level === null ? "none" : String(level));
  write(cell("numeral"), level === null ? "?" : NUMERALS[level - 1]);
  const grade = say.fill(level === null ? "level.undecided" : `level.${level}`);
  write(cell("title"), say.text(title));
  write(cell("status"), `${grade} · ${say.fill(`incident.${status}`)}`);
  const unsigned = owed?.unsigned ? ` · ${say.fill("report.status.UNSIGNED")}` : "";
  const words = owed === null ? say.fill("owed.none") : report(owed.kind, owed.n) + unsigned;
  write(cell("report"), words);
}

export function tick() {
  const now = clock.now();
  const lines = part(".incidents").children;
  told(page.model?.incidents).forEach((one, at) => {
    const cell = (name) => lines[at].querySelector(`.${name}`);
    const [place, n] = [say.place(one.street, one.grid), say.count(one.cases)];
    const t = say.duration(now - one.known_at);
    write(cell("facts"), say.fill("incident.facts", { place, t, n }));
    write(cell("time"), one.owed === null ? "" : say.due(one.owed.due));
    light(cell("lamp"), { due: one.owed?.due, from: one.owed?.soon }, now);
  });
}
