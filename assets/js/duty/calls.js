/* The calls under way: each chain with its steps, answered or sent again by who may. */
import { make, mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "../live/check.js";
import { ask, button } from "../office/ask.js";
import { page, part } from "../office/shown.js";
import * as words from "./call_words.js";
import * as tours from "./tours.js";

const box = () => part(".call-list");

/* Chains in numbered places; `more` among them is a number. */
export const chains = (section = {}) =>
  Object.entries(section).filter(([place, one]) => place !== "more" && one !== null)
    .sort(([one], [other]) => Number(one) - Number(other)).map(([, one]) => one);

const named = (code) => tours.post(code)?.name ?? code;

const called = (chain) => chain.steps.flatMap((step) => step.called);

/* Whether this person was called and hasn't answered. */
export const mayAnswer = (chain, login) =>
  called(chain).some((one) => one.login === login) &&
  !called(chain).some((one) => one.login === login && one.answered !== null);

function line(message, again) {
  const row = make("li", "message", make("span", "said", say.text(words.message(message))));
  row.dataset.status = message.status;
  mark(row, "data-lost", message.again ? "" : null);
  if (message.again && again) {
    const press = () => ask({ act: "send_again", message: message.no });
    row.append(button("call.again", press));
  }
  return row;
}

function step(one, again) {
  const made = make("li", "step", make("span", "step-said", words.step(one, named)));
  for (const person of one.called) {
    const sent = one.messages.filter(({ login }) => login === person.login);
    const list = make("ul", "messages", ...sent.map((message) => line(message, again)));
    const who = make("span", "called", words.person(person));
    mark(who, "data-answered", person.answered === null ? null : "");
    made.append(make("div", "callee", who, list));
  }
  return made;
}

function row(chain, { login, again }) {
  const head = make(
    "div",
    "call-head",
    make("strong", "matter", words.matter(chain)),
    make("span", "object", words.object(chain)),
    make("span", "standing", words.standing(chain)),
    make("span", "onward", words.onward(chain, named)),
  );
  if (mayAnswer(chain, login)) {
    head.append(button("call.answer", () => ask({ act: "answer_call", chain: chain.key })));
  }
  const steps = make("ol", "steps", ...chain.steps.map((one) => step(one, again === "yes")));
  const made = make("li", "call", head, steps);
  Object.assign(made.dataset, { chain: chain.key, status: chain.status });
  mark(made, "data-drill", chain.drill ? "" : null);
  mark(made, "data-late", words.late(chain) ? "" : null);
  return made;
}

export function draw(_model) {
  const section = page.model?.calls ?? {};
  const found = chains(section);
  show(part("#duty-calls"), found.length > 0);
  const { login = "", again = "" } = box().dataset;
  const said = [found, found.map(words.late)];
  tours.redraw(box(), said, () => found.map((chain) => row(chain, { login, again })));
  const more = section.more ?? 0;
  show(part("#duty-calls .more"), more > 0);
  write(part("#duty-calls .more").firstChild, say.fill("calls.more", { n: say.count(more) }));
}

export const tick = () => draw(null);

/* As many rows as chains, the first of them in its state's words. */
export function facts() {
  const found = chains(page.model?.calls);
  const rows = [...box().children];
  if (found.length === 0) return [[rows.length, 0]];
  const standing = rows[0]?.querySelector(".standing");
  return [[rows.length, found.length], [
    standing ? check.textOf(standing) : "",
    words.standing(found[0]),
  ]];
}
