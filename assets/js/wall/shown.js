/* The present wall, and the way to another. */
import { setProps, takeBack } from "../live/page.js";

const LOCATION = "page-location";
const KEPT = ["lang", "theme", "distance", "pitch", "tour", "at"]; // kept from view to view

const here = () => location.pathname.replace(/^\/+|\/+$/g, "") + location.search;

let opened = here(); // the screen's address before anything was chosen on it

/**
 * Its root in the page, its model (null before there is one), and the screen that is asked for.
 * `again` if the same screen has come once more, as the drawn one gives way to Dash's: whatever
 * somebody has done on it stays.
 * @type {Model}
 */
export const wall = { root: null, model: null, screen: opened, again: false };

/* Takes in a root that has come: is it another screen's? */
export function enter(root) {
  const now = here();
  const same = now === wall.screen || now === opened;
  wall.again = same && wall.root !== null;
  if (!same) [wall.model, wall.screen, opened] = [null, now, now];
  else if (now !== wall.screen) history.replaceState(history.state, "", `/${wall.screen}`);
  wall.root = root;
}

/* What is chosen on this screen stands in its address, so that a reload shows it again and a
   foreman can send it. */
export function address(changes) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  history.replaceState(history.state, "", url);
  wall.screen = here();
}

/* Another view: the page is asked for first, so that without an answer the present one stays. */
export function go(path) {
  const { pathname, searchParams } = new URL(path, location.href);
  const kept = new URLSearchParams(location.search);
  for (const key of KEPT) {
    const value = kept.get(key);
    if (value !== null && !searchParams.has(key)) searchParams.set(key, value);
  }
  if (searchParams.get("at") === "") searchParams.delete("at");
  const search = searchParams.size > 0 ? `?${searchParams}` : "";
  setProps(LOCATION, { pathname, search });
}

/* Here after all; false if the way is taken already. */
export const stay = () => takeBack(LOCATION);
