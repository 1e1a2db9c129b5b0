/* A page that the server makes alone, for persons: it knows when their session ends. */
import * as session from "../desk/session.js";
import * as typed from "../desk/typed.js";
import { publish } from "../live/page.js";

typed.start(session.ended);
session.start();
publish({ session });
