/* How late something is: a function of now and its instants, never a message; with the same
   limits as the server's `Row.lamp` and `Row.soon`. An unknown instant never comes. */

const known = (at) => Number.isFinite(at);

/** "none", "amber", "overdue" or "severe". @param {Model} instants */
export function lampOf({ amber, due, severe }, now) {
  if (now === null || !known(due)) return "none";
  if (known(amber) && now < amber) return "none";
  if (now <= due) return known(amber) ? "amber" : "none";
  return known(severe) && now > severe ? "severe" : "overdue";
}

/* Whether it falls due within so many ms; this is separate from the lamp. */
export const soon = ({ due }, now, ms) =>
  now !== null && known(due) && due - ms <= now && now <= due;

/** When its lamp changes next by passing time alone. @param {Model} instants */
export function nextTurn({ amber, due, severe }, now) {
  if (!known(due)) return Infinity;
  if (known(amber) && now < amber) return amber;
  if (now <= due) return due + 1;
  return known(severe) && now <= severe ? severe + 1 : Infinity;
}
