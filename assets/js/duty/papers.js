/* The written reports, each a page to be printed; and how old the paper pack is. */
import * as clock from "../common/clock.js";
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { address, page, part } from "../office/shown.js";
import { report, rows, told } from "./rows.js";

const PACK_LATE_MS = 12 * 60 * 1000;

export function draw({ papers }) {
  const found = told(papers);
  show(part(".papers"), found.length > 0);
  rows(".paper-list", found.length).forEach((row, at) => fill(row, found[at]));
  tick();
}

/* A pack comes every five minutes: without two of them something is wrong. */
export function tick() {
  const [now, at] = [clock.now(), page.model?.system?.pack ?? 0];
  if (now === null) return;
  const late = now - at > PACK_LATE_MS;
  const said = { at: clock.moment(at), t: say.duration(now - at) };
  const key = at === 0 ? "pack.none" : late ? "pack.late" : "pack.at";
  write(part(".pack .pack-said"), say.fill(key, said));
  mark(part(".pack .lamp"), "data-lamp", late ? "overdue" : "none");
  mark(part(".pack"), "data-late", late ? "" : null);
}

function fill(row, { no, title, reports }) {
  write(row.querySelector(".title"), say.text(title));
  row.dataset.no = no;
  const links = row.querySelector(".links");
  while (links.childElementCount > reports.length) links.lastElementChild.remove();
  while (links.childElementCount < reports.length) links.append(link());
  reports.forEach((one, at) => lead(links.children[at], no, one));
}

function link() {
  const made = make("a", "paper-link");
  Object.assign(made, { target: "_blank", rel: "noopener" });
  return made;
}

function lead(made, no, { place, kind, n, draft }) {
  const name = report(kind, n);
  write(made, draft ? say.fill("paper.draft", { report: name }) : name);
  mark(made, "href", address(`/duty/reports/${encodeURIComponent(no)}/${place}`));
}

/* As many lines as incidents with reports, and as many links as they have. */
export function facts() {
  const found = told(page.model?.papers);
  const lines = [...part(".paper-list").children].filter((row) => !row.hidden);
  const links = lines.reduce((sum, row) => sum + row.querySelectorAll("a").length, 0);
  return [[lines.length, found.length], [
    links,
    found.reduce((sum, { reports }) => sum + reports.length, 0),
  ]];
}
