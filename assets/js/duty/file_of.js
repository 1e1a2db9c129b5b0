/* What the parts of an incident's workspace share: which incident it is, the keys of a form, and
   the units to choose from. */
import { make } from "../common/dom.js";
import { page } from "../office/shown.js";

/* The number of the incident, from the page's address. */
export const number = () => decodeURIComponent(location.pathname.split("/").at(-1) ?? "");

/* Ctrl+Enter sends a form, Escape closes it. */
export function keys(made, closes) {
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closes();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit();
  });
}

export function choice(value, words) {
  const option = make("option", "", words);
  option.value = value;
  return option;
}

/* Every unit of the district; `mark` stands before its code. */
export function unitChoices(mark = "") {
  const { units } = JSON.parse(page.root.dataset.names);
  return Object.entries(units).map(([code, name]) => choice(`${mark}${code}`, name));
}

const RUNNING = ["SUSPECTED", "CONFIRMED"];

/* Whether the incident is neither ended nor dismissed. */
export const isRunning = () => RUNNING.includes(page.model?.head?.now?.status);
