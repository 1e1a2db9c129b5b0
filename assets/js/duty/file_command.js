/* Who commands the incident and who leads each group; a change of hands keeps who had it before. */
import * as clock from "../common/clock.js";
import { make, show, write } from "../common/dom.js";
import * as say from "../common/words.js";
import { ask, button, field } from "../office/ask.js";
import { page, part } from "../office/shown.js";
import { choice, keys, number, unitChoices } from "./file_of.js";
import { rows } from "./rows.js";

const KEY = "g";

const all = () => Object.entries(page.model?.command ?? {}).filter(([, one]) => one !== null);
const held = () => all().filter(([, { holder }]) => holder !== "");

export function draw(_model) {
  form();
  const found = held();
  rows(".seats", found.length).forEach((row, at) => fill(row, ...found[at]));
  show(part("#incident-command .none"), found.length === 0);
  write(part("#incident-command .none-text"), say.fill("command.none"));
}

function fill(row, role, { holder, contact, unit, at }) {
  const cell = (name) => row.querySelector(`.${name}`);
  write(cell("role"), say.fill(`command.${role}`));
  write(cell("holder"), holder);
  write(cell("unit"), unit === "" ? "" : say.name("units", unit));
  write(cell("contact"), contact);
  write(cell("since"), say.fill("command.since", { at: clock.stamp(at) }));
}

function form() {
  const box = part(".seat-form");
  if (box.childElementCount > 0) return;
  const opens = button("command.new", open, KEY.toUpperCase());
  opens.dataset.key = KEY;
  box.append(opens);
}

function open() {
  const box = part(".seat-form");
  const made = make("form", "new-seat");
  const [roleLabel, role] = field("command.role", "select", 0);
  for (const one of box.dataset.roles.split(" ")) {
    role.append(choice(one, say.fill(`command.${one}`)));
  }
  const [holderLabel, holder] = field("command.holder", "input", Number(box.dataset.holder));
  const [contactLabel, contact] = field("command.contact", "input", Number(box.dataset.contact));
  const [unitLabel, unit] = field("command.unit", "select", 0);
  unit.append(choice("", say.fill("command.no_unit")), ...unitChoices());
  const [atLabel, at] = field("note.at", "input", 0, "datetime-local");
  const save = button("command.save", () => {}, "Ctrl+Enter");
  save.type = "submit";
  made.append(roleLabel, holderLabel, contactLabel, unitLabel, atLabel);
  made.append(make("div", "actions", save, button("log.cancel", close)));
  let seen = 0; // which version of the seat this person has seen
  const chosen = () => {
    const known = page.model?.command?.[role.value] ?? null;
    seen = known?.version ?? 0;
    holder.placeholder = known?.holder || say.fill("command.nobody");
  };
  role.addEventListener("change", chosen);
  chosen();
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = { role: role.value, holder: holder.value, contact: contact.value };
    const more = { unit: unit.value, at: at.value, seen: String(seen) };
    ask({ act: "seat", incident: number(), ...given, ...more }, close);
    chosen(); // a refusal says who has it now: a second press has seen it
  });
  keys(made, close);
  box.replaceChildren(made);
  role.focus();
}

function close() {
  part(".seat-form").replaceChildren();
  form();
  part(".seat-form button").focus();
}

/* As many lines as there are seats that somebody has. */
export function facts(_model) {
  const lines = [...part(".seats").children].filter((row) => !row.hidden);
  return [[lines.length, held().length]];
}
