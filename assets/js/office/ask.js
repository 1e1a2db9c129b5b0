/* Asks the server for an act of the page, and shows its answer. */
import { make, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page } from "../office/shown.js";

/* `…-answer` in the page, which asks by `…-asked`. */
const boxOfPage = () => page.root.querySelector('[role="status"][id$="-answer"]');

const ONCE_BYTES = 16;

/* What identifies a form, however often it is sent. `randomUUID` is only there over HTTPS. */
export const newOnce = () =>
  Array.from(
    crypto.getRandomValues(new Uint8Array(ONCE_BYTES)),
    (one) => one.toString(16).padStart(2, "0"),
  ).join("");

let count = 0;
let waiting = { n: 0, done(_made) {} };

/* `done(made)` once it has been carried out, with the number of what it has made, if anything; a refusal
   leaves everything as it was typed. */
export function ask(act, done = (_made = "") => {}) {
  const box = boxOfPage();
  if (box === null) return;
  if (page.root.dataset.state === "lost") {
    box.dataset.said = say.fill("offline");
    return;
  }
  count += 1;
  waiting = { n: count, done };
  box.dataset.said = say.fill("asking");
  window.dash_clientside.set_props(box.id.replace(/answer$/, "asked"), {
    data: { ...act, n: count },
  });
}

function answered(box) {
  const answer = box.firstElementChild;
  if (answer === null || Number(answer.dataset.n) !== waiting.n) return;
  delete box.dataset.said;
  const { done } = waiting;
  waiting = { n: 0, done(_made) {} };
  if (answer.dataset.done === "yes") done(answer.dataset.made ?? "");
}

/* The answer comes as an element of Dash's own. */
export function listen() {
  const box = boxOfPage();
  if (box === null) return;
  new MutationObserver(() => answered(box)).observe(box, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["data-n"],
  });
}

/* A button with its word, and perhaps its key. */
export function button(word, pressed, key = "") {
  const made = make("button", "act");
  made.type = "button";
  if (key !== "") {
    const cap = make("kbd", "key", key);
    cap.setAttribute("aria-hidden", "true");
    made.setAttribute("aria-keyshortcuts", key.replace("Ctrl", "Control"));
    made.append(cap);
  }
  const name = make("span", "");
  write(name, say.fill(word));
  made.append(name);
  made.addEventListener("click", pressed);
  return made;
}

/* A field under its name; `limit` is the server's, too. */
export function field(word, tag, limit, type = "") {
  const [label, name, input] = [make("label", "field"), make("span", ""), make(tag, "")];
  write(name, say.fill(word));
  if (limit > 0) input.maxLength = limit;
  if (type !== "") input.type = type;
  label.append(name, input);
  return [label, input];
}

/* The form of an act that needs nothing but a reason: `sent(reason)`, or `dropped()`. */
export function reasonForm(word, limit, sent, dropped) {
  const made = make("form", "reason-form");
  const [label, input] = field("log.reason", "input", limit);
  const send = button(word, () => {});
  send.type = "submit";
  made.append(label, send, button("log.cancel", dropped));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    sent(input.value);
  });
  return made;
}
