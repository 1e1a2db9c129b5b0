/* What a hand has left on a screen: where the focus is, and how far its parts are scrolled. */

/* An element's place on every copy of its screen: the next id above it, and the steps down from
   there. */
function placeOf(element) {
  const steps = [];
  let at = element;
  while (at.id === "" && at.parentElement !== null) {
    steps.unshift([...at.parentElement.children].indexOf(at));
    at = at.parentElement;
  }
  return { id: at.id, steps };
}

const find = ({ id, steps }) =>
  steps.reduce((at, step) => at?.children[step], document.getElementById(id));

/* Returns a function that puts all of it onto the copy that has come in the screen's place. */
export function left(screen) {
  const focused = screen.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  const scrolled = [...screen.querySelectorAll("*")]
    .filter(({ scrollTop, scrollLeft }) => scrollTop !== 0 || scrollLeft !== 0)
    .map((part) => ({ place: placeOf(part), top: part.scrollTop, left: part.scrollLeft }));
  return () => {
    for (const { place, top, left } of scrolled) {
      find(place)?.scrollTo({ top, left, behavior: "instant" });
    }
    if (focused !== null) find(focused)?.focus({ preventScroll: true });
  };
}
