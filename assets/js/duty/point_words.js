/* What a line is called, in the list and on the sheet of a handover. */
import * as say from "../common/words.js";
import { report } from "./rows.js";
import * as tours from "./tours.js";

export function what({ kind, more, n, unsigned }) {
  const ending = unsigned ? ".unsigned" : more === "LINKED" ? ".linked" : "";
  return say.fill(`point.${kind}${ending}`, {
    n: say.count(n),
    report: kind === "REPORT" ? report(more, n) : "",
    turn: say.fill(`turn.${more}`),
    milestone: say.fill(`milestone.${more}`),
    owner: kind === "TASK" ? owner(more) : "",
  });
}

/* A unit, or a post of the duty room. */
function owner(more) {
  const [kind, code] = more.split(":");
  return kind === "unit" ? say.name("units", code) : tours.post(code)?.name ?? code;
}

export function which({ kind, of, title, item }) {
  if (kind === "SOURCE") return of;
  if (kind === "HANDOVER") return title;
  const name = title || (item === null ? say.fill("unclassified") : say.name("items", item));
  return `${name} · ${of}`;
}
