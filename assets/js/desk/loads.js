/* Every unit's load as it arrives: a dialog that asks for a unit stays up to date. */
import * as dom from "../common/dom.js";

let units = {};

export function show(told) {
  units = told ?? {};
  draw();
}

/* Writes the loads into the units of the open dialog. */
export function draw() {
  for (const row of document.querySelectorAll("[data-dialog] .assign-row[data-unit]")) {
    const load = units[row.dataset.unit];
    if (load !== undefined) put(row, load, row.closest(".assign").dataset);
  }
}

function put(row, load, { strains, people, full }) {
  const { write } = dom;
  const share = load.open / Math.max(1, load.capacity);
  const most = Number(full) / 100;
  const wide = (part) => `${((Math.max(0, part) / most) * 100).toFixed(1)}%`;
  write(row.querySelector(".load b"), `${load.open}/${load.capacity}`);
  write(row.querySelector(".col-strain"), JSON.parse(strains)[load.strain]);
  write(row.querySelector(".col-overdue"), String(load.overdue));
  write(row.querySelector(".col-on_duty"), people.replace("{n}", load.on_duty));
  row.querySelector(".bar-within").style.width = wide(Math.min(1, share));
  row.querySelector(".bar-beyond").style.width = wide(Math.min(most, share) - Math.min(1, share));
  row.querySelector(".bar-late").style.width = wide(
    Math.min(1, load.overdue / Math.max(1, load.capacity)),
  );
}
