/* Cases as the desk's queue holds them: told as lists, read by name; their lamp, their place in
   the order. Like all of the desk's files it takes nothing from the others while it loads. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  const FIELDS = [
    "version", "state", "urgency", "item", "unit", "grid", "reported", "stage", "amber", "due",
    "severe", "case_due", "flags", "supervision", "rework", "returns", "incident", "text",
  ];
  const FLAGS = [
    "return_pending", "extension_pending", "suspension_pending", "proposal", "parent", "children",
    "merged", "provisional",
  ];
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

  /* A case from what the server tells of it; times are ms since 1970, null without a clock. */
  function read(no, told) {
    const row = { no };
    FIELDS.forEach((field, i) => (row[field] = told[i]));
    for (const field of SINCE_REPORT) {
      if (row[field] !== null) row[field] += row.reported;
    }
    const flags = row.flags;
    row.flags = Object.fromEntries(FLAGS.map((flag, bit) => [flag, (flags >> bit) % 2 === 1]));
    row.street = cc.say.streetOf(row.grid);
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
    const turns = [row.amber, row.due + 1, row.severe === null ? null : row.severe + 1];
    if (row.due === null) return Infinity;
    return Math.min(...turns.filter((at) => at !== null && at > now), Infinity);
  }

  /* Put it where it belongs at this instant; the lamp it had before is looked at by its caller. */
  function turn(row, now) {
    row.lamp = lamp(row, now);
    row.group = group(row);
    row.turnsAt = nextTurn(row, now);
    return row;
  }

  const textOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const timeOrder = (a, b) => (a ?? Infinity) - (b ?? Infinity) || 0;
  const byUrgency = (group) => group === OVERDUE || group === UNASSIGNED_YET || group === SEVERE;

  /* The order of the desk: late E1, severe, overdue, due soon, not dispatched, the others. */
  function rank(a, b) {
    if (a.group !== b.group) return a.group - b.group;
    const urgency = byUrgency(a.group) ? textOrder(a.urgency, b.urgency) : 0;
    return urgency || byDue(a, b);
  }

  function byDue(a, b) {
    if (a.due === null || b.due === null) {
      return (a.due === null) - (b.due === null) || textOrder(a.no, b.no);
    }
    return timeOrder(a.due, b.due) || textOrder(a.no, b.no);
  }

  cc.cases = { read, turn, rank, byDue, textOrder, FIELDS };
})();
