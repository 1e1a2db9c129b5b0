/* The standing warnings, each with its headline, source and end; what it says opens below. */
import { make, show } from "../common/dom.js";
import * as warning from "../common/warning.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import * as tours from "./tours.js";

function line(one) {
  const { headline, text, instruction } = warning.said(one);
  const words = make(
    "span",
    "said",
    make("strong", "warning-title", warning.title(one)),
    make("span", "headline", say.text(headline)),
  );
  const facts = make(
    "span",
    "facts",
    make("span", "", warning.source(one)),
    make("span", "", warning.until(one)),
  );
  const row = make("li", "warning", warning.sign(one), words, facts);
  row.dataset.no = one.no;
  const content = [text, instruction].filter(Boolean);
  if (content.length > 0) {
    const more = make("details", "content", make("summary", "", say.fill("warning.content")));
    more.append(...content.map((said) => make("p", "", say.text(said))));
    row.append(more);
  }
  return row;
}

export function draw(_model) {
  const section = page.model?.warnings ?? {};
  const found = warning.standing(section);
  show(part("#duty-warnings"), found.length > 0);
  const more = warning.others(section, found.length);
  const said = found.map((one) => [one, warning.until(one), more]);
  tours.redraw(part(".warning-list"), said, () => [
    ...found.map(line),
    ...(more > 0 ? [make("li", "", say.fill("warning.more", { n: say.count(more) }))] : []),
  ]);
}

export const tick = () => draw(null);

/* As many lines as warnings stand. */
export function facts() {
  const section = page.model?.warnings ?? {};
  const found = warning.standing(section).length;
  const lines = [...part(".warning-list").querySelectorAll(".warning")].length;
  return [[lines, found]];
}
