/* The age of the picture in words, the same on every screen. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as check from "./check.js";
import { live } from "./socket.js";

const LATE_MS = 5000;
const LOST_MS = 9500; // with the tick it is shown within ten seconds
const DEGRADED = ["away", "late_worker", "refused_source", "late_source"]; // live, but incomplete

/* The state of the data and its name: [state, key of the words, their values]. */
function condition(model) {
  const { system = {} } = model;
  const { dataAt, refused } = live;
  const now = clock.now();
  if (dataAt === null || now === null) return ["waiting", refused ? `${refused}_blank` : "waiting"];
  // In whole seconds of the shown clock, so that clock minus age is the time of the data.
  const n = Math.max(0, Math.floor(now / 1000) - Math.floor(dataAt / 1000));
  // A refusal is no delay: nothing is on its way.
  if (now - dataAt >= (refused ? LATE_MS : LOST_MS)) {
    const values = { age: say.seconds(n), time: clock.second(dataAt) };
    return ["lost", refused ?? "lost", values];
  }
  if (now - dataAt >= LATE_MS) return ["late", "late", { n }];
  if (check.differs()) return ["late", "differs"];
  if (system.redis === "away") return ["live", "away"];
  const late = system.late_workers;
  if (Array.isArray(late) && late.length > 0) {
    return ["live", "late_worker", { names: names(late) }];
  }
  const unheard = told(model, "refused:");
  if (unheard.length > 0) return ["live", "refused_source", refusing(unheard)];
  const silent = told(model, "channel:");
  if (silent.length > 0) return ["live", "late_source", { names: called(silent) }];
  return ["live", "live", { n: Math.max(1, n) }];
}

/* The sources with one kind of trouble: silent ("channel:") or refused. */
function told({ sources = {} }, kind) {
  return Object.entries(sources)
    .filter(([key, value]) => key.startsWith(kind) && value !== null)
    .map(([, value]) => value);
}

/* Their names; only their number where names are not sent. */
function called(found) {
  const known = found.map(({ name }) => name).filter(Boolean);
  return known.length > 0 ? known.join(say.fill("list_separator")) : String(found.length);
}

function refusing(found) {
  const [{ code }] = found;
  const n = found.reduce((sum, { count }) => sum + count, 0);
  const why = say.has(`why.${code}`) ? say.fill(`why.${code}`) : code;
  return { names: called(found), n, why };
}

/* Before it is drawn, the data's time is unknown. */
function unknown() {
  if (live.dataAt !== null && say.has("loading")) return ["waiting", "loading"];
  return ["waiting", live.refused ? `${live.refused}_blank` : "waiting"];
}

function names(workers) {
  return workers
    .filter((worker) => typeof worker === "string")
    .map((worker) => say.has(`worker.${worker}`) ? say.fill(`worker.${worker}`) : worker)
    .join(say.fill("list_separator"));
}

/* Shows it on the screen's root and in its element; with `panels`, also on every panel. */
export function show(root, element, model, panels = (_root, _words, _model, _live) => {}) {
  const [state, key, values] = "known" in root.dataset ? condition(model) : unknown();
  dom.mark(root, "data-state", state);
  const degraded = DEGRADED.includes(key);
  dom.mark(root, "data-degraded", degraded ? key : null);
  dom.write(element, say.fill(key, values));
  const kind = key === "differs" ? key : state;
  const panel = say.has(`panel.${kind}`) ? say.fill(`panel.${kind}`, values) : null;
  if (panel !== null) panels(root, panel, model, state === "live");
}
