/* The queue of the desk: the cases of the jurisdiction in the grid, held still while a hand is on
   them. `cc.console` is what keys, dialogs and tests use:
     move(step), to("first" | "last"), choose(), escape(), show(), editing(on): what keys do;
     visible(), chosen(), selected(), frozen(), held(), counts(): what there is, by case number. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  cc.console = cc.console || {};
})();
