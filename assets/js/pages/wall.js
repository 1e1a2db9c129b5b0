/* A wall with all of its views, so that a switch needs no reload. */
import * as clock from "../common/clock.js";
import { begin } from "../live/page.js";
import * as frame from "../wall/frame.js";
import * as hold from "../wall/map/hold.js";
import * as incidentMap from "../wall/map/incident_map.js";
import * as map from "../wall/map/map.js";
import { go, wall } from "../wall/shown.js";
import * as oneCase from "../wall/views/case.js";
import * as incidents from "../wall/views/incidents.js";
import * as load from "../wall/views/load.js";
import * as places from "../wall/views/load_places.js";
import * as mapView from "../wall/views/map.js";
import * as overdue from "../wall/views/overdue.js";
import * as overview from "../wall/views/overview.js";
import * as queue from "../wall/views/queue.js";
import * as rows from "../wall/views/rows.js";

const views = {
  overview: overview.view,
  overdue: overdue.view,
  load: load.view,
  incidents: incidents.view,
  map: mapView.view,
  queue: queue.view,
  rows: rows.view,
  case: oneCase.view,
};

frame.start(views);
begin({
  incidentMap,
  map,
  clock,
  views,
  mapHold: hold,
  loadPlaces: places,
  wall: { go, root: () => wall.root },
});
