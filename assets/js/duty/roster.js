/* The roster: who is on duty now, the tours of a day, and the gaps of the days ahead. */
import * as clock from "../common/clock.js";
import { make, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";
import { ask, button } from "../office/ask.js";
import { line } from "./gaps.js";
import * as form from "./roster_form.js";
import * as tours from "./tours.js";

const DAY_MS = 24 * 3600 * 1000;
const DAYS = 30;
const GAPS = 30;

let ahead = 0; // how many days after today the shown day is

const text = (className, words) => {
  const made = make("span", className);
  write(made, words);
  return made;
};

export function draw(_model) {
  tick();
}

export function tick() {
  if (clock.now() === null) return;
  drawNow();
  drawDay();
  drawGaps();
  drawFile();
  form.draw(shownDay(), drawDay);
}

const shownDay = () => clock.now() + ahead * DAY_MS;

/* Who should be there by the roster, who comes next, and who has the shift if that is another. */
function standing(post, all, missing) {
  const now = clock.now();
  const own = all.filter((one) => one.post === post.code);
  const here = own.find((one) => tours.runs(one, now)) ?? null;
  const next = own.find((one) => one.from > now && one.from - now < DAY_MS) ?? null;
  const officer = post.shift ? page.model?.shift?.now ?? null : null;
  const other = officer !== null && officer.officer !== here?.login ? officer.name : null;
  const nobody = missing.some((gap) => gap.post === post.code && tours.runs(gap, now));
  return { post: post.code, name: post.name, here, next, other, nobody };
}

function drawNow() {
  const [all, gaps] = [tours.tours(), tours.gaps()];
  const found = tours.posts().map((post) => standing(post, all, gaps)).filter((
    { here, next, other, post },
  ) => here !== null || next !== null || other !== null || tours.post(post)?.hours !== null);
  const any = page.model?.rostered?.any === true;
  tours.redraw(part(".roster-now"), [any, found, clock.day(clock.now())], () => {
    if (!any) return [make("p", "none", text("none-text", say.fill("roster.none")))];
    return [make("ul", "posts", ...found.map(holding))];
  });
}

/* Outside its hours a post may be nobody's: only in them that is said as what it is. */
function holding({ name, here, next, other, nobody }) {
  const who = make("span", "who");
  const held = here?.name ?? say.fill(nobody ? "roster.nobody" : "roster.not_held");
  const kind = here !== null ? "holder" : nobody ? "nobody" : "not-held";
  if (other === null) who.append(text(kind, held));
  else {
    who.append(text("due-here", say.fill("roster.due_here", { name: held })));
    who.append(text("is-here", say.fill("roster.is_here", { name: other })));
  }
  if (here !== null) {
    who.append(text("until", say.fill("roster.until", { at: clock.stamp(here.to) })));
    who.append(text("contact", here.contact));
  }
  const values = next && { name: next.name, at: clock.stamp(next.from) };
  const after = text("next", next === null ? "" : say.fill("roster.next", values));
  return make("li", "post", text("name", name), who, after);
}

const order = (code) => tours.posts().findIndex((one) => one.code === code);

/* The tours that begin on the shown day. */
function ofDay() {
  const wanted = clock.day(shownDay());
  return tours.tours().filter(({ from }) => clock.day(from) === wanted)
    .sort((one, other) => order(one.post) - order(other.post) || one.from - other.from);
}

function drawDay() {
  const [found, day] = [ofDay(), tours.day(shownDay())];
  const any = page.model?.rostered?.any === true;
  const running = found.map((one) => one.from <= clock.now());
  tours.redraw(part(".roster-day"), [any, found, running, day, form.chosen()], () => {
    if (!any) return [];
    const rows = found.map(tour);
    const none = make("p", "none", text("none-text", say.fill("roster.empty")));
    return [head(day), rows.length === 0 ? none : make("ul", "tours", ...rows)];
  });
}

function head(day) {
  const before = button("roster.before", () => turn(-1));
  const after = button("roster.after", () => turn(1));
  before.disabled = ahead === 0;
  after.disabled = ahead === DAYS;
  const title = make("h3", "");
  write(title, day);
  return make("div", "day-head", title, before, after);
}

function turn(days) {
  ahead += days;
  tick();
}

function tour(one) {
  const name = tours.post(one.post)?.name ?? one.post;
  const said = make("span", "said", text("holder", one.name), text("contact", one.contact));
  const acts = make("span", "acts", ...form.buttons(one));
  return make("li", "tour", text("span", tours.span(one)), text("name", name), said, acts);
}

/* Each gap on the day on which it begins; of a post whose roster ends, that it does. */
function drawGaps() {
  const all = tours.gaps();
  const planned = all.filter(({ unplanned }) => !unplanned);
  const ends = tours.posts().flatMap(({ code }) => {
    const first = all.find((gap) => gap.post === code && gap.unplanned);
    return first ? [first] : [];
  });
  const any = page.model?.rostered?.any === true;
  tours.redraw(part(".roster-gaps"), [any, planned, ends, clock.day(clock.now())], () => {
    if (!any) return [];
    const title = make("h3", "");
    write(title, say.fill("roster.gaps"));
    if (all.length === 0) {
      return [title, make("p", "none", text("none-text", say.fill("roster.gaps.none")))];
    }
    return [title, make("ul", "gap-days", ...byDay(planned.slice(0, GAPS)))]
      .concat(planned.length > GAPS ? [rest(planned.length - GAPS)] : [])
      .concat(ends.length > 0 ? [make("ul", "unplanned", ...ends.map(unplanned))] : []);
  });
}

function byDay(found) {
  const days = [...new Set(found.map(({ from }) => clock.day(from)))];
  return days.map((day) => {
    const own = found.filter(({ from }) => clock.day(from) === day);
    const rows = make("ul", "gap-list", ...own.map((gap) => line(gap)));
    return make("li", "gap-day", text("day", tours.day(own[0].from)), rows);
  });
}

const rest = (n) => make("p", "more-gaps", say.fill("roster.gaps.more", { n: say.count(n) }));

function unplanned({ post, from }) {
  const values = { post: tours.post(post)?.name ?? post, at: clock.stamp(from) };
  return make("li", "", say.fill("roster.unplanned", values));
}

/* One's own tours for a calendar program: an address, and its end. */
function drawFile() {
  const asked = (act) => () => ask({ act });
  tours.redraw(part(".roster-file"), [], () => [
    button("roster.address", asked("open_address")),
    button("roster.address.close", asked("close_address")),
  ]);
}

/* The tours of the shown day, as many as there are. */
export function facts() {
  const any = page.model?.rostered?.any === true;
  const lines = part(".roster-day").querySelectorAll(".tour").length;
  return [[lines, any ? ofDay().length : 0]];
}
