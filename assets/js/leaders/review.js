/* The review of past days: numbers that link to their cases, and sentences made of them. */
import * as clock from "../common/clock.js";
import { mark, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { address, page, part } from "../office/shown.js";
import { place } from "./instruct.js";
import { days, toCases } from "./shown.js";

const ENOUGH = 5; // below so many cases a share isn't compared
const SHOWN = { on_time: ["late", "met.late"] }; // metrics whose list shows the missed cases

const GOOD = ["on_time", "satisfied"]; // of which more is better

const percent = ([met, n]) => Math.round((1000 * met) / n) / 10;
const some = (share) => Array.isArray(share) && share[1] > 0;

export function draw(model) {
  const { span = {}, rates = {}, before = {} } = model;
  const read = Number.isFinite(span.until);
  const words = read
    ? say.fill("rates.span", { n: days(span), at: clock.minute(span.at) })
    : say.fill("rates.wait");
  for (const note of page.root.querySelectorAll(".note .span")) write(note, words);
  if (!read) return;
  for (const row of page.root.querySelectorAll(".rate")) drawRate(row, rates, before, days(span));
  drawFlow(rates);
  drawPeers(model);
  drawGrown(model, days(span));
}

function drawRate(row, rates, before, n) {
  const { metric } = row.dataset;
  const share = rates[metric];
  write(row.querySelector(".value"), some(share) ? `${percent(share).toFixed(1)}%` : "—");
  const [of, what] = SHOWN[metric] ?? [metric, `met.${metric}`];
  const link = row.querySelector(".of");
  const counted = rates[of] ?? [];
  const values = { n: say.count(counted[1]), met: say.count(counted[0]), what: say.fill(what) };
  write(link, some(share) ? say.fill("rate.n", values) : say.fill("rate.none"));
  if (some(share)) toCases(link, of);
  else mark(link, "href", null);
  write(row.querySelector(".then"), some(share) ? since(metric, share, before[metric], n) : "");
}

/* The change in points between the numbers as they are shown. */
function since(metric, share, then, n) {
  if (!some(then)) return "";
  const by = Math.round(10 * (percent(share) - percent(then))) / 10;
  if (by === 0) return say.fill("rate.same", { days: n });
  const words = say.fill(by > 0 ? "rate.up" : "rate.down", { days: n, n: Math.abs(by).toFixed(1) });
  return `${words} · ${say.fill(by > 0 === GOOD.includes(metric) ? "better" : "worse")}`;
}

function drawFlow(/** @type {Model} */ { reported = [], closed = [], half, most }) {
  for (const [name, share] of Object.entries({ reported, closed })) {
    const link = part(`.flow-${name}`);
    write(link, say.fill(`flow.${name}`, { n: say.count(share[0]) }));
    toCases(link, name);
  }
  const known = Number.isFinite(half);
  const values = known ? { half: say.duration(half), most: say.duration(most) } : {};
  write(part(".flow .times"), say.fill(known ? "times" : "times.none", values));
}

function drawPeers({ peers = {}, units = {} }) {
  for (const [kind, { unit, ranked, met, n }] of Object.entries(peers)) {
    const line = part(`[data-kind="${kind}"]`);
    const [late, overdue] = ["late", "overdue"].map((name) => line.querySelector(`.${name}`));
    const named = typeof unit === "string";
    place(line.querySelector(".instruct-box"), named ? { about: "UNIT", of: unit } : null);
    const words = { kind: say.fill(`kind.${kind}`), unit: say.name("units", unit) };
    const key = named ? "peers.lowest" : ranked > 1 ? "peers.alike" : "peers.few";
    const share = named ? percent([met, n]).toFixed(1) : "";
    write(line.querySelector(".said"), say.fill(key, { ...words, share }));
    mark(line, "data-named", named ? "" : null);
    show(late, named);
    show(overdue, named && units[unit] > 0);
    if (!named) continue;
    write(late, say.fill("peers.late", { n: say.count(n), late: say.count(n - met) }));
    toCases(late, "handled_late", { unit });
    write(overdue, say.fill("peers.overdue", { n: say.count(units[unit]) }));
    mark(overdue, "href", address("/wall/queue", { of: "overdue", unit }));
  }
}

function drawGrown(/** @type {Model} */ { grown = {}, span }, n) {
  const [said, before] = [part(".grown .said"), part(".grown .before")];
  const { item, now, before: then } = grown;
  const named = typeof item === "string";
  const key = named ? "grown" : span.compared ? "grown.none" : "grown.unknown";
  write(said, say.fill(key, { item: say.name("items", item), now: say.count(now) }));
  mark(part(".grown"), "data-named", named ? "" : null);
  write(before, named ? say.fill("grown.before", { days: n, n: say.count(then) }) : "");
  if (named) toCases(said, "reported", { item });
  else mark(said, "href", null);
}

/* The streets with most overdue first; their order stays while somebody points at them. */
export function streets(/** @type {Model} */ { streets = {}, street_rates: rates = {} }) {
  const body = part(".panel-streets tbody");
  for (const row of body.rows) {
    const { street } = row.dataset;
    for (const [of, n] of Object.entries(streets[street] ?? {})) {
      const cell = row.querySelector(`.${of}`);
      write(cell.firstChild, say.count(n));
      mark(cell, "data-some", n > 0 ? "" : null);
    }
    place(row.querySelector(".instruct-box"), { about: "STREET", of: street, sign: true });
    onTime(row.querySelector(".on-time a"), rates[street], street);
  }
  if (body.matches(":hover, :focus-within")) return;
  const worse = (row) => {
    const { overdue = 0, amber = 0, open = 0 } = streets[row.dataset.street] ?? {};
    return [overdue, amber, open];
  };
  const sorted = [...body.rows].sort((a, b) => compare(worse(b), worse(a)));
  if (sorted.some((row, at) => row !== body.rows[at])) body.append(...sorted);
}

const compare = (a, b) => a.map((value, at) => value - b[at]).find((by) => by !== 0) ?? 0;

function onTime(link, share, street) {
  if (!some(share)) {
    write(link, "—");
    return mark(link, "href", null);
  }
  const enough = share[1] >= ENOUGH;
  write(link, enough ? `${percent(share).toFixed(1)}%` : say.fill("few"));
  mark(
    link,
    "title",
    say.fill("rate.n", {
      n: say.count(share[1]),
      met: say.count(share[0]),
      what: say.fill("met.on_time"),
    }),
  );
  return toCases(link, "judged", { street });
}
