/* A hand at the wall: the pointer shows while it moves, figures lead to their rows. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const REST_MS = 4000;
  let resting = null;

  function moved() {
    const { dataset } = document.documentElement;
    dataset.pointer = "";
    clearTimeout(resting);
    resting = setTimeout(() => delete dataset.pointer, REST_MS);
  }

  /* A door leads to another view without a reload, unless a key asks for a window of its own. */
  function open(event) {
    const door = event.target.closest?.("a.door");
    if (!door || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    cc.wall.go(door.getAttribute("href"));
  }

  function watch(root) {
    root.addEventListener("click", open);
  }

  document.addEventListener("pointermove", moved, { passive: true });
  cc.pointer = { watch };
})();
