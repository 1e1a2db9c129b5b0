/* The button that shows whether alerts can be heard here, or why not; beside it the volume. */
import * as clock from "../common/clock.js";
import * as dom from "../common/dom.js";
import * as say from "../common/words.js";
import * as sounds from "./sounds.js";

const LOOK_MS = 1000;
const ACTS = { on: sounds.mute, muted: sounds.unmute };

let button = null;
let range = null;

function draw() {
  const state = sounds.state();
  const { mutedUntil, loudness } = sounds.settings();
  const words = say.fill(`sound.${state}`, { time: clock.minute(mutedUntil) });
  dom.write(button, words);
  dom.mark(button, "data-sound", state);
  dom.mark(button, "title", say.fill(`sound.${state}.hint`));
  dom.show(button, true);
  if (range === null || !range.isConnected) place();
  if (document.activeElement !== range) range.value = loudness;
  dom.show(range, state === "on");
}

function place() {
  range = document.createElement("input");
  Object.assign(range, { type: "range", min: 0.1, max: 1, step: 0.1 });
  range.className = "sound-volume";
  range.setAttribute("aria-label", say.fill("sound.volume"));
  range.onchange = () => {
    sounds.volume(Number(range.value));
    range.blur(); // gives the keys back to the page
  };
  button.after(range);
  button.onclick = () => ACTS[sounds.state()]?.();
}

/* `theButton` is hidden until this draws it. */
export function start(theButton) {
  const first = button === null;
  button = theButton;
  if (!first) return draw();
  window.addEventListener("sound", draw);
  setInterval(draw, LOOK_MS); // a mute ends by itself
  draw();
}
