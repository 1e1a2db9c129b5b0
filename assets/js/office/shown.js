/* What an office's page is: its root, its model, and where its numbers lead. */

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
