/* Asks the server for an act of the desk. */
import * as selection from "./selection.js";
import * as toast from "./toast.js";

const ROOT = "#console, #case-page, #incident";

let count = 0;

/* Asks for an act by its key or name, on the selected case or the chosen ones. */
export function act(wanted) {
  const root = document.querySelector(ROOT);
  if (root === null) return;
  if (["lost", "refused"].includes(root.dataset.state)) {
    toast.say(document.getElementById("console-keys").dataset.offline);
    return;
  }
  count += 1;
  const data = { ...wanted, ...selection.targets(), n: count };
  window.dash_clientside.set_props("console-act", { data });
}
