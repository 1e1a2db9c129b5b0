/* Standing warnings in the desk's bar; the title of each has all that its message says. */
import { make, show } from "../common/dom.js";
import * as warning from "../common/warning.js";
import * as say from "../common/words.js";

const SHOWN_MAX = 2;

let strip = null;
let warnings = {};

function line(one) {
  const found = make(
    "span",
    "bar-warning",
    make("span", "bar-warning-what", warning.sign(one), make("strong", "", warning.title(one))),
    make("span", "", warning.until(one)),
    make("span", "", warning.source(one)),
  );
  found.title = [say.text(warning.said(one).headline), warning.source(one), warning.until(one)]
    .join("\n");
  return found;
}

export function draw() {
  if (strip === null) return;
  const lines = warning.standing(warnings).slice(0, SHOWN_MAX).map(line);
  const more = warning.others(warnings, lines.length);
  const rest = more > 0 ? say.fill("warning.more", { n: say.count(more) }) : "";
  const said = lines.map((one) => one.textContent + one.title).join() + rest;
  show(strip, lines.length > 0);
  if (strip.dataset.said === said) return;
  strip.dataset.said = said;
  strip.replaceChildren(...lines, rest);
}

export function mount() {
  strip = make("span", "bar-warnings");
  strip.hidden = true;
  return strip;
}

export function tell(section) {
  warnings = section ?? {};
  draw();
}
