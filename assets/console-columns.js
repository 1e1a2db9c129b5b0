/* The queue's columns of one value each: lamp, urgency, number, place, unit, state, time. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { Cell, Text, OF, make } = cc.cells;
  const FULL = 0.8; // where the bar's line of the limit stands; a quarter more fits beyond

  /* The mark of the lamp; it also knows its row, and shows whose turn it is there. */
  class Lamp extends Cell {
    make() {
      this.hand = make("span", "hand");
      this.hand.setAttribute("aria-hidden", "true");
      this.mark = make("span", "mark case-lamp");
      this.mark.setAttribute("role", "img");
      return make("span", "lamp-cell", this.hand, this.mark);
    }
    draw(row) {
      const { mark } = cc.dom;
      mark(this.mark, "data-lamp", cc.saying.shapeOf(row));
      mark(this.mark, "aria-label", cc.saying.lampOf(row));
      mark(this.mark, "title", cc.saying.lampOf(row));
      mark(this.mark, "data-calls", cc.alerts.calls(row.no) ? "" : null);
      const line = this.element.closest(".ag-row");
      if (line === null) requestAnimationFrame(() => this.dress(row));
      else this.dress(row);
    }
    dress(row) {
      const line = this.element.closest(".ag-row");
      if (line === null || this.node.data?.no !== row.no) return;
      const { mark } = cc.dom;
      const here = cc.hand.at() === row.no;
      const chosen = cc.hand.has(row.no);
      mark(line, "data-no", row.no);
      mark(line, "data-here", here ? "" : null);
      mark(line, "data-chosen", chosen ? "" : null);
      mark(line, "data-gone", row.gone ? "" : null);
      mark(line, "aria-current", here ? "true" : null);
      mark(line, "aria-selected", String(chosen));
      if (line.id === "") line.id = `case-${row.no}`;
    }
  }

  class Urgency extends Text {
    className = "chip";
    text(row) {
      cc.dom.mark(this.element, "data-urgency", row.urgency);
      return row.urgency;
    }
  }

  class No extends Text {
    className = "no";
    text = (row) => cc.saying.shortNo(row.no);
  }

  class Place extends Cell {
    make() {
      this.grid = make("span", "place-grid");
      this.community = make("span", "place-community");
      return make("span", "place-cell", this.grid, this.community);
    }
    draw(row) {
      cc.dom.write(this.grid, cc.say.place(row.street, row.grid));
      cc.dom.write(this.community, cc.saying.communityOf(row));
    }
  }

  class Unit extends Text {
    text = (row) => cc.say.name("units", row.unit);
  }

  class State extends Text {
    text(row) {
      const waits = cc.filter.WAITS.some((kind) => row[cc.filter.PENDING[kind]]);
      cc.dom.mark(this.element, "data-waits", waits ? "" : null);
      return row.gone ? cc.say.fill("gone") : cc.saying.stateOf(row);
    }
  }

  class Due extends Text {
    className = "due";
    text(row) {
      const { mark } = cc.dom;
      mark(this.element, "data-lamp", row.lamp);
      mark(this.element, "data-provisional", row.provisional ? "" : null);
      const at = row.due === null ? null : cc.say.fill("due_at", { t: cc.clock.moment(row.due) });
      mark(this.element, "title", row.provisional ? `${at} · ${cc.say.fill("provisional")}` : at);
      return cc.saying.timeOf(row);
    }
  }

  class Used extends Cell {
    make() {
      this.within = make("i", "used-within");
      this.beyond = make("i", "used-beyond");
      const element = make("span", "used", this.within, this.beyond, make("i", "used-limit"));
      element.setAttribute("aria-hidden", "true");
      return element;
    }
    draw(row) {
      const now = cc.clock.now();
      cc.dom.show(this.element, row.due !== null && row.lamp !== "suspended");
      if (row.due === null || now === null) return;
      const share = Math.max(0, (now - row.stage) / Math.max(row.due - row.stage, 1));
      cc.dom.width(this.within, Math.min(share, 1) * FULL);
      cc.dom.width(this.beyond, Math.min(Math.max(share - 1, 0) * FULL, 1 - FULL));
    }
  }

  Object.assign(OF, {
    lamp: Lamp,
    urgency: Urgency,
    no: No,
    place: Place,
    unit: Unit,
    state: State,
    due: Due,
    used: Used,
  });
})();
