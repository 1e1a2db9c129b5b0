/* What the leaders' page is: its root, and where its numbers lead. */
import * as clock from "../common/clock.js";
import { mark } from "../common/dom.js";

/** @type {{ root: any, model: Model | null }} */
export const page = { root: null, model: null };

export const part = (selectors) => page.root.querySelector(selectors);

/* The address of this question, in the page's language and colours. */
export function address(path, asked = {}) {
  const query = new URLSearchParams(asked);
  for (const [key, value] of new URLSearchParams(page.root.dataset.onward)) query.set(key, value);
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}

/* A door to the cases that a metric has counted in the span of the review. */
export function toCases(link, of, part = {}) {
  const { since, until } = page.model?.span ?? {};
  if (!Number.isFinite(since)) return mark(link, "href", null);
  const span = { since: clock.address(since), until: clock.address(until) };
  return mark(link, "href", address("/leaders", { of, ...span, ...part }));
}

/* The whole days of the span. */
export const days = ({ since, until }) => Math.round((until - since) / 86400000);
