/* What somebody has typed: a dialog with text isn't closed unasked, and text typed when the
   session ended is kept in the tab and offered only to the same person. */
import { enter } from "../common/dom.js";

const KEY = "typed";
const TOTAL_MAX = 20000;
const FIELDS = "textarea, input:not([type]), input[type=text], input[type=search]";

const touched = new WeakSet();

/* Whether an open dialog contains text that would be lost. */
export function filled() {
  const fields = document.querySelectorAll(
    "#console-dialog [data-dialog] :is(textarea, input[type=text], input:not([type]))",
  );
  return [...fields].some((field) => touched.has(field) && field.value.trim() !== "");
}

/* `ended()` tells whether the session has ended, for then the text is kept anyway. */
export function start(ended) {
  addEventListener("input", ({ target }) => target && touched.add(target), {
    capture: true,
    passive: true,
  });
  addEventListener("beforeunload", (event) => filled() && !ended() && event.preventDefault());
}

export function keep(login) {
  const fields = [];
  let room = TOTAL_MAX;
  for (const element of document.querySelectorAll(FIELDS)) {
    const text = element.value;
    if (!touched.has(element) || !text.trim() || text.length > room) continue;
    room -= text.length;
    fields.push({ id: element.id, text });
  }
  if (fields.length) sessionStorage.setItem(KEY, JSON.stringify({ login, fields }));
}

function kept(login) {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return found && found.login === login ? found.fields : [];
  } catch {
    return [];
  }
}

export function offer(login, words) {
  const fields = kept(login);
  if (!fields.length) return sessionStorage.removeItem(KEY);
  const box = document.createElement("section");
  box.className = "session-kept light";
  const title = document.createElement("p");
  title.textContent = words.kept;
  const text = document.createElement("textarea");
  text.readOnly = true;
  text.id = "session-kept";
  const show = () => (text.value = fields.map((field) => field.text).join("\n"));

  function done() {
    sessionStorage.removeItem(KEY);
    box.remove();
  }

  function putBack() {
    for (const field of [...fields]) {
      const element = field.id && document.getElementById(field.id);
      if (!element || element.value) continue;
      enter(element, field.text);
      fields.splice(fields.indexOf(field), 1);
    }
    if (fields.length) show();
    else done();
  }

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  const copy = () => {
    text.select();
    document.execCommand("copy"); // the clipboard API needs https
  };
  show();
  const acts = document.createElement("div");
  acts.append(
    button(words.put_back, putBack),
    button(words.copy, copy),
    button(words.drop, done),
  );
  box.append(title, text, acts);
  document.body.append(box);
}
