/* Beside the queue: how much there is of what, and what the list is narrowed to. Counted from the
   rows of the list itself, so that a number always opens as many rows. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const UNITS_MAX = 12;
  const FIXED = {
    alert: ["LIST", "NOTICES", "SHELF", "LEDGER"],
    lamp: ["severe", "overdue", "soon", "none", "suspended"],
    seat: ["DISPATCH", "INTAKE", "FOREMAN", "LEADER", "GRID", "UNIT", "STATION"],
    wait: null,
    state: [
      "REPORTED", "VERIFYING", "FILED", "DISPATCHED", "PROCESSING", "FEEDBACK", "VERIFIED",
      "SUSPENDED",
    ],
    urgency: ["E1", "E2", "E3", "E4"],
    street: null,
    unit: null,
  };
  const KINDS = Object.keys(FIXED);

  let panel = null;
  let parts = {};
  let counts = { all: 0 };

  function mount(element) {
    const { make } = cc.cells;
    panel = element;
    panel.setAttribute("aria-label", cc.say.fill("facets"));
    const all = cc.facet.make("all", "");
    all.classList.add("facet-all");
    all.dataset.key = "0";
    parts = { all, groups: {} };
    const chips = (parts.chips = make("div", "facet-chips"));
    const groups = KINDS.map((kind) => {
      const list = make("div", "facet-list");
      list.dataset.kind = kind;
      const title = make("h2", "facet-title", cc.say.fill(`facet.${kind}`));
      const group = make("section", "facet-group", title, list);
      parts.groups[kind] = { group, list, known: new Map() };
      return group;
    });
    parts.alerts = make("div", "facet-alerts");
    panel.replaceChildren(make("div", "facet-group", all, chips, parts.alerts), ...groups);
    panel.addEventListener("click", clicked);
    draw();
  }

  function clicked(event) {
    const button = event.target.closest("button");
    if (button === null) return;
    const { kind, value } = button.dataset;
    if (kind === "all") cc.filter.clear();
    else if (kind !== undefined) cc.filter.toggle(kind, value);
  }

  /* Fixed places where there are few values; units by how much they have; and what is chosen. */
  function values(kind) {
    const fixed = FIXED[kind];
    if (kind === "seat" && cc.cases.mine() === "DUTY") return ["DUTY", ...fixed];
    if (fixed !== null) return fixed;
    if (kind === "wait") return cc.filter.WAITS;
    const found = counts[kind] ?? {};
    const most = (a, b) => (kind === "unit" ? found[b] - found[a] : 0) || cc.cases.textOrder(a, b);
    const known = Object.keys(found).sort(most);
    const chosen = cc.filter.active().filter(([one]) => one === kind).map(([, value]) => value);
    const shown = known.slice(0, kind === "unit" ? UNITS_MAX : known.length);
    return [...shown, ...chosen.filter((value) => !shown.includes(value))];
  }

  function draw() {
    if (panel === null || !cc.grid.ready()) return;
    counts = cc.filter.tally(cc.queue.rows());
    for (const kind of KINDS) drawGroup(kind, parts.groups[kind]);
    const { write, mark } = cc.dom;
    const extra = cc.filter.active().filter(([kind]) => !KINDS.includes(kind));
    write(parts.all.querySelector(".facet-count"), cc.say.count(counts.total));
    mark(parts.all, "aria-pressed", String(cc.filter.active().length === 0));
    renew(parts.chips, extra.map(([kind, value]) => cc.facet.make(kind, value)));
    drawAlerts();
    cc.foot.draw();
  }

  /* A button that is replaced while it is pressed isn't pressed: only what differs is. */
  function renew(place, children) {
    const said = children.map((child) => child.textContent).join("\n");
    if (place.dataset.said === said) return;
    place.dataset.said = said;
    place.replaceChildren(...children);
  }

  /* What an alert says is not part of the list, and waits for nothing. */
  function drawAlerts() {
    if (parts.alerts) renew(parts.alerts, cc.alertLines.lines());
  }

  function drawGroup(kind, { group, list, known }) {
    const wanted = values(kind).map((value) => {
      if (!known.has(value)) known.set(value, cc.facet.make(kind, value));
      return known.get(value);
    });
    wanted.forEach((button, at) => {
      if (list.children[at] !== button) list.insertBefore(button, list.children[at] ?? null);
    });
    while (list.children.length > wanted.length) list.lastChild.remove();
    for (const button of wanted) {
      const { value } = button.dataset;
      const n = counts[kind][value] ?? 0;
      const on = cc.filter.has(kind, value);
      cc.dom.write(button.querySelector(".facet-count"), cc.say.count(n));
      cc.dom.mark(button, "aria-pressed", String(on));
      cc.dom.mark(button, "data-none", n === 0 && !on ? "" : null);
    }
    const needed = !["alert", "seat", "wait"].includes(kind);
    cc.dom.show(group, needed || wanted.some((one) => !("none" in one.dataset)));
  }

  cc.facets = { mount, draw, drawAlerts, counts: () => counts };
})();
