/* The queue's columns of several parts: what a case is about, and who looks at it. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { Cell, Text, OF, make } = cc.cells;
  const INITIALS_MAX = 2;

  class Item extends Cell {
    make() {
      this.name = make("span", "item-name");
      this.flags = make("span", "item-flags");
      this.words = make("span", "item-words");
      return make("span", "item-cell", this.name, this.flags, this.words);
    }
    draw(row) {
      const { write, mark } = cc.dom;
      write(this.name, cc.saying.itemOf(row));
      write(this.words, row.text ?? "");
      mark(this.element, "title", row.text || null);
      const said = `${row.supervision} ${row.incident} ${row.rework} ${row.parent} ${row.children}`;
      if (this.said === said) return;
      this.said = said;
      this.flags.replaceChildren(...badges(row));
    }
  }

  function badge(kind, key, n = "") {
    const words = cc.say.fill(key, { n });
    const element = make("span", `badge badge-${kind}`, String(n || words));
    element.title = words;
    return element;
  }

  /* What is special about a case: supervised, part of an incident, reworked, kin. */
  function* badges(row) {
    if (row.supervision > 0) {
      const box = badge("supervision", "badge.supervision", row.supervision);
      box.dataset.level = row.supervision;
      yield box;
    }
    if (row.incident !== null) yield badge("incident", "badge.incident");
    if (row.rework > 0) yield badge("plain", "badge.rework");
    if (row.parent) yield badge("plain", "badge.child");
    if (row.children) yield badge("plain", "badge.children");
  }

  class Looking extends Cell {
    make() {
      return make("span", "looking");
    }
    draw(row) {
      const here = cc.presence.of(row.no);
      const said = here.map(({ login, mode }) => `${login} ${mode}`).join();
      if (this.said === said) return;
      this.said = said;
      const shown = here.slice(0, INITIALS_MAX).map(face);
      const more = here.length - shown.length;
      this.element.replaceChildren(...shown, ...(more > 0 ? [make("span", "more", `+${more}`)] : []));
    }
  }

  /* Somebody's initials: filled while working on it, framed while looking. */
  function face({ name, initials, mode }) {
    const element = make("span", "face", cc.say.text(initials));
    element.dataset.mode = mode;
    const words = cc.say.fill(mode === "edit" ? "edits" : "views", { name: cc.say.text(name) });
    element.title = words;
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", words);
    return element;
  }

  Object.assign(OF, { item: Item, looking: Looking });
  cc.cells.face = face;
})();
