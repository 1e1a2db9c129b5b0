/* Beside the map: what is unusual, the incidents, and in their place the card of one cell. */
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import { live } from "../../live/socket.js";
import * as caseRow from "../case_row.js";
import * as incident from "../incident.js";
import { list, NO_NEWS } from "../list.js";
import { address, wall } from "../shown.js";
import { cellId } from "./cells.js";
import * as hold from "./hold.js";
import * as overlays from "./overlays.js";

const byId = (id) => document.getElementById(`wall-${id}`);

let communities = {};
let byHand = false;

const odd = list("wall-odd", {
  key: "place",
  fill(cells, { street, grid, observed, expected, grade, cells: several }, row) {
    const known = Number.isInteger(grid);
    mark(row, "data-cell", known ? String(grid) : null);
    mark(row, "tabindex", known ? "0" : null);
    mark(cells("step"), "style", `background: var(--q${known ? grade : 2})`);
    write(cells("place"), say.place(street, grid));
    const usual = Number.isFinite(expected) ? expected.toFixed(1) : "—";
    const said = known
      ? say.fill("odd.row", { n: observed, usual })
      : say.fill("odd.street", { n: several });
    write(cells("said"), said);
  },
  news: ({ map = {} }) => {
    if (map.unusual === "known") return [say.fill("odd.none"), say.fill("odd.none.detail")];
    return [say.fill("odd.unknown"), say.fill(`counted.${map.unusual}`), NO_NEWS];
  },
});
const running = list("wall-running", {
  least: 1.35,
  fill(cells, { title, street, grid, level, drill }, row) {
    mark(row, "data-drill", drill ? "" : null);
    mark(row, "data-cell", Number.isInteger(grid) ? String(grid) : null);
    mark(row, "tabindex", Number.isInteger(grid) ? "0" : null);
    incident.paint(level)(cells("level"));
    write(cells("title"), title === null ? say.name("streets", street) : say.text(title));
    write(cells("place"), say.place(street, grid));
  },
  news: () => [say.fill("running.none"), ""],
});
const ofCases = (least) =>
  list("wall-card-case", {
    least,
    fill(cells, value, row) {
      mark(row, "data-urgency", say.text(value.urgency));
      write(cells("urgency"), say.text(value.urgency));
      write(
        cells("item"),
        value.item === null ? say.fill("unclassified") : say.name("items", value.item),
      );
      write(cells("state"), say.fill(`state.${value.state}`));
      caseRow.drawClock(cells, value);
    },
    news: ({ card: { cases: known } = {} }) => [
      say.fill(known ? "card.none" : "card.visitors"),
      "",
      Boolean(known),
    ],
  });
const [ONE_LINE, TWO_LINES] = [1.13, 1.95].map(ofCases); // English needs two
let cases = ONE_LINE;

export function mount(root) {
  communities = JSON.parse(byId("card").dataset.communities);
  cases = root.lang.startsWith("en") ? TWO_LINES : ONE_LINE;
  for (const list of [odd, running, cases]) list.mount();
  if (!wall.again) byHand = false;
  byId("card-close").addEventListener("click", () => open(null));
  for (const what of ["click", "keydown"]) {
    root.querySelector(".lists").addEventListener(what, pick);
  }
}

function pick(event) {
  if (event.type === "keydown" && event.key !== "Enter") return;
  const row = event.target.closest("[data-cell]");
  if (row) open(Number(row.dataset.cell));
}

/* Opens the card of a cell, or closes it; requested on the same line, and the map stays. */
export function open(grid) {
  byHand = grid !== null;
  address({ cell: grid === null ? null : String(grid) });
  live.enter(wall.screen);
  if (byHand) hold.gestured();
}

/* A card that was sent to this wall stays; one opened by a person closes when they have gone. Its
   map may have gone before. */
export function leave() {
  if (byHand && byId("card") !== null) open(null);
}

export function drawOdd(now) {
  const places = Object.entries(now.odd ?? {}).map((
    [slot, one],
  ) => [slot, { ...one, place: one.grid ?? one.street }]);
  odd.draw(Object.fromEntries(places), now);
}

export function draw(now) {
  const card = now.card ?? {};
  const shown = Number.isInteger(card.grid);
  show(byId("card"), shown);
  mark(wall.root, "data-card", shown ? "" : null);
  show(byId("map").parentNode.querySelector(".lists"), !shown);
  overlays.choose(shown ? cellId(card.grid) : null);
  if (!shown) return;
  write(byId("card-title"), say.place(card.street, card.grid));
  const fact = (name, text) => write(byId("card").querySelector(`.${name}`), text);
  fact("community", communities[card.community] ?? "—");
  fact("leader", card.leader ? say.fill("card.leader", { grid: card.grid }) : "");
  fact(
    "counts",
    say.fill("card.counts", { open: say.count(card.open), overdue: say.count(card.overdue) }),
  );
  const inside = Array.isArray(card.cases);
  const { reported, closed } = card;
  fact(
    "today",
    inside
      ? say.fill("card.today", { reported: say.count(reported), closed: say.count(closed) })
      : "",
  );
  fact("odd-said", inside && now.map?.unusual === "known" ? unusual(card.odd) : "");
  const people = { households: say.count(card.households), residents: say.count(card.residents) };
  fact("residents", say.fill("card.residents", people));
  const units = (card.utilities ?? []).map((unit) => say.name("units", unit));
  fact("utilities", say.fill("card.utilities", { units: units.join(say.fill("list_separator")) }));
  cases.draw(Object.fromEntries((card.cases ?? []).map((one, slot) => [slot, one])), now);
}

function unusual(found) {
  if (!found) return say.fill("card.usual");
  return say.fill("card.odd", { n: found.observed, usual: found.expected.toFixed(1) });
}

export const drawRunning = (now) => running.draw(now.running, now);
export const tick = () => cases.each(caseRow.drawClock);
