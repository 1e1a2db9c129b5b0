/* The cells of the queue. Each updates itself as time passes and as its case changes, and writes
   only what differs; the grid takes no part in that. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import { make } from "../common/dom.js";
import * as say from "../common/words.js";
import * as alerts from "./alerts.js";
import * as filter from "./filter.js";
import * as phrases from "./phrases.js";
import * as presence from "./presence.js";
import * as selection from "./selection.js";

const there = new Set();

/** @abstract */
class Cell {
  node;
  element;
  make() {}
  draw(_row) {}
  init({ node }) {
    this.node = node;
    this.element = this.make();
    there.add(this);
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
    there.delete(this);
  }
  redraw() {
    if (this.node.data) this.draw(this.node.data);
  }
}

/** @abstract */
class Text extends Cell {
  className = "text";
  text(_row) {}
  make() {
    return make("span", this.className);
  }
  draw(row) {
    dom.write(this.element, this.text(row));
  }
}

export const redraw = () => there.forEach((cell) => cell.redraw());

/* The queue's columns of one value each: lamp, urgency, number, place, unit, state, time. */
const FULL = 0.8; // where the bar has the line of the limit; a quarter more fits after it

/* The cell of the lamp; it is given the row's element and marks on it whose turn it is. */
class Lamp extends Cell {
  make() {
    this.rowMark = make("span", "row-mark");
    this.rowMark.setAttribute("aria-hidden", "true");
    this.mark = make("span", "mark case-lamp");
    this.mark.setAttribute("role", "img");
    return make("span", "lamp-cell", this.rowMark, this.mark);
  }
  draw(row) {
    const { mark } = dom;
    mark(this.mark, "data-lamp", phrases.shapeOf(row));
    mark(this.mark, "aria-label", phrases.lampOf(row));
    mark(this.mark, "title", phrases.lampOf(row));
    mark(this.mark, "data-calls", alerts.calls(row.no) ? "" : null);
    const line = this.element.closest(".ag-row");
    if (line === null) requestAnimationFrame(() => this.dress(row));
    else this.dress(row);
  }
  dress(row) {
    const line = this.element.closest(".ag-row");
    if (line === null || this.node.data?.no !== row.no) return;
    const { mark } = dom;
    const here = selection.at() === row.no;
    const chosen = selection.has(row.no);
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
    dom.mark(this.element, "data-urgency", row.urgency);
    return row.urgency;
  }
}

class No extends Text {
  className = "no";
  text = (row) => phrases.shortNo(row.no);
}

class Place extends Cell {
  make() {
    this.grid = make("span", "place-grid");
    this.community = make("span", "place-community");
    return make("span", "place-cell", this.grid, this.community);
  }
  draw(row) {
    dom.write(this.grid, say.place(row.street, row.grid));
    dom.write(this.community, phrases.communityOf(row));
  }
}

class Unit extends Text {
  text = (row) => say.name("units", row.unit);
}

class State extends Text {
  text(row) {
    const waits = filter.WAITS.some((kind) => row[filter.PENDING[kind]]);
    dom.mark(this.element, "data-waits", waits ? "" : null);
    return row.gone ? say.fill("gone") : phrases.stateOf(row);
  }
}

class Due extends Text {
  className = "due";
  text(row) {
    const { mark } = dom;
    mark(this.element, "data-lamp", row.lamp);
    mark(this.element, "data-provisional", row.provisional ? "" : null);
    const at = row.due === null ? null : say.fill("due_at", { t: clock.moment(row.due) });
    mark(this.element, "title", row.provisional ? `${at} · ${say.fill("provisional")}` : at);
    return phrases.timeOf(row);
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
    const now = clock.now();
    dom.show(this.element, row.due !== null && row.lamp !== "suspended");
    if (row.due === null || now === null) return;
    const share = Math.max(0, (now - row.stage) / Math.max(row.due - row.stage, 1));
    dom.width(this.within, Math.min(share, 1) * FULL);
    dom.width(this.beyond, Math.min(Math.max(share - 1, 0) * FULL, 1 - FULL));
  }
}

/* The columns with several parts: what a case is about, and who is looking at it. */
const INITIALS_MAX = 2;

class Item extends Cell {
  make() {
    this.name = make("span", "item-name");
    this.flags = make("span", "item-flags");
    this.words = make("span", "item-words");
    return make("span", "item-cell", this.name, this.flags, this.words);
  }
  draw(row) {
    const { write, mark } = dom;
    write(this.name, phrases.itemOf(row));
    write(this.words, row.text ?? "");
    mark(this.element, "title", row.text || null);
    const said = `${row.supervision} ${row.incident} ${row.rework} ${row.parent} ${row.children}`;
    if (this.said === said) return;
    this.said = said;
    this.flags.replaceChildren(...badges(row));
  }
}

function badge(kind, key, n = "") {
  const words = say.fill(key, { n });
  const element = make("span", `badge badge-${kind}`, String(n || words));
  element.title = words;
  return element;
}

/* What is special about a case: supervised, part of an incident, reworked, related cases. */
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
    const here = presence.of(row.no);
    const said = here.map(({ login, mode }) => `${login} ${mode}`).join();
    if (this.said === said) return;
    this.said = said;
    const shown = here.slice(0, INITIALS_MAX).map(presence.face);
    const more = here.length - shown.length;
    this.element.replaceChildren(...shown, ...(more > 0 ? [make("span", "more", `+${more}`)] : []));
  }
}

/* The cells by column. */
export const OF = {
  lamp: Lamp,
  urgency: Urgency,
  no: No,
  place: Place,
  unit: Unit,
  state: State,
  due: Due,
  used: Used,
  item: Item,
  looking: Looking,
};
