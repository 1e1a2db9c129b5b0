/* Writing into the page: only what differs, and text only ever as text. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  function write(element, text) {
    const node = element.firstChild;
    if (node === null) {
      if (text !== "") element.append(text);
    } else if (node.data !== text) {
      node.data = text;
    }
  }

  /* Set an attribute, or take it away with null. */
  function mark(element, name, value) {
    if (value === null) {
      if (element.hasAttribute(name)) element.removeAttribute(name);
    } else if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }

  function show(element, shown) {
    if (element.hidden === shown) element.hidden = !shown;
  }

  function width(element, share) {
    const value = `${(share * 100).toFixed(2)}%`;
    if (element.style.width !== value) element.style.width = value;
  }

  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)");

  function fadeIn(element) {
    if (!quiet.matches) element.animate([{ opacity: 0.2 }, { opacity: 1 }], 200);
  }

  /* Call found(element) when the element of this id is in the page, again when it is replaced. */
  function whenThere(id, found) {
    let known = null;
    let watched = null;
    const observer = new MutationObserver(look);

    function look() {
      const element = document.getElementById(id);
      if (element === known) return;
      known = element;
      // Once found, its parent alone is watched: the whole page would report every change.
      const target = element ? element.parentNode : document.body;
      if (target !== watched) {
        observer.disconnect();
        observer.observe(target, { childList: true, subtree: target === document.body });
        watched = target;
      }
      if (element) found(element);
    }

    observer.observe(document.body, { childList: true, subtree: true });
    watched = document.body;
    look();
  }

  cc.dom = { write, mark, show, width, fadeIn, whenThere };
})();
