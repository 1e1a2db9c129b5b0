/* The map's layers: which one the colour shows, its steps, its legend, the streets' numbers. */
import { mark, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import { address, wall } from "../shown.js";
import * as labels from "./labels.js";
import * as map from "./map.js";

const FEW = [1, 2, 3, 4];
// Red marks what is late or unusual; other quantities are grey.
const LAYERS = {
  open: { ramp: "g", from: [1, 3, 6, 10] },
  overdue: { ramp: "q", from: FEW },
  unusual: { ramp: "q", from: FEW, tails: ["5", "1", "0.1", "0.01"] },
  APPEAL: { ramp: "g", from: FEW },
  DISPUTE: { ramp: "g", from: FEW },
  HAZARD: { ramp: "g", from: FEW },
  MAJOR: { ramp: "g", from: FEW },
  BASE: { ramp: "g", from: FEW },
};
export const KEYS = Object.keys(LAYERS);
const FIRST = "overdue";
const OVER = { 9: "cameras", 0: "rings" };

let root = null;
let layer = FIRST;
let over = new Set(["rings"]);

const here = (key) => new URLSearchParams(location.search).get(key);
const choice = (what) => document.getElementById(`wall-layer-${what}`);
const step = (count) => LAYERS[layer].from.filter((least) => count >= least).length;
export const fill = (count) => `var(--${step(count) ? LAYERS[layer].ramp : "q"}${step(count)})`;

export function mount(element) {
  root = element;
  const asked = here("layer") ?? FIRST;
  layer = Object.hasOwn(LAYERS, asked) ? asked : FIRST;
  if (!wall.again) over = new Set(["rings"]);
  root.querySelector(".layers").addEventListener("click", (event) => {
    const button = event.target.closest("[data-what]");
    if (button && !button.disabled) choose(button.dataset.what);
  });
  choose(layer);
  choose();
}

/* Chooses another layer or switches an overlay; without a name it only marks the chosen ones. */
function choose(what) {
  if (Object.hasOwn(LAYERS, what)) {
    layer = what;
    if ((here("layer") ?? FIRST) !== layer) address({ layer });
  } else if (what) {
    if (!over.delete(what)) over.add(what);
  }
  for (const key of KEYS) mark(choice(key), "aria-checked", String(key === layer));
  for (const key of Object.values(OVER)) mark(choice(key), "aria-checked", String(over.has(key)));
  mark(root, "data-over", [...over].join(" "));
  draw(wall.model);
}

export function key(event) {
  const what = KEYS[Number(event.key) - 1] ?? OVER[event.key];
  if (what && !choice(what).disabled) choose(what);
  return what !== undefined;
}

export function draw(now) {
  if (now === null || root === null) return;
  map.colour(map.all(), now[layer] ?? {});
  const grids = document.getElementById("wall-map-title");
  const n = say.count([...map.all()].length || null);
  write(grids, say.fill("layer.title", { n, layer: say.fill(`layer.${layer}`) }));
  legend(now.map ?? {});
  counts(now);
  streets(now);
}

export function change(section, now, changed) {
  if (section === layer) map.colour(Object.keys(changed), now[layer]);
}

export function legend({ profile, unusual }) {
  const { ramp, from, tails } = LAYERS[layer];
  const visitors = profile === "visitors"; // visitors get no cells
  const judged = layer !== "unusual" || unusual === "known";
  const counted = visitors ? "by_street" : judged ? layer : unusual;
  write(document.getElementById("wall-legend-counted"), say.fill(`counted.${counted}`));
  root.querySelectorAll(".step-box").forEach((box, index) => {
    mark(box.firstChild, "style", `background: var(--${index ? ramp : "q"}${index})`);
    write(box.lastChild, tails ? rarity(tails[index - 1]) : range(from, index));
  });
}

const rarity = (n) => (n === undefined ? say.fill("step.usual") : say.fill("step.rarer", { n }));

function range(from, index) {
  if (index === 0) return from[0] === 1 ? "0" : `0–${from[0] - 1}`;
  const [least, next] = [from[index - 1], from[index]];
  if (next === undefined) return `${least}+`;
  return next - least === 1 ? String(least) : `${least}–${next - 1}`;
}

export function counts({ layers = {} }) {
  for (const key of KEYS) write(choice(key).querySelector(".count"), say.count(layers[key]));
  for (const key of ["overdue", "unusual"]) {
    mark(choice(key), "data-hot", layers[key] > 0 ? "" : null);
  }
}

/* Beside a street's name: what the layer counts there; for overdue cases, of how many. */
export function streets({ streets: totals = {} }) {
  for (const label of root.querySelectorAll(".street-label")) {
    const total = totals[label.dataset.street] ?? {};
    const n = say.count(total[layer]);
    const none = layer === "unusual" && !total.unusual;
    write(label.lastChild, none ? "" : layer === "overdue" ? `${n}/${say.count(total.open)}` : n);
  }
  labels.rank(totals);
  map.plan();
}
