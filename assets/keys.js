/* Keys of the desk. Every act has its key; the server finds out which act a key means for the case
   that is selected. While somebody types, or an input method composes, keys are only letters. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const ROOT = "#console, #case-page";
  // What the same key gives while a Chinese input method punctuates.
  const WIDE = { "！": "!", "？": "?", "／": "/", "、": "/" };
  const STEPS = { ArrowUp: -1, ArrowDown: 1, PageUp: -20, PageDown: 20 };
  const ENDS = { Home: "first", End: "last" };
  const TEXT = "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])";

  let count = 0;

  /* "m", "shift+m", "!", "Space": as `data-key` and the table of acts write it. */
  function name(event) {
    const key = WIDE[event.key] || event.key;
    if (key === " ") return "Space";
    if (!/^[a-z]$/i.test(key)) return key;
    return (event.shiftKey ? "shift+" : "") + key.toLowerCase();
  }

  const composing = (event) => event.isComposing || event.keyCode === 229;
  const typing = (target) => target instanceof Element && target.closest(TEXT) !== null;

  function known() {
    const keys = document.getElementById("console-keys");
    return keys === null ? [] : keys.dataset.acts.split(" ");
  }

  /* An act by its key or its name, on the selected case or the chosen ones. */
  function act(wanted) {
    const root = document.querySelector(ROOT);
    if (root === null) return;
    if (["lost", "refused"].includes(root.dataset.state)) {
      cc.toast.say(document.getElementById("console-keys").dataset.offline);
      return;
    }
    count += 1;
    const data = { ...wanted, ...hand(), n: count };
    window.dash_clientside.set_props("console-act", { data });
  }

  /* Which cases are meant, at the very moment of the key. */
  function hand() {
    if (!cc.hand) return {};
    const known = (no) => ({ no, version: cc.queue.row(no)?.version ?? null });
    const at = cc.hand.at();
    return { selected: at === null ? null : known(at), chosen: cc.hand.chosen().map(known) };
  }

  function shown(element) {
    return element.offsetParent !== null && !element.disabled;
  }

  /* The button with this key on it, if one can be pressed now. */
  function button(key, within = document) {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    return [...within.querySelectorAll(wanted)].find(shown) || null;
  }

  function press(found) {
    if (found === null) return false;
    found.click();
    return true;
  }

  function move(key) {
    const desk = cc.console || {};
    if (key in STEPS && desk.move) desk.move(STEPS[key]);
    else if (key in ENDS && desk.to) desk.to(ENDS[key]);
    else if (key === "Space" && desk.choose) desk.choose();
    else if (key === "Escape" && desk.escape) desk.escape();
    else return false;
    return true;
  }

  function onPage(event, key) {
    const own = event.target instanceof Element && event.target.closest("button, a[href], summary");
    if (own && (key === "Enter" || key === "Space")) return false;
    if (key === "/" && cc.command) return cc.command.open();
    const found = button(key);
    if (found !== null && !("act" in found.dataset)) return press(found);
    if (!known().includes(key)) return move(key);
    act({ key });
    return true;
  }

  function down(event) {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (document.querySelector(ROOT) === null) return;
    const key = name(event);
    const dialog = cc.modals.open();
    let done;
    if (dialog !== null) done = cc.modals.key(dialog, event, key);
    else if (typing(event.target)) done = cc.command ? cc.command.key(event, key) : false;
    else done = event.repeat && !(key in STEPS) ? false : onPage(event, key);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  document.addEventListener("keydown", down, true);
  document.addEventListener("click", (event) => {
    const found = event.target instanceof Element && event.target.closest("button[data-act]");
    if (!found) return;
    const { act: wanted, alert, into, incident } = found.dataset;
    act({ act: wanted, ...(alert ? { alert } : {}), say: into || incident || "" });
  });

  cc.keys = { act, button, press, typing };
})();
