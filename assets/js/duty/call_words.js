/* What is said of a chain of calls: its matter, its steps, and what became of each message. */
import * as clock from "../common/clock.js";
import * as say from "../common/words.js";
import { which } from "./point_words.js";

const posts = (codes, named) => codes.map((code) => named(code)).join(say.fill("call.and"));

export const matter = (chain) => say.fill(`call.${chain.matter}`);

export const object = ({ matter, of, title, item }) =>
  which({ kind: matter === "HANDOVER" ? "HANDOVER" : "", of, title, item });

/* 呼叫中：第 1 步，共 3 步. */
export function standing({ status, steps, of_steps: all, round }) {
  const words = { n: say.count(steps.length), all: say.count(all) };
  const said = say.fill(`call.state.${status}`, words);
  return round > 1 ? said + say.fill("call.round", { n: say.count(round) }) : said;
}

const LATE_MS = 30000;

/* Whether a step was due and hasn't been taken: then nobody calls, whatever else this page says. */
export const late = ({ next }) =>
  next !== null && clock.now() !== null && next.at + LATE_MS < clock.now();

/* Whom it calls next and when; empty once it calls nobody any more. */
export function onward({ next }, named) {
  if (next === null) return "";
  if (late({ next })) return say.fill("call.next.late", { at: clock.second(next.at) });
  const key = next.posts.length > 0 ? "call.next" : "call.next.nobody";
  return say.fill(key, { at: clock.second(next.at), post: posts(next.posts, named) });
}

export function step({ n, at, posts: codes, empty }, named) {
  const words = { n: say.count(n), at: clock.second(at), post: posts(codes, named) };
  return say.fill(empty === "" ? "call.step" : `call.step.${empty}`, words);
}

export function person({ name, answered }) {
  return answered === null ? name : say.fill("call.answered", { name, at: clock.second(answered) });
}

/* The state of a message; of a failed one also what comes next. */
export function message({ channel, status, at, next, tries, words, again }) {
  const known = { channel, at: at === null ? "" : clock.second(at), n: say.count(tries) };
  const said = say.fill(`call.message.${status}`, known);
  if (status !== "FAILED") return said;
  const why = words === "" ? "" : say.fill("call.why", { words });
  if (again) return said + why + say.fill("call.given_up");
  return said + why + (next === null ? "" : say.fill("call.retry", { at: clock.second(next) }));
}
