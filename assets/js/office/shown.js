/* The present page of leaders or duty desk: its root, its model, and its addresses. */

/** @type {{ root: any, model: Model | null }} */
export const page = { root: null, model: null };

export const part = (selectors) => page.root.querySelector(selectors);

/* An address with this query, in the page's language and colours. */
export function address(path, asked = {}) {
  const query = new URLSearchParams(asked);
  for (const [key, value] of new URLSearchParams(page.root.dataset.onward)) query.set(key, value);
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}
