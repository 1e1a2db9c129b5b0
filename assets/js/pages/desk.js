/* The desk, for everybody who works on cases. */
import * as clock from "../common/clock.js";
import * as acting from "../desk/acting.js";
import * as bar from "../desk/bar.js";
import * as cases from "../desk/cases.js";
import * as desk from "../desk/desk.js";
import * as detailMap from "../desk/detail_map.js";
import * as facets from "../desk/facets.js";
import * as filter from "../desk/filter.js";
import * as grid from "../desk/grid.js";
import * as presence from "../desk/presence.js";
import * as queue from "../desk/queue.js";
import * as selection from "../desk/selection.js";
import * as session from "../desk/session.js";
import * as updates from "../desk/updates.js";
import { begin } from "../live/page.js";

acting.start();
session.start();
desk.start();
begin({
  detailMap,
  cases,
  clock,
  facets,
  filter,
  grid,
  queue,
  session,
  console: {
    go: selection.go,
    move: selection.move,
    escape: selection.deselect,
    selected: selection.at,
    chosen: selection.chosen,
    editing: presence.edit,
    filter: filter.set,
    show: updates.show,
    visible: grid.numbers,
    held: bar.held,
  },
});
