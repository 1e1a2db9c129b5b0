/* Writes into the page: only what differs, and text always as text. */

/* Replaces all that is in the element: a browser that translates the page, or an extension, may
   have put elements of its own around the text. */
export function write(element, text) {
  const node = element.firstChild;
  if (node instanceof Text && node === element.lastChild) {
    if (node.data !== text) node.data = text;
  } else if (node !== null || text !== "") {
    element.textContent = text;
  }
}

/* Sets an attribute, or removes it with null. */
export function mark(element, name, value) {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/* Makes an element of this class with these children. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/* Puts text into a field as if it had been typed: React listens to the element's own setter. */
export function enter(field, text) {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

export function width(element, share) {
  const value = `${(share * 100).toFixed(2)}%`;
  if (element.style.width !== value) element.style.width = value;
}

const STILL = "(prefers-reduced-motion: reduce)";
const QUIET_MS = 1000;
const TOGETHER_MS = 16;
let cameAt = -Infinity;
let fadingSince = -Infinity;

/* Fades in what comes after a quiet second. On a busy day nothing fades: the screen would never
   be still, and would be painted sixty times a second. */
export function fadeIn(element) {
  const here = performance.now();
  if (here - cameAt > QUIET_MS) fadingSince = here;
  cameAt = here;
  if (here - fadingSince > TOGETHER_MS || matchMedia(STILL).matches) return;
  element.animate([{ opacity: 0.2 }, { opacity: 1 }], 200);
}

/* Calls found(element) when the element of this id is in the page, and again when it is
   replaced. */
export function whenThere(id, found) {
  let known = null;
  let watched = null;
  const observer = new MutationObserver(look);

  function look() {
    const element = document.getElementById(id);
    if (element === known) return;
    known = element;
    // Once found, only its parent is watched: watching the whole page would report every change.
    const target = element ? element.parentNode : document.body;
    if (target !== watched) {
      observer.disconnect();
      observer.observe(target, { childList: true, subtree: target === document.body });
      watched = target;
    }
    if (element) found(element);
  }

  observer.observe(document.body, { childList: true, subtree: true });
  watched = document.body;
  look();
}

let sizeLabel = null;

function showSize() {
  if (sizeLabel !== null) write(sizeLabel, `${window.innerWidth} × ${window.innerHeight}`);
}

/* Writes the window's size into this element, and no longer into the one before: with a listener
   for each, every view that was left would be kept. */
export function sized(element) {
  if (sizeLabel === null) window.addEventListener("resize", showSize);
  sizeLabel = element;
  showSize();
}
