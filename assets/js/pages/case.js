/* The page of one case. */
import * as clock from "../common/clock.js";
import * as acting from "../desk/acting.js";
import * as page from "../desk/case.js";
import * as detailMap from "../desk/detail_map.js";
import * as session from "../desk/session.js";
import { begin } from "../live/page.js";

acting.start();
session.start();
page.start();
begin({ clock, detailMap, session });
