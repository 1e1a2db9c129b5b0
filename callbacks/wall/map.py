"""What the map gets: each layer's cells, what is unusual, the incidents, one cell's card.

Visitors get no single case, and nothing about security and disputes for a place smaller than a
street: such cases are taken out of every cell's counts, and count in their street's.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from callbacks.wall import masks
from callbacks.wall.common import ModelInput, afresh, case_told, clock_told, frame, slots
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
from dashboard.system import to_ms

PLATFORMS = ("APPEAL", "DISPUTE", "HAZARD", MAJOR, "BASE")
UNUSUAL = "unusual"
LAYERS = (OPEN, OVERDUE, UNUSUAL, *PLATFORMS)
ODD_MAX = 6
CARD_ROWS = 8
INCIDENTS_MAX = 6
STRUCK_MAX = 60
VISITORS = Profile.VISITORS
Counts = dict[int, int]
MASKS: masks.Masks = {
    "layers": masks.whole,
    "streets": masks.whole,
    "odd": masks.whole,  # by street, for visitors: `streets_of`
    "map": masks.whole,
    "running": masks.running,
    "card": None,
    **dict.fromkeys(LAYERS),
}


def model(seen: ModelInput) -> Model:
    """The model of /wall/map."""
    picture, profile = seen.picture, seen.asked.profile
    unusual = seen.source.health.unusual
    layers = layers_told(picture, unusual, profile)
    grids = picture.district.grids
    odd = streets_of(unusual, picture) if profile == VISITORS else cells_of(unusual, picture)
    running = picture.running_incidents()[:INCIDENTS_MAX]
    return (
        frame(seen)
        | {layer: {grids[no].code: n for no, n in layers[layer].items()} for layer in LAYERS}
        | {
            "layers": totals(picture, unusual),
            "streets": streets_told(picture, unusual),
            "odd": slots(odd[:ODD_MAX]),
            "map": {"profile": profile.value, "unusual": _judged(seen, unusual)},
            "running": slots(
                incident_told(one, picture, seen.system.pack, profile) for one in running
            ),
            "card": card(picture, unusual, int(seen.asked.cell), profile)
            if seen.asked.cell
            else {},
        }
    )


view_of = afresh(model)


def _judged(seen: ModelInput, unusual: Unusual) -> str:
    """Whether unusual cells are known: not for a past minute, and not in a new centre."""
    return "past" if seen.asked.minute else "known" if unusual.known else "new"


def layers_told(picture: Picture, unusual: Unusual, profile: Profile) -> dict[str, Counts]:
    """By layer, the cells that have something to show."""
    cells, tallies = picture.cells, picture.tallies.grid
    kept = cells.guarded if profile == VISITORS else {}
    found: dict[str, Counts] = {
        OPEN: {no: tally.open - _kept(kept, no, OPEN) for no, tally in tallies.items()},
        OVERDUE: {no: tally.overdue - _kept(kept, no, OVERDUE) for no, tally in tallies.items()},
        # Unusual counts may come from disputes, so visitors get them by street only.
        UNUSUAL: {odd.grid: odd.grade for odd in unusual.cells if profile != VISITORS},
    }
    for platform in PLATFORMS:
        found[platform] = {
            no: counts[platform] - _kept(kept, no, platform)
            for no, counts in cells.platforms.items()
        }
    return {layer: {no: n for no, n in counts.items() if n} for layer, counts in found.items()}


def _kept(kept: Mapping[int, Counter[str]], grid: int, what: str) -> int:
    return kept[grid][what] if grid in kept else 0


def totals(picture: Picture, unusual: Unusual) -> dict[str, int]:
    """The district's number of each layer."""
    platforms: Counter[str] = Counter()
    for counts in picture.cells.platforms.values():
        platforms.update(counts)
    return {
        OPEN: picture.figures["open"],
        OVERDUE: picture.figures["overdue"],
        UNUSUAL: len(unusual.cells),
        **{platform: platforms[platform] for platform in PLATFORMS},
    }


def streets_told(picture: Picture, unusual: Unusual) -> dict[str, Any]:
    """For every street: open and overdue cases, cases on each platform, and unusual cells."""
    district, tallies = picture.district, picture.tallies.street
    platforms: dict[str, Counter[str]] = {code: Counter() for code in district.streets}
    for no, counts in picture.cells.platforms.items():
        platforms[district.grids[no].street].update(counts)
    odd = Counter(district.grids[cell.grid].street for cell in unusual.cells)
    return {
        code: {
            UNUSUAL: odd[code],
            OPEN: tallies[code].open if code in tallies else 0,
            OVERDUE: tallies[code].overdue if code in tallies else 0,
            **{platform: platforms[code][platform] for platform in PLATFORMS},
        }
        for code in district.streets
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


def incident_told(
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
    layers = layers_told(picture, unusual, profile)
    inside = profile != VISITORS
    found = {
        "grid": no,
        "street": grid.street,
        "community": grid.community,
        "households": grid.households,
        "residents": grid.residents,
        "utilities": suppliers(district, no),
        **{layer: layers[layer].get(no, 0) for layer in LAYERS},
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
    return case_told(row) | clock_told(row) | {"state": row.state.value}


def suppliers(district: District, grid: int) -> list[str]:
    """The utilities that serve a cell, by unit code: one of each service."""
    shared = {unit for by_grid in district.suppliers.values() for unit in by_grid.values()}
    return [
        code
        for code, unit in district.units.items()
        if unit.kind == "utility"
        and (code not in shared or district.suppliers[code].get(grid) == code)
    ]
