/* Who is on duty, and the handover: the sheet line by line, and this person's buttons. */
import * as clock from "../common/clock.js";
import { make, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { address, page, part } from "../office/shown.js";
import { ask, button, field } from "../office/ask.js";
import { what, which } from "./point_words.js";

const WORD_MAX = 1000;

let shown = null; // what the box was drawn from

const text = (className, words) => make("p", className, words);

export function draw(/** @type {Model} */ { shift = {}, before = {} }) {
  const box = part(".shift-box");
  const now = shift.now ?? null;
  const last = before.now ?? null;
  const words = last && { name: last.name, taken: last.taken, at: clock.stamp(last.ended) };
  const said = JSON.stringify([now, last]);
  if (shown !== said || box.childElementCount === 0) {
    shown = said;
    const held = box.contains(document.activeElement);
    box.replaceChildren(...parts(now, box.dataset));
    if (last !== null) box.append(sheetLink("shift.before", words, last.no));
    if (held) box.querySelector("button")?.focus(); // the one that was pressed is gone
  }
  tick();
}

function sheetLink(word, values, no) {
  const link = make("a", "sheet-link", say.fill(word, values));
  link.href = address(`/duty/shifts/${no}`);
  return link;
}

function parts(now, { login: me, standin }) {
  if (now === null) {
    return [
      text("officer", say.fill("shift.none")),
      button("shift.begin", () => ask({ act: "begin" })),
    ];
  }
  const head = [text("officer", say.fill("shift.on", { name: now.name })), text("since", "")];
  if (now.sheet !== null) return [...head, ...sheet(now, me)];
  if (now.officer === me) return [...head, offer("shift.word", "shift.offer")];
  return standin === "yes" ? [...head, standIn(now)] : head;
}

/* For an officer who can't sign: closed until it is needed. */
function standIn({ name }) {
  const summary = make("summary", "", say.fill("shift.stand_in", { name }));
  return make("details", "stand-in", summary, offer("shift.stand_in_why", "shift.stand_in_do"));
}

function offer(asks, does) {
  const form = make("form", "offer");
  const [label, word] = field(asks, "textarea", WORD_MAX);
  const send = button(does, () => {});
  send.type = "submit";
  form.append(label, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ act: "offer", word: word.value });
  });
  return form;
}

function sheet({ no, name, officer, sheet: told }, me) {
  const { word, lines, seen, incoming, incoming_name: reader, left_out: more } = told;
  const signed = officer === me || told.by === me;
  const mine = incoming === me ? seen : [];
  const found = [text("offered", ""), text("accountable", say.fill("shift.accountable", { name }))];
  if (told.by_name !== "") {
    found.push(text("stood-in", say.fill("shift.stood_in", { by: told.by_name, name })));
  }
  if (word !== "") found.push(text("word", say.fill("shift.word_said", { word })));
  const list = make("ul", "sheet");
  list.tabIndex = 0; // it scrolls
  for (const one of lines) list.append(line(one, signed ? seen : mine, !signed));
  found.push(list);
  if (more > 0) found.push(text("left-out", say.fill("shift.left_out", { n: more })));
  if (reader !== "") {
    const values = { name: reader, n: seen.length, all: lines.length };
    found.push(text("reader", say.fill("shift.seen_by", values)));
  }
  if (signed) found.push(button("shift.withdraw", () => ask({ act: "withdraw" })));
  else if (mine.length === lines.length) {
    found.push(button("shift.take", () => ask({ act: "take" })));
  }
  found.push(sheetLink("shift.print", {}, no));
  return found;
}

function line(point, seen, may) {
  const said = make("span", "said", make("strong", "", what(point)), " ", which(point));
  const row = make("li", "sheet-line", said);
  if (seen.includes(point.key)) row.append(make("span", "mark mark-tick"));
  else if (may) row.append(button("shift.seen", () => ask({ act: "seen", line: point.key })));
  return row;
}

/* How long somebody has been on duty, how long an offered sheet may still wait. */
export function tick() {
  const now = page.model?.shift?.now ?? null;
  if (now === null || clock.now() === null) return;
  const values = { at: clock.stamp(now.since), t: say.duration(clock.now() - now.since) };
  const since = part(".shift-box .since");
  if (since !== null) write(since, say.fill("shift.since", values));
  const offered = part(".shift-box .offered");
  if (offered === null || now.sheet === null) return;
  const { offered: at, due } = now.sheet;
  write(offered, say.fill("shift.offered", { at: clock.stamp(at), due: say.due(due) }));
}
