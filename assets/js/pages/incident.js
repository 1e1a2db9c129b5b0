/* An incident's workspace. */
import * as clock from "../common/clock.js";
import * as acting from "../desk/acting.js";
import * as presence from "../desk/presence.js";
import * as selection from "../desk/selection.js";
import * as session from "../desk/session.js";
import { number } from "../duty/file_of.js";
import * as workspace from "../duty/workspace.js";
import { begin } from "../live/page.js";
import * as sounds from "../sound/sounds.js";

// No case is meant by any key here.
selection.useSource({ at: () => null, chosen: () => [], version: () => null });
acting.start();
session.start();
const tell = workspace.start(presence.face);
presence.start(tell, number, () => {});
begin({ clock, session, sounds });
