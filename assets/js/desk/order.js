/* The order of the list: the desk's own or by one column, as the address says. */
import * as cases from "./cases.js";
import * as phrases from "./phrases.js";

export const OF = {
  lamp: (a, b) => cases.rank(a, b),
  due: (a, b) => cases.byDue(a, b),
  no: (a, b) => cases.textOrder(a.no, b.no),
  urgency: (a, b) => cases.textOrder(a.urgency, b.urgency) || cases.byDue(a, b),
  item: (a, b) => cases.textOrder(phrases.itemOf(a), phrases.itemOf(b)) || cases.byDue(a, b),
  place: (a, b) => a.grid - b.grid || cases.byDue(a, b),
  unit: (a, b) => cases.textOrder(a.unit ?? "~", b.unit ?? "~") || cases.byDue(a, b),
  state: (a, b) => cases.textOrder(a.state, b.state) || cases.byDue(a, b),
};

/* The order is in the address, like the filter: no, or -no for descending. */
export function asked() {
  const [, back, column] =
    /^(-?)(\w+)$/.exec(new URLSearchParams(location.search).get("order") ?? "") ?? [];
  if (!Object.hasOwn(OF, column ?? "")) return { colId: "lamp", sort: "asc" };
  return { colId: column, sort: back ? "desc" : "asc" };
}

export function keep(api) {
  const by = api.getColumnState().find(({ sort }) => sort);
  const address = new URL(location.href);
  if (by === undefined || (by.colId === "lamp" && by.sort === "asc")) {
    address.searchParams.delete("order");
  } else address.searchParams.set("order", (by.sort === "desc" ? "-" : "") + by.colId);
  const search = address.search.replaceAll("%2C", ",");
  if (search !== location.search) {
    history.replaceState(history.state, "", location.pathname + search);
  }
}

/* The present order; without a sorted column it is the desk's own. */
export function now(api) {
  const by = api.getColumnState().find(({ sort }) => sort);
  if (by === undefined) api.applyColumnState({ state: [{ colId: "lamp", sort: "asc" }] });
  return by === undefined ? "lamp" : by.colId;
}
