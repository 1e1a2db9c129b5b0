/* The leaders' page. */
import * as clock from "../common/clock.js";
import * as session from "../desk/session.js";
import * as line from "../leaders/line.js";
import { begin } from "../live/page.js";

session.start();
line.start();
begin({ clock, session });
