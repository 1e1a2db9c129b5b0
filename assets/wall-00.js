/* The walls' views by name; each registers itself: { mount(root, drawAll), draw, tick, checked }. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  cc.views = {};
})();
