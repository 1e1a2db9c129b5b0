/* A page with a form of its own: the session's clock, and what was typed kept beyond it. */
import * as session from "../desk/session.js";
import * as typed from "../desk/typed.js";
import { expose } from "../live/page.js";

typed.start(session.ended);
session.start();
expose({ session });
