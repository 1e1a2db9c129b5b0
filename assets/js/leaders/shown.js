/* Where the numbers of the review link to. */
import * as clock from "../common/clock.js";
import { mark } from "../common/dom.js";
import { address, page } from "../office/shown.js";

/* Links to the cases that a metric counts in the review's span. */
export function toCases(link, of, part = {}) {
  const { since, until } = page.model?.span ?? {};
  if (!Number.isFinite(since)) return mark(link, "href", null);
  const span = { since: clock.address(since), until: clock.address(until) };
  return mark(link, "href", address("/leaders", { of, ...span, ...part }));
}

/* The whole days of the span. */
export const days = ({ since, until }) => Math.round((until - since) / 86400000);
