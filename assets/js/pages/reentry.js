/* Entering from paper: sent without leaving the page, so that nothing typed is lost when the centre
   doesn't answer. */
import * as session from "../desk/session.js";
import * as typed from "../desk/typed.js";
import { publish } from "../live/page.js";

const OK = 200;

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const there = answer.status === OK && !answer.redirected;
    const made = there ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const main = made?.querySelector("form.reentry") ? made.querySelector("main") : null;
    if (main === null) return lost(form);
    document.querySelector("main")?.replaceWith(document.adoptNode(main));
    listen();
    document.querySelector("main > .said, .refused, .done")?.scrollIntoView({ block: "center" });
  } catch {
    lost(form);
  } finally {
    button.disabled = false;
  }
}

/* Says so above the rows, which stay as they are. */
function lost(form) {
  const said = form.querySelector(":scope > .said");
  said.textContent = form.dataset.lost;
  said.hidden = false;
  said.scrollIntoView({ block: "center" });
}

function listen() {
  document.querySelector("form.reentry")?.addEventListener("submit", send);
}

typed.start(session.ended);
session.start();
publish({ session });
listen();
