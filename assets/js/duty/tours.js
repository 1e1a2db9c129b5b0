/* The roster as it was told: the posts, the tours and the gaps in order, and how a span is said. */
import * as clock from "../common/clock.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { told } from "./rows.js";

/** A post of the duty room, as the layout tells it. */
/** @typedef {{ code: string, name: string, roles: string[], hours: string[] | null,
                shift: boolean, mine: boolean }} Post */

/** @type {{ of: any, posts: Post[], crew: string[][] }} */
let known = { of: null, posts: [], crew: [] };

function layout() {
  const box = part(".roster-box");
  if (known.of !== box) {
    known = {
      of: box,
      posts: JSON.parse(box.dataset.posts),
      crew: JSON.parse(box.dataset.crew),
    };
  }
  return known;
}

/** @returns {Post[]} */
export const posts = () => layout().posts;

/* Log-in, name and role of who may hold a post; empty for who doesn't plan. */
export const crew = () => layout().crew;

export const post = (code) => posts().find((one) => one.code === code);

const inOrder = (one, other) => one.from - other.from;

export const tours = () => told(page.model?.roster).sort(inOrder);

/* Those that aren't over. */
export const gaps = () =>
  told(page.model?.gaps).filter(({ to }) => clock.now() === null || to > clock.now())
    .sort(inOrder);

export const runs = ({ from, to }, now) => from <= now && now < to;

export const span = ({ from, to }) => clock.span(from, to);

export const day = (ms) =>
  say.fill("roster.day", { day: clock.day(ms), weekday: clock.weekday(ms) });

/* Draws a box anew only when what it says has changed: somebody may be about to press. */
export function redraw(box, said, make) {
  const key = JSON.stringify(said);
  if (box.dataset.said === key) return;
  const held = box.contains(document.activeElement);
  box.dataset.said = key;
  box.replaceChildren(...make());
  if (held) box.querySelector("button")?.focus();
}
