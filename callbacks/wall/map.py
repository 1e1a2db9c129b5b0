"""What the map gets: each layer's cells, what is unusual, the incidents, one cell's card.

Visitors get no single case, and nothing about security and disputes for a place smaller than a
street: such cases are taken out of every cell's counts, and count in their street's.
"""

from collections import Counter
from typing import Any

from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import (
    INCIDENTS_MAX,
    ModelInput,
    ViewMaker,
    case_data,
    clock_data,
    frame,
    running_here,
    slots,
    touched_of,
)
from dashboard.districts import Pack
from dashboard.domain.commands import IncidentKind
from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.screens import Profile
from dashboard.live.baselines import Unusual
from dashboard.live.cells import MAJOR, OPEN, OVERDUE
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.sections import CachedValue, KeyedSection
from dashboard.live.selection import Cursor
from dashboard.live.touched import Touched
from dashboard.system import System, to_ms

PLATFORMS = ("APPEAL", "DISPUTE", "HAZARD", MAJOR, "BASE")
UNUSUAL = "unusual"
LAYERS = (OPEN, OVERDUE, UNUSUAL, *PLATFORMS)
ODD_MAX = 6
CARD_ROWS = 8
STRUCK_MAX = 60
VISITORS = Profile.VISITORS
NOTHING: Counter[str] = Counter()
MASKS: masks.Masks = {
    "layers": masks.whole,
    "streets": masks.whole,
    "odd": masks.whole,  # by street, for visitors: `streets_of`
    "map": masks.whole,
    "running": masks.running,
    "card": None,
    **dict.fromkeys(LAYERS),
}


class CityMap:
    """The model of /wall/map; a cell is told anew if one of its cases was touched."""

    def __init__(self, system: System, asked: WallRequest) -> None:
        grids = system.district.grids
        self._profile = asked.profile
        self._cell = int(asked.cell) if asked.cell else None
        self._cursor = Cursor()
        self._unusual: Unusual | None = None
        self._layers = {layer: KeyedSection[int](lambda no: grids[no].code) for layer in LAYERS}
        self._streets = KeyedSection[str](str)
        self._odd = CachedValue[dict[str, Any]]()
        self._running = CachedValue[dict[str, Any]]()
        self._card: dict[str, Any] = {}

    def __call__(self, seen: ModelInput) -> Model:
        picture, unusual = seen.picture, seen.source.health.unusual
        touched = self._cursor.touched(picture)
        if unusual != self._unusual:
            touched, self._unusual = None, unusual
        if self._cell is not None and (touched is None or self._cell in touched.grids):
            self._card = card(picture, unusual, self._cell, self._profile)
        return (
            frame(seen)
            | self._layers_data(picture, unusual, touched)
            | {
                "layers": totals(picture, unusual),
                "streets": self._streets_data(picture, unusual, touched),
                "odd": self._odd.of(lambda: self._unusual_data(picture, unusual), unusual),
                "map": {"profile": self._profile.value, "unusual": _judged(seen, unusual)},
                "running": self._running.of(
                    lambda: self._running_data(picture, seen.system.pack),
                    picture,
                    picture.major.touches,
                ),
                "card": self._card,
            }
        )

    def _layers_data(
        self, picture: Picture, unusual: Unusual, touched: Touched | None
    ) -> dict[str, Any]:
        keys = picture.district.grids if touched is None else touched.grids
        shown = {no: layers_of(no, picture, unusual, self._profile) for no in keys}
        found: dict[str, Any] = {}
        for layer, section in self._layers.items():
            some = {no: layers[layer] or None for no, layers in shown.items()}
            found[layer] = section.follow(keys, some.__getitem__, anew=touched is None)
        return found

    def _streets_data(
        self, picture: Picture, unusual: Unusual, touched: Touched | None
    ) -> dict[str, Any]:
        keys = touched_of(touched.streets if touched else None, picture.district.streets)
        if not keys:
            return self._streets.follow((), str, anew=False)
        odd = Counter(picture.district.grids[cell.grid].street for cell in unusual.cells)
        return self._streets.follow(
            keys, lambda code: street_data(picture, code, odd[code]), anew=touched is None
        )

    def _unusual_data(self, picture: Picture, unusual: Unusual) -> dict[str, Any]:
        told = streets_of if self._profile == VISITORS else cells_of
        return slots(told(unusual, picture)[:ODD_MAX])

    def _running_data(self, picture: Picture, pack: Pack) -> dict[str, Any]:
        inside = self._profile != VISITORS
        running = running_here(picture, inside=inside)[:INCIDENTS_MAX]
        return slots(incident_data(one, picture, pack, self._profile) for one in running)


view_of: ViewMaker = CityMap


def _judged(seen: ModelInput, unusual: Unusual) -> str:
    """Whether unusual cells are known: not for a past minute, and not in a new centre."""
    return "past" if seen.asked.minute else "known" if unusual.known else "new"


def layers_of(no: int, picture: Picture, unusual: Unusual, profile: Profile) -> dict[str, int]:
    """What each layer shows of a cell."""
    cells, tally = picture.cells, picture.tallies.grid.get(no)
    platforms = cells.platforms.get(no, NOTHING)
    kept = cells.guarded.get(no, NOTHING) if profile == VISITORS else NOTHING
    found = {
        OPEN: (tally.open if tally else 0) - kept[OPEN],
        OVERDUE: (tally.overdue if tally else 0) - kept[OVERDUE],
        # Unusual counts may come from disputes, so visitors get them by street only.
        UNUSUAL: 0 if profile == VISITORS else _grade(no, unusual),
    }
    return found | {platform: platforms[platform] - kept[platform] for platform in PLATFORMS}


def _grade(no: int, unusual: Unusual) -> int:
    return next((odd.grade for odd in unusual.cells if odd.grid == no), 0)


def totals(picture: Picture, unusual: Unusual) -> dict[str, int]:
    """The district's number of each layer."""
    platforms = picture.cells.totals
    return {
        OPEN: picture.figures["open"],
        OVERDUE: picture.figures["overdue"],
        UNUSUAL: len(unusual.cells),
        **{platform: platforms[platform] for platform in PLATFORMS},
    }


def street_data(picture: Picture, code: str, odd: int) -> dict[str, int]:
    """A street: open and overdue cases, cases on each platform, and how many unusual cells."""
    tally, platforms = picture.tallies.street.get(code), picture.cells.streets.get(code, NOTHING)
    return {
        UNUSUAL: odd,
        OPEN: tally.open if tally else 0,
        OVERDUE: tally.overdue if tally else 0,
        **{platform: platforms[platform] for platform in PLATFORMS},
    }


def cells_of(unusual: Unusual, picture: Picture) -> list[dict[str, Any]]:
    """The cells with more reports than their baseline, the rarest first."""
    grids = picture.district.grids
    return [
        {
            "grid": odd.grid,
            "street": grids[odd.grid].street,
            "observed": odd.observed,
            "expected": round(odd.expected, 1),
            "grade": odd.grade,
        }
        for odd in unusual.cells
    ]


def streets_of(unusual: Unusual, picture: Picture) -> list[dict[str, Any]]:
    """For visitors: the streets with such cells, and how many."""
    counted: Counter[str] = Counter(
        picture.district.grids[odd.grid].street for odd in unusual.cells
    )
    return [{"street": street, "cells": n} for street, n in counted.most_common()]


def incident_data(
    incident: Incident, picture: Picture, pack: Pack, profile: Profile
) -> dict[str, Any]:
    """A running incident: its level, where it is drawn, and the cells of its cases."""
    lon, lat = _spot(incident, pack)
    hidden = profile == VISITORS and incident.kind is IncidentKind.SECURITY
    grids = picture.district.grids
    struck = {picture.rows[number].grid for number in picture.major.cases(incident.number)}
    return {
        "no": incident.number,
        "title": incident.title,
        "kind": incident.kind.value,
        "status": incident.state.value,
        "level": incident.response_level or incident.event_level,
        "street": incident.street,
        "grid": None if hidden else incident.grid,
        "known_at": to_ms(incident.known_at),
        "drill": incident.drill,
        "at": None if hidden else list(pack.on_tiles(lon, lat)),
        "cells": [] if hidden else [grids[no].code for no in sorted(struck)][:STRUCK_MAX],
    }


def _spot(incident: Incident, pack: Pack) -> tuple[float, float]:
    """Its point, or the middle of its grid if none was given."""
    if incident.lon is None or incident.lat is None:
        return pack.places.center_of(incident.grid)
    return incident.lon, incident.lat


def card(picture: Picture, unusual: Unusual, no: int, profile: Profile) -> dict[str, Any]:
    """One cell: open cases, the day's cases, residents and suppliers.

    `leader` says only that there is such a post; a wall has no names and no phones.
    """
    district, grid = picture.district, picture.district.grids[no]
    inside = profile != VISITORS
    found = {
        "grid": no,
        "street": grid.street,
        "community": grid.community,
        "households": grid.households,
        "residents": grid.residents,
        "utilities": suppliers(district, no),
        **layers_of(no, picture, unusual, profile),
    }
    if not inside:
        return found
    rows = picture.cells.first(no, picture.rows, CARD_ROWS)
    return found | {
        "leader": True,
        "reported": picture.reported_today.by_grid.get(no, 0),
        "closed": picture.closed_today.by_grid.get(no, 0),
        "odd": next((odd for odd in cells_of(unusual, picture) if odd["grid"] == no), None),
        "cases": [_row(row) for row in rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return case_data(row) | clock_data(row) | {"state": row.state.value}


def suppliers(district: District, grid: int) -> list[str]:
    """The utilities that serve a cell, by unit code: one of each service."""
    shared = {unit for by_grid in district.suppliers.values() for unit in by_grid.values()}
    return [
        code
        for code, unit in district.units.items()
        if unit.kind == "utility"
        and (code not in shared or district.suppliers[code].get(grid) == code)
    ]
