/* How many are on duty at the chosen unit, and what it has in hand. */
import { make, mark, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { page, part } from "../office/shown.js";

let chosen = null;

/* The units, made once: a choice that is open must not be replaced. */
function choice() {
  const box = part("#duty-unit");
  if (box.firstElementChild !== null) return box.firstElementChild;
  const select = make("select", "unit-select");
  mark(select, "aria-label", box.getAttribute("aria-label"));
  for (const code of Object.keys(page.model?.units ?? {})) {
    const option = make("option", "", say.name("units", code));
    option.value = code;
    select.append(option);
  }
  select.value = chosen ?? select.value;
  chosen = select.value;
  select.addEventListener("change", () => {
    chosen = select.value;
    draw(page.model ?? {});
  });
  box.append(select);
  return select;
}

export function draw(/** @type {Model} */ { units = {} }) {
  choice();
  const unit = units[chosen ?? ""];
  const key = unit?.said ? "strength.on_duty" : "strength.staff";
  write(part(".strength .on-duty"), unit ? say.fill(key, { n: say.count(unit.on_duty) }) : "—");
  const values = { open: say.count(unit?.open), overdue: say.count(unit?.overdue) };
  write(part(".strength .open"), say.fill("strength.open", values));
}
