/* The duty desk. */
import * as clock from "../common/clock.js";
import * as session from "../desk/session.js";
import * as desk from "../duty/desk.js";
import { begin } from "../live/page.js";
import * as sounds from "../sound/sounds.js";

session.start();
desk.start();
begin({ clock, session, sounds });
