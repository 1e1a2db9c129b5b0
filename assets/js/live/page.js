/* The one global, `cc`, and the start of a Dash page. */
import { copy, live } from "./socket.js";
import * as traces from "./traces.js";

/* `parts` are the functions that the server's maps name, and what tests read. */
export function publish(parts) {
  const told = ["rev", "seq", "build"].map((name) => [name, { get: () => live[name] }]);
  const model = { get: copy };
  window.cc = Object.defineProperties({ live, ...parts }, { model, ...Object.fromEntries(told) });
}

let madeAt = null;
const waiting = new Map(); // until Dash has made the screen: what is last set, by id

/* For how long Dash's own screen has been there, in ms. */
export const madeFor = () => (madeAt === null ? 0 : performance.now() - madeAt);

/* Sets what Dash knows of an element, as soon as there is one. */
export function setProps(id, props) {
  if (madeAt === null) waiting.set(id, { ...waiting.get(id), ...props });
  else window.dash_clientside.set_props(id, props);
}

/* Takes back what Dash hasn't been told yet; false if there is nothing. */
export const takeBack = (id) => waiting.delete(id);

function made() {
  madeAt = performance.now();
  for (const [id, props] of waiting) setProps(id, props);
  waiting.clear();
}

const PICTURE_MS = 1500; // how long libraries wait for the first picture
const awaited = []; // what the first picture still needs

/* The first picture needs what this promise brings; the libraries wait for it. */
export const needs = (promise) => void awaited.push(promise.catch(() => {}));

/* Dash starts last, once all libraries are in, so that all it renders finds them. */
export function begin(parts) {
  publish(parts);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
}

/* On a page that is drawn the libraries run after its first picture: nothing in it needs them, and
   they would only hold it up. */
function start() {
  const later = document.getElementById("page-libraries");
  if (later === null) startDash();
  else pictured().then(() => run(later.content.querySelectorAll("script"))).then(startDash);
}

/* Resolves once the first picture has been painted, or should have been. */
function pictured() {
  const painted = Promise.all(awaited).then(() =>
    new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  );
  return Promise.race([painted, new Promise((done) => setTimeout(done, PICTURE_MS))]);
}

/* Runs them in their order; resolves once all have run. Without one of them the page is loaded
   again: see again.js. */
function run(scripts) {
  return Promise.all([...scripts].map(({ src }) =>
    new Promise((done) => {
      const script = document.createElement("script");
      Object.assign(script, { src, async: false, onload: done });
      document.head.append(script);
    })
  ));
}

function startDash() {
  bring();
  swapScreens();
  new window.DashRenderer();
}

/* The first layout and the callbacks that Dash asks for once it has started: the page has brought
   both. Each is given once; without them, and from then on, the server is asked. */
function bring() {
  const [layout, dependencies] = ["layout", "dependencies"].map(brought);
  if (layout === null || dependencies === null) return;
  const at = layout.props.children.find(({ props }) => props.id === "page-location");
  // The address as Dash itself would read it, so that it sees no change in it.
  Object.assign(at.props, { pathname: location.pathname, search: location.search });
  /** @type {Map<unknown, object>} */
  const answers = new Map([["/_dash-layout", layout], ["/_dash-dependencies", dependencies]]);
  const ask = window.fetch;
  window.fetch = (...asked) => {
    const answer = answers.get(asked[0]);
    if (answer === undefined) return ask(...asked);
    answers.delete(asked[0]);
    if (answers.size === 0) window.fetch = ask;
    return Promise.resolve(Response.json(answer));
  };
}

function brought(name) {
  const part = document.getElementById(`page-${name}`);
  return part === null ? null : JSON.parse(part.textContent);
}

/* The screen that the server has drawn stands until Dash has made its own; nothing is painted in
   between, and what a hand has left on the one is on the other. */
function swapScreens() {
  const entry = document.getElementById("react-entry-point");
  const watch = new MutationObserver(() => {
    if (entry.querySelector("#page-outlet") === null) return;
    watch.disconnect();
    const frame = document.getElementById("page-frame");
    const putBack = frame === null ? null : traces.left(frame);
    frame?.replaceChildren(); // who waits for an element is told by its parent
    frame?.remove();
    queueMicrotask(() => { // once those have been told
      putBack?.();
      made();
    });
  });
  watch.observe(entry, { childList: true, subtree: true });
}
