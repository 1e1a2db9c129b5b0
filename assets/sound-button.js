/* The button that says whether alerts can be heard here, and why not; beside it how loud. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const BUTTON = "console-sound";
  const LOOK_MS = 1000;
  const ACTS = { on: "mute", muted: "unmute" };

  let range = null;

  function draw() {
    const button = document.getElementById(BUTTON);
    if (button === null) return;
    const state = cc.sounds.state();
    const { mutedUntil, loudness } = cc.sounds.settings();
    const words = cc.say.fill(`sound.${state}`, { time: cc.clock.minute(mutedUntil) });
    cc.dom.write(button, words);
    cc.dom.mark(button, "data-sound", state);
    cc.dom.mark(button, "title", cc.say.fill(`sound.${state}.hint`));
    cc.dom.show(button, true);
    if (range === null || !range.isConnected) place(button);
    if (document.activeElement !== range) range.value = loudness;
    cc.dom.show(range, state === "on");
  }

  function place(button) {
    range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0.1, max: 1, step: 0.1 });
    range.className = "console-volume";
    range.setAttribute("aria-label", cc.say.fill("sound.volume"));
    range.onchange = () => {
      cc.sounds.volume(Number(range.value));
      range.blur(); // the keys are the desk's again
    };
    button.after(range);
    button.onclick = () => cc.sounds[ACTS[cc.sounds.state()]]?.();
  }

  function start() {
    cc.alarms.start();
    window.addEventListener("sound", draw);
    setInterval(draw, LOOK_MS); // silence ends by itself
    draw();
  }

  cc.soundButton = { start };
})();
