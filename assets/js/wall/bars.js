/* A unit's load as a bar: one scale for all units, full load always at the same place. */
import { mark, show, width, write } from "../common/dom.js";
import * as say from "../common/words.js";
import * as caseRow from "./case_row.js";

const FULL = 2 / 3; // where the line of full load is; half as much again fits after it
const MOST = 1 / FULL;

export function unit(cells, { unit: code, open, overdue, capacity }, row) {
  mark(row, "data-unit", say.text(code));
  write(cells("name"), say.name("units", code));
  caseRow.lead(cells("row-link"), "queue", "?of=open&unit=", code, say.name("units", code));
  write(cells("over"), overdue > 0 ? say.fill("unit_over", { n: say.count(overdue) }) : "");
  write(cells("open"), say.count(open));
  write(cells("capacity"), `/${say.count(capacity)}`);
  bar(cells, { open, overdue, capacity });
}

/* `ahead`: how many of the open cases fall due soon, if the bar shows them. */
export function bar(cells, { open, overdue, capacity, ahead = 0 }) {
  const share = (cases) => Math.min(cases / Math.max(capacity, 1), MOST);
  width(cells("load"), Math.min(share(open), 1) * FULL);
  width(cells("beyond"), Math.max(share(open) - 1, 0) * FULL);
  width(cells("overdue"), share(overdue) * FULL);
  show(cells("overdue"), overdue > 0);
  const soon = cells("soon");
  if (soon === null) return;
  width(soon, (share(Math.min(overdue + ahead, open)) - share(overdue)) * FULL);
  soon.style.left = cells("overdue").style.width;
  show(soon, ahead > 0);
}
