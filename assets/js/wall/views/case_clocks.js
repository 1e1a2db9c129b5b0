/* The axis of a case on a wall: built from the model, kept current by axis.js. */
import * as axis from "../../common/axis.js";
import * as clock from "../../common/clock.js";
import { mark, show, write } from "../../common/dom.js";
import * as say from "../../common/words.js";
import { drawLamp } from "../case_row.js";

const box = () => document.querySelector("#wall-axis-panel .axis");

export function draw(/** @type {Model} */ { clocks = {}, case: found = {} }) {
  const { axis: span } = clocks;
  const element = box();
  const none = document.getElementById("wall-axis-empty");
  show(element, Boolean(span));
  show(none, !span);
  write(none.querySelector(".empty-news"), say.fill("no_clock"));
  if (!span) return;
  mark(element, "data-start", String(span.start));
  mark(element, "data-end", String(span.end));
  line(element.querySelector(".clock-stage"), clocks.stage, span, `clock.${found.stage}`, "due_at");
  line(element.querySelector(".clock-case"), clocks.case, span, "clock.case", "close_by");
  [...element.querySelectorAll(".ticks span")].forEach((one, at) =>
    tickMark(one, span.ticks[at], span)
  );
}

const place = (at, { start, end }) => `${((100 * (at - start)) / (end - start)).toFixed(2)}%`;

function line(element, told, span, name, due) {
  // Even without knots it gets a line, so that all can be drawn in the same way.
  const knots = told?.run ?? [[span.start, 0], [span.end, 1]];
  show(element, Boolean(told));
  const [[start], [end]] = [knots[0], knots[knots.length - 1]];
  mark(element, "data-run", JSON.stringify(knots));
  mark(element, "data-limit", String(told?.limit ?? ""));
  mark(element, "data-unit", told?.unit ?? "");
  write(element.querySelector("strong"), say.fill(say.has(name) ? name : "clock.stage"));
  write(element.querySelector(".clock-at"), say.fill(due, { at: clock.stamp(end) }));
  const bar = element.querySelector(".bar");
  bar.style.left = place(start, span);
  bar.style.width = place(span.start + end - start, span);
}

function tickMark(element, at, span) {
  show(element, Number.isFinite(at));
  if (!Number.isFinite(at)) return;
  mark(element, "data-at", String(at));
  element.style.left = place(at, span);
  const minute = clock.minute(at);
  write(element, minute === "00:00" ? clock.day(at) : minute);
}

export function tick(found) {
  const [element, now] = [box(), clock.now()];
  if (element.hidden || now === null) return;
  drawLamp(element.querySelector(".clock-stage"), found);
  axis.draw(element, now);
}
