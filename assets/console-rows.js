/* Cases as the desk's queue holds them: told as lists, read by name; their lamp, their place in
   the order. Like all of the desk's files it takes nothing from the others while it loads. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  const SINCE_REPORT = ["stage", "amber", "due", "severe", "case_due"];
  const UNASSIGNED = new Set(["REPORTED", "VERIFYING", "FILED"]);

  /* Places in the order, the most pressing first. */
  const LATE_E1 = 0;
  const SEVERE = 1;
  const OVERDUE = 2;
  const SOON = 3;
  const UNASSIGNED_YET = 4;
  const CALM = 5;
  const WITHOUT_CLOCK = 6;
  const GROUP_OF = { severe: SEVERE, overdue: OVERDUE, soon: SOON };

  let fields = [];
  let flags = [];
  let places = {};

  /* The names of what a row tells, in their order, and where each grid lies. */
  function learn(model) {
    fields = model.columns?.row ?? [];
    flags = model.columns?.flags ?? [];
    places = model.places ?? {};
  }

  /* A case from what the server tells of it; times are ms since 1970, null without a clock. */
  function read(no, told) {
    const row = { no };
    fields.forEach((field, i) => (row[field] = told[i]));
    for (const field of SINCE_REPORT) {
      if (row[field] !== null) row[field] += row.reported;
    }
    flags.forEach((flag, bit) => (row[flag] = (row.flags >> bit) % 2 === 1));
    [row.street, row.community] = places[row.grid] ?? [null, null];
    return turn(row, cc.clock.now() ?? 0);
  }

  /* How late it is now, in the words of the lamp; the same limits as the server's Row.lamp. */
  function lamp(row, now) {
    if (row.state === "SUSPENDED") return "suspended";
    if (row.due === null || now < row.amber) return "none";
    if (now <= row.due) return "soon";
    return row.severe !== null && now > row.severe ? "severe" : "overdue";
  }

  function group(row) {
    if (row.due === null) return WITHOUT_CLOCK;
    const late = row.lamp === "severe" || row.lamp === "overdue";
    if (late && row.urgency === "E1") return LATE_E1;
    return GROUP_OF[row.lamp] ?? (UNASSIGNED.has(row.state) ? UNASSIGNED_YET : CALM);
  }

  /* When its lamp changes next by passing time alone. */
  function nextTurn(row, now) {
    if (row.due === null || row.state === "SUSPENDED") return Infinity;
    if (now < row.amber) return row.amber;
    if (now <= row.due) return row.due + 1;
    return row.severe !== null && now <= row.severe ? row.severe + 1 : Infinity;
  }

  /* Put it where it belongs at this instant; the lamp it had before is looked at by its caller. */
  function turn(row, now) {
    row.lamp = lamp(row, now);
    row.group = group(row);
    row.turnsAt = nextTurn(row, now);
    return row;
  }

  const textOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const byUrgency = (place) => place === SEVERE || place === OVERDUE || place === UNASSIGNED_YET;

  function byDue(a, b) {
    if (a.due === b.due) return textOrder(a.no, b.no);
    return (a.due ?? Infinity) - (b.due ?? Infinity);
  }

  /* The order of the desk: late E1, severe, overdue, due soon, not dispatched, the others. */
  function rank(a, b) {
    if (a.group !== b.group) return a.group - b.group;
    const urgency = byUrgency(a.group) ? textOrder(a.urgency, b.urgency) : 0;
    return urgency || byDue(a, b);
  }

  cc.cases = { UNASSIGNED_YET, learn, read, turn, rank, byDue, textOrder };
})();
