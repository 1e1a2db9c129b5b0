/* The present wall, and the way to another. */
import { setProps } from "../live/page.js";

const KEPT = ["lang", "theme", "distance", "pitch", "tour", "at"]; // kept from view to view

/** Its root in the page, and its model: null before there is one. @type {Model} */
export const wall = { root: null, model: null };

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
  setProps("page-location", { pathname, search });
}
