"""The map wall on an example picture: the real model, made of cases that a test chooses."""

import random
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

from flask import Response, request
from playwright.sync_api import Page

from callbacks.wall import map as map_wall
from callbacks.wall.address import WallRequest, known, read
from callbacks.wall.common import ModelInput
from dashboard.districts import Pack
from dashboard.domain.case import Case, CaseState
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.unit import Urgency
from dashboard.live.baselines import Unusual, UnusualCell
from dashboard.live.follower import Health
from dashboard.live.picture import Picture
from dashboard.live.rows import row_of
from dashboard.store.reads import Snapshot
from dashboard.system import System, to_ms
from dashboard.tiles import Tiles
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.states import HOUR, new_case, new_incident
from tests.screens.showcase import DRAWN, Showcase

SETTLE_MS = 300
BURST = 206
SPREAD = (204, 205, 206, 207, 208)
STATES = (CaseState.FILED, CaseState.DISPATCHED, CaseState.PROCESSING, CaseState.FEEDBACK)
ODD = (
    UnusualCell(206, 7, 0.4, 4, 1e-7),
    UnusualCell(207, 4, 0.3, 4, 1e-5),
    UnusualCell(68, 3, 0.2, 3, 4e-4),
    UnusualCell(290, 2, 0.1, 2, 4e-3),
    UnusualCell(119, 5, 1.8, 1, 3e-2),
    UnusualCell(12, 3, 0.6, 1, 3e-2),
    UnusualCell(301, 2, 0.3, 1, 4e-2),
)
USUAL = Unusual(known=True)
BUSY = Unusual(known=True, cells=ODD)


def cases(count: int, pack: Pack = PACK, seed: int = 7) -> list[Case]:
    """Open cases of an evening, some late; a burst around one grid belongs to an incident."""
    chance = random.Random(seed)
    items, grids = list(pack.district.items.values()), list(pack.district.grids.values())
    made = []
    for number in range(1, count + 1):
        burst = number <= count // 9
        grid = pack.district.grids[chance.choice(SPREAD)] if burst else chance.choice(grids)
        item = pack.district.items["0105"] if burst else chance.choice(items)
        due_at = MORNING + timedelta(minutes=round(chance.triangular(-900, 12_000, 300)))
        made.append(
            new_case(
                f"NG20261123-{number:04}",
                item=item.code,
                grid=grid.no,
                street=grid.street,
                community=grid.community,
                urgency=Urgency.E1 if burst and number % 7 == 0 else item.urgency,
                state=chance.choice(STATES),
                unit=item.unit,
                reported_at=due_at - 30 * HOUR,
                amber_at=due_at - 4 * HOUR,
                due_at=due_at,
                severe_at=due_at + 12 * HOUR,
                incident="NGI20261123-01" if burst else None,
            )
        )
    return made


FOUND = cases(371)
"""The cases of a busy evening."""


def incidents() -> list[Incident]:
    """A declared incident, and one that nobody has confirmed."""
    heat = new_incident(declared=True)
    gas = new_incident("NGI20261123-02")
    return [
        replace(heat, title="供热主管线爆管", state=IncidentState.CONFIRMED),
        replace(gas, title="燃气泄漏", grid=290, street=PACK.district.grids[290].street),
    ]


STANDS = """() => {
  const halves = ["old_town", "south"].map((name) => cc.map.half(name).map);
  return halves.flatMap((map) => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]);
}"""
# Equal up to less than a pixel.
NEAR = f"""(before) => ({STANDS})().every((now, n) => Math.abs(now - before[n]) < 0.0005)"""
# Counts every layer that is added from now on, and remembers the map's present paths.
WATCH = """() => {
  window.added = 0;
  window.paths = [...document.querySelectorAll(".cell")];
  for (const name of ["old_town", "south"]) {
    cc.map.half(name).map.on("layeradd layerremove", () => (window.added += 1));
  }
}"""
SAME = """() => {
  const now = [...document.querySelectorAll(".cell")];
  return window.added === 0 && now.length === window.paths.length &&
    now.every((path, index) => path === window.paths[index]);
}"""


@dataclass
class Source:
    """The source of a model, without a follower."""

    picture: Picture
    health: Health = field(default_factory=Health)
    lock: Any = field(default_factory=nullcontext)


def picture_of(found: Sequence[Case], running: Sequence[Incident] = ()) -> Picture:
    """A picture of these open cases at ten in the morning."""
    today = MORNING - 10 * HOUR
    reported = {
        case.number: (to_ms(case.reported_at), case.grid)
        for case in found
        if case.reported_at >= today
    }
    rows = [row_of(case) for case in found]
    snapshot = Snapshot(0, {}, rows, [], reported, {}, None, list(running), [])
    return Picture(PACK.district, snapshot, to_ms(MORNING), to_ms(today))


def model(source: Source, asked: WallRequest, pack: Pack = PACK) -> dict[str, Any]:
    """What /wall/map gets."""
    system = SimpleNamespace(
        pack=pack, district=pack.district, settings=SimpleNamespace(demo=False)
    )
    seen = ModelInput(cast("System", system), source, asked)
    return map_wall.view_of(seen.system, asked)(seen)


class MapPage(Showcase):
    """Serves `/wall/map`; `fill` sets its picture."""

    def __init__(self, pack: Pack = PACK, tiles: Tiles | None = None) -> None:
        self._shown = pack
        self.asked = WallRequest("map")
        self.source = Source(picture_of([]))
        super().__init__(pack, tiles)
        self.fill(FOUND, incidents(), BUSY)
        self.io.on_event("enter", self._enter)
        self.io.on_event("connect", lambda auth: self._enter(auth["screen"]))

    def fill(
        self,
        found: Sequence[Case],
        running: Sequence[Incident] = (),
        unusual: Unusual = USUAL,
        asked: str = "wall/map",
    ) -> None:
        """Sends another picture to every screen."""
        health = Health(unusual=unusual)
        self.source = Source(picture_of(found, running), health)
        self._ask(asked)

    def _ask(self, question: str) -> None:
        profile = self.asked.profile
        asked = read(question, known(self._shown.district))
        assert asked
        self.asked = replace(asked, profile=profile)
        self.show(model(self.source, self.asked, self._shown), to_ms(MORNING))

    def _enter(self, question: str) -> None:
        self._ask(question)
        self.greet(request.sid)  # type: ignore[attr-defined]

    @property
    def url(self) -> str:
        return super().url.replace("overview", "map")

    def _geometry(self, kind: Any) -> Response:
        drawn = self._shown.geometry(kind, on_tiles=request.path.startswith("/geo/tiles/"))
        return Response(drawn, mimetype="application/json")


def opened(
    page: Page, shown: MapPage, query: str = "", size: tuple[int, int] = (1920, 1080)
) -> Page:
    """Opens the page and waits for the map; `query` is added to the address."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(shown.url + query)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(SETTLE_MS)
    return page
