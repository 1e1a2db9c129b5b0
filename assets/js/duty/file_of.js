/* What the parts of an incident's workspace share: which incident it is, and the keys of a form. */

/* The number of the incident, from the page's address. */
export const number = () => decodeURIComponent(location.pathname.split("/").at(-1) ?? "");

/* Ctrl+Enter sends a form, Escape closes it. */
export function keys(made, closes) {
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closes();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit();
  });
}
