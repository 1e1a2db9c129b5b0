/* Cases near the incident in place and time that belong to none yet: ticked, and linked at once. */
import * as clock from "../common/clock.js";
import { make, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { ask, button } from "../office/ask.js";
import { page, part } from "../office/shown.js";
import { number } from "./file_of.js";
import { rows } from "./rows.js";

const KEY = "l";
const LAST = Infinity;

let opened = false;
const ticked = new Set();

/* The likeliest first: alike ones, then by distance; what has no point is somewhere in the grid. */
function sorted() {
  const found = Object.values(page.model?.near ?? {}).filter((one) => one !== null);
  const way = ({ metres }) => metres ?? LAST;
  return found.sort((a, b) =>
    Number(b.alike) - Number(a.alike) || way(a) - way(b) || (a.no < b.no ? -1 : 1)
  );
}

export function draw(_model) {
  const found = sorted();
  const there = new Set(found.map(({ no }) => no));
  for (const no of ticked) if (!there.has(no)) ticked.delete(no);
  if (found.length === 0) opened = false;
  show(part(".near"), found.length > 0);
  show(part(".near-cases"), opened);
  if (opened) rows(".near-cases", found.length).forEach((row, at) => fill(row, found[at]));
  head(found);
  foot();
}

function fill(row, { no, item, street, grid, text, at, metres, alike }) {
  const cell = (name) => row.querySelector(`.${name}`);
  tick(row, no);
  write(cell("item"), item === null ? say.fill("unclassified") : say.name("items", item));
  write(cell("alike"), alike ? say.fill("near.alike") : "");
  const way = metres === null ? "" : say.fill("near.metres", { n: say.count(metres) });
  write(cell("place"), [say.place(street, grid), way].filter(Boolean).join(" · "));
  write(cell("when"), say.fill("near.when", { at: clock.stamp(at) }));
  write(cell("text"), text);
}

function tick(row, no) {
  const label = row.firstElementChild;
  let box = label.querySelector("input");
  if (box === null) {
    box = make("input", "tick");
    box.type = "checkbox";
    label.prepend(box);
  }
  row.dataset.no = no;
  box.checked = ticked.has(no);
  box.onchange = () => {
    if (box.checked) ticked.add(no);
    else ticked.delete(no);
    foot();
  };
}

/* The buttons are made once, as somebody may be on one; only what they say changes. */
function head(found) {
  const box = part(".near-head");
  const wanted = opened ? "open" : "closed";
  if (box.dataset.kind !== wanted) {
    box.dataset.kind = wanted;
    const opens = button("near.open", () => set(!opened), KEY.toUpperCase());
    opens.dataset.key = KEY;
    const more = [
      button("near.alike_all", () => choose(({ alike }) => alike)),
      button("near.all", () => choose(() => true)),
      button("near.none", () => choose(() => false)),
    ];
    box.replaceChildren(opens, ...(opened ? more : []));
  }
  const opens = box.firstElementChild;
  opens.setAttribute("aria-expanded", String(opened));
  const n = say.count(found.length);
  write(opens.lastElementChild, say.fill(opened ? "near.close" : "near.open", { n }));
}

function set(open) {
  opened = open;
  draw(page.model ?? {});
  part(".near-head button").focus();
}

function choose(wanted) {
  ticked.clear();
  for (const one of sorted()) if (wanted(one)) ticked.add(one.no);
  draw(page.model ?? {});
}

function foot() {
  const box = part(".near-foot");
  show(box, opened && ticked.size > 0);
  if (box.childElementCount === 0) box.append(button("near.link", link));
  const n = say.count(ticked.size);
  write(box.firstElementChild.lastElementChild, say.fill("near.link", { n }));
}

/* All that are ticked, or none: a refusal names the case, and leaves the ticks. */
function link() {
  const cases = [...ticked].join(" ");
  ask({ act: "link_cases", incident: number(), cases }, () => {
    ticked.clear();
    set(false);
  });
}

/* As many lines as there are suggestions, while they are open. */
export function facts(_model) {
  const lines = [...part(".near-cases").children].filter((row) => !row.hidden);
  return opened ? [[lines.length, sorted().length]] : [];
}
