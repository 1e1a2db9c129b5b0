/* A wall with all of its views, so that a switch needs no reload. */
import * as clock from "../common/clock.js";
import { begin } from "../live/page.js";
import * as frame from "../wall/frame.js";
import * as hold from "../wall/map/hold.js";
import * as map from "../wall/map/map.js";
import { go, wall } from "../wall/shown.js";
import { view as caseView } from "../wall/views/case.js";
import { view as incidents } from "../wall/views/incidents.js";
import { view as load } from "../wall/views/load.js";
import * as places from "../wall/views/load_places.js";
import { view as mapView } from "../wall/views/map.js";
import { view as overdue } from "../wall/views/overdue.js";
import { view as overview } from "../wall/views/overview.js";
import { view as queue } from "../wall/views/queue.js";
import { view as rows } from "../wall/views/rows.js";

const views = {
  case: caseView,
  incidents,
  load,
  map: mapView,
  overdue,
  overview,
  queue,
  rows,
};

frame.start(views);
begin({
  map,
  clock,
  views,
  mapHold: hold,
  loadPlaces: places,
  wall: { go, root: () => wall.root },
});
