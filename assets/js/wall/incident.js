/* The incident strip, if a wall has one, and the marks on the map: always there, coloured only by
   level. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { lead } from "./case_row.js";
import { byPlace, cellId } from "./map/cells.js";
import * as map from "./map/map.js";

const NUMERALS = { 1: "I", 2: "II", 3: "III", 4: "IV" };
const UNDECIDED = "?";

const strip = () => document.getElementById("wall-incident");
const part = (name) => strip().querySelector(`.${name}`);

/* CSS shapes a level by data-level; the numeral repeats it. */
export function paint(level) {
  return (element) => {
    const known = Object.hasOwn(NUMERALS, level);
    mark(element, "data-level", known ? String(level) : "none");
    write(element.firstChild, known ? NUMERALS[level] : UNDECIDED);
  };
}

function rank({ level, status }) {
  if (Object.hasOwn(NUMERALS, level)) return say.fill(`level.${level}`);
  return say.fill(status === "SUSPECTED" ? "level.suspected" : "level.undecided");
}

/* Paints the mark of the incidents in one place: the first one's level, how many they are, the
   names of all, and a link to the first one, from whose wall the others are reached. */
export function sign(pin, incidents) {
  const [first] = incidents;
  const [n, several] = [incidents.length, incidents.length > 1];
  paint(first.level)(pin.querySelector(".level"));
  const drill = first.drill ? say.fill("drill") : ""; // real ones come first
  write(pin.querySelector(".count"), drill + (several ? `×${n}` : ""));
  const place = say.place(first.street, first.grid);
  const names = incidents.map((one) => `${rank(one)} · ${title(one)}`);
  const said = [...(several ? [say.fill("incidents_here", { place, n })] : []), ...names];
  const link = pin.querySelector(".cover-link");
  lead(link, "incidents", "?no=", first.no, said.join("\n"));
  mark(link, "title", said.join("\n"));
}

/* Marks each incident on its cell; visitors are told of none where it is. */
function point(running) {
  const placed = running.filter(({ grid }) => Number.isInteger(grid));
  const marks = [...byPlace(placed).values()];
  map.point(
    marks.map((all) => ({ grid: cellId(all[0].grid), sign: (pin) => sign(pin, all) })),
  );
}

export function draw(/** @type {Model} */ { incident = {} }) {
  if (strip() === null) return;
  const now = incident.current ?? null;
  show(part("running"), now !== null);
  show(part("empty"), now === null);
  mark(strip(), "data-drill", now?.drill ? "" : null);
  mark(strip(), "data-level", now && Object.hasOwn(NUMERALS, now.level) ? String(now.level) : null);
  if (now === null) {
    write(part("empty-news"), say.fill("no_incident"));
    return point([]);
  }
  paint(now.level)(part("level"));
  const { others = [], count = 1 } = incident;
  point([now, ...others]);
  beside(others);
  write(
    part("incident-count"),
    count > 1 ? say.fill("incident_count", { n: say.count(count) }) : "",
  );
  write(part("incident-title"), `${rank(now)} · ${title(now)}`);
  write(part("incident-place"), where(now));
  write(part("linked"), fact("linked", now.cases));
  tick({ incident });
}

/* The other incidents, each with its shape, name and place; those without room are counted. */
function beside(others) {
  const box = part("incident-others");
  while (box.children.length > others.length) box.lastElementChild.remove();
  while (box.children.length < others.length) box.append(other());
  others.forEach((one, at) => {
    const [named, place] = box.children[at].children;
    paint(one.level)(named.firstElementChild);
    write(named.lastElementChild, title(one));
    write(place, say.place(one.street, one.grid));
  });
}

function other() {
  const names = ["other", "other-name", "level", "numeral", "", "other-place"];
  const [box, named, level, numeral, name, place] = names.map((className) =>
    Object.assign(document.createElement("span"), { className })
  );
  level.append(numeral);
  level.setAttribute("aria-hidden", "true");
  named.append(level, name);
  box.append(named, place);
  return box;
}

/* Visitors see only the kind of an incident. */
function title({ title: said, kind }) {
  return typeof said === "string" ? say.text(said) : say.fill(`kind.${kind}`);
}

function where({ street, grid }) {
  if (!Number.isInteger(grid)) return say.name("streets", street);
  return say.fill("incident_place", { street: say.name("streets", street), grid });
}

function fact(key, value) {
  return Number.isInteger(value) && value > 0 ? say.fill(key, { n: say.count(value) }) : "";
}

/* Updates how long it has been running. */
export function tick(/** @type {Model} */ { incident = {} }) {
  const now = incident.current ?? null;
  const at = clock.now();
  if (now === null || at === null || strip() === null) return;
  const { known_at: since } = now;
  const elapsed = Number.isFinite(since) ? say.duration(at - since) : null;
  write(part("elapsed"), elapsed === null ? "" : say.fill("elapsed", { t: elapsed }));
}
