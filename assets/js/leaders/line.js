/* The leaders' page: its parts, and what passing time changes on them. */
import * as line from "../office/line.js";
import { page, part } from "../office/shown.js";
import * as cases from "./cases.js";
import * as answers from "../office/ask.js";
import * as figures from "./figures.js";
import * as instruct from "./instruct.js";
import * as review from "./review.js";

/* A list of cases has only the first bar of this page. */
const isBoard = () => page.root?.isConnected && part(".office-body") !== null;

let heard = null;

function draw(model) {
  if (!isBoard()) return;
  if (heard !== page.root) {
    heard = page.root;
    answers.listen();
  }
  for (const one of [figures.draw, cases.draw, review.draw, review.streets]) one(model);
  instruct.draw();
}

function tick() {
  if (!isBoard()) return;
  cases.tick();
  instruct.tick();
}

const facts = (model) => isBoard() ? figures.facts(model) : [];

export const start = () => line.start({ name: "leaders", draw, tick, facts });
