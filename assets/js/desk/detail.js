/* The detail: its lamp, its axis with both clocks by the server's time, and who else looks at
   it. Opened parts stay open when the detail is replaced. */
import * as axis from "../common/axis.js";
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import { lampOf } from "../common/lamp.js";
import * as say from "../common/words.js";
import * as presence from "./presence.js";

let second = null;

function lamp(element, now) {
  const { amber, due, severe } = element.dataset;
  const state = lampOf({ amber: Number(amber), due: Number(due), severe: Number(severe) }, now);
  dom.mark(element, "data-lamp", state);
  dom.mark(element.querySelector(".case-lamp"), "data-lamp", state);
  dom.write(element.querySelector(".lamp-word"), say.fill(`lamp.${state}`));
  dom.write(element.querySelector(".lamp-time"), axis.timeLeft(Number(due), now));
  return state;
}

export function draw() {
  const now = clock.now();
  if (now === null) return;
  for (const detail of document.querySelectorAll(".detail[data-no]")) {
    drawLooking(detail);
    const ticking = detail.querySelector(".detail-lamp.ticking");
    if (ticking === null) continue;
    const state = lamp(ticking, now);
    const stage = detail.querySelector(".clock-stage");
    if (stage !== null) dom.mark(stage, "data-lamp", state);
    detail.querySelectorAll(".axis").forEach((one) => axis.draw(one, now));
  }
}

function tick() {
  const now = Math.floor((clock.now() ?? 0) / 1000);
  if (now !== second) draw();
  second = now;
}

/* Whether a part is open is noted on the page's root, which outlives every detail. */
function toggled(event) {
  const button = event.target.closest?.("[data-toggle]");
  if (!button) return;
  const root = button.closest(".desk");
  const name = `data-${button.dataset.toggle}`;
  const opens = root.getAttribute(name) !== "open";
  dom.mark(root, name, opens ? "open" : null);
  button.setAttribute("aria-expanded", String(opens));
}

export function start() {
  document.addEventListener("click", toggled);
  dom.whenThere("console-detail", (place) => {
    new MutationObserver(draw).observe(place, { childList: true });
    draw();
  });
  setInterval(tick, 250);
}

/* Who else looks at this case or works on it: the same faces as in the queue, with names. */
let saidLooking = null;
let shown = null;

function one(somebody) {
  const words = somebody.mode === "edit" ? "edits" : "views";
  const name = say.text(somebody.name);
  const line = document.createElement("span");
  line.append(presence.face(somebody), say.fill(words, { name }));
  return line;
}

/* Draws again only when somebody has come, gone or begun to work on the case. */
function drawLooking(detail) {
  const place = detail.querySelector(".detail-looking");
  if (place === null) return;
  const me = detail.closest(".desk")?.dataset.login;
  const here = presence.of(detail.dataset.no).filter(({ login }) => login !== me);
  const now = here.map(({ login, mode }) => `${login} ${mode}`).join();
  if (place === shown && now === saidLooking) return;
  [shown, saidLooking] = [place, now];
  place.replaceChildren(...here.map(one));
}
