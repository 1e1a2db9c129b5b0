/* What every page needs where somebody acts: keys, dialogs, answers, and kept text. */
import * as renewal from "../live/renewal.js";
import * as command from "./command.js";
import * as detail from "./detail.js";
import * as dialogs from "./dialogs.js";
import * as incidents from "./incidents.js";
import * as keys from "./keys.js";
import * as screens from "./screens.js";
import * as session from "./session.js";
import * as toast from "./toast.js";
import * as typed from "./typed.js";
import * as undone from "./undone.js";
import * as views from "./views.js";

export function start() {
  command.start();
  incidents.start();
  screens.start();
  views.start();
  detail.start();
  typed.start(session.ended);
  renewal.setBusyCheck(typed.filled);
  keys.start();
  dialogs.start();
  toast.start();
  undone.start();
}
