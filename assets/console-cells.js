/* What stands in the queue's cells. Each writes itself anew, as time passes and as its case
   changes, and only what differs; the grid is not asked for that. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const live = new Set();

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  class Cell {
    init({ node }) {
      this.node = node;
      this.element = this.make();
      live.add(this);
      this.redraw();
    }
    getGui() {
      return this.element;
    }
    refresh({ node }) {
      this.node = node;
      this.redraw();
      return true;
    }
    destroy() {
      live.delete(this);
    }
    redraw() {
      if (this.node.data) this.draw(this.node.data);
    }
  }

  class Text extends Cell {
    make() {
      return make("span", this.className ?? "text");
    }
    draw(row) {
      cc.dom.write(this.element, this.text(row));
    }
  }

  const redraw = () => live.forEach((cell) => cell.redraw());

  cc.cells = { Cell, Text, OF: {}, redraw, make };
})();
