/* Where nobody is within the next 24 hours, above everything else; who may takes it in one press. */
import * as clock from "../common/clock.js";
import { make, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { part } from "../office/shown.js";
import { ask, button } from "../office/ask.js";
import * as tours from "./tours.js";

const SOON_MS = 24 * 3600 * 1000;
const SHOWN = 8;

const soon = () => {
  const now = clock.now();
  return now === null ? [] : tours.gaps().filter(({ from }) => from < now + SOON_MS);
};

const named = (gap) => tours.post(gap.post)?.name ?? gap.post;

/* One gap in words, with the button of who may hold the post. */
export function line(gap, className = "gap") {
  const words = make("span", "said");
  write(words, say.fill("gap", { at: tours.span(gap), post: named(gap) }));
  const row = make("li", className, words);
  if (tours.post(gap.post)?.mine) {
    const { post, from, to } = gap;
    const act = { act: "take_gap", post, from: clock.address(from), to: clock.address(to) };
    row.append(button("gap.take", () => ask(act)));
  }
  return row;
}

export function draw(_model) {
  const found = soon();
  show(part("#duty-gaps"), found.length > 0);
  const shown = found.slice(0, SHOWN);
  const said = shown.map((gap) => [gap, tours.span(gap)]);
  tours.redraw(part(".gap-list"), said, () => shown.map((gap) => line(gap)));
  const more = part("#duty-gaps .more");
  show(more, found.length > SHOWN);
  write(more.firstChild, say.fill("gaps.more", { n: say.count(found.length - SHOWN) }));
}

export const tick = () => draw(null);

/* As many lines as there are gaps soon, the first of them in its words. */
export function facts() {
  const found = soon().slice(0, SHOWN);
  const lines = [...part(".gap-list").children];
  return [[lines.length, found.length]];
}
