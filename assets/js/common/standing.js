/* How an instruction stands: the same as the server's `Instruction.standing`. */
export function standingOf({ due, soon: from, answered, withdrawn, read }, now) {
  if (Number.isFinite(withdrawn)) return "WITHDRAWN";
  if (Number.isFinite(answered)) return answered > due ? "ANSWERED_LATE" : "ANSWERED";
  if (now > due) return "OVERDUE";
  if (now >= from) return "DUE_SOON";
  return read.length > 0 ? "READ" : "UNREAD";
}
