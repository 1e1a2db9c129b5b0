/* In which order the list stands: by the desk's own, or by one column, as the address says. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const OF = {
    lamp: (a, b) => cc.cases.rank(a, b),
    due: (a, b) => cc.cases.byDue(a, b),
    no: (a, b) => cc.cases.textOrder(a.no, b.no),
    urgency: (a, b) => cc.cases.textOrder(a.urgency, b.urgency) || cc.cases.byDue(a, b),
    item: (a, b) => cc.cases.textOrder(cc.saying.itemOf(a), cc.saying.itemOf(b)) || cc.cases.byDue(a, b),
    place: (a, b) => a.grid - b.grid || cc.cases.byDue(a, b),
    unit: (a, b) => cc.cases.textOrder(a.unit ?? "~", b.unit ?? "~") || cc.cases.byDue(a, b),
    state: (a, b) => cc.cases.textOrder(a.state, b.state) || cc.cases.byDue(a, b),
  };

  /* The address keeps the order, as it keeps the filter: no, or -no for the other way round. */
  function asked() {
    const [, back, column] = /^(-?)(\w+)$/.exec(new URLSearchParams(location.search).get("order") ?? "") ?? [];
    if (!Object.hasOwn(OF, column ?? "")) return { colId: "lamp", sort: "asc" };
    return { colId: column, sort: back ? "desc" : "asc" };
  }

  function keep(api) {
    const by = api.getColumnState().find(({ sort }) => sort);
    const address = new URL(location.href);
    if (by === undefined || (by.colId === "lamp" && by.sort === "asc")) address.searchParams.delete("order");
    else address.searchParams.set("order", (by.sort === "desc" ? "-" : "") + by.colId);
    const search = address.search.replaceAll("%2C", ",");
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search);
  }

  /* Without a column to go by it is the desk's own order. */
  function now(api) {
    const by = api.getColumnState().find(({ sort }) => sort);
    if (by === undefined) api.applyColumnState({ state: [{ colId: "lamp", sort: "asc" }] });
    return by === undefined ? "lamp" : by.colId;
  }

  cc.order = { OF, asked, keep, now };
})();
