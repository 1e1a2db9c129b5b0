"""Which open cases may belong to an incident: near in place and time, and in none yet."""

from collections.abc import Mapping
from heapq import nlargest
from typing import Any

from dashboard.domain.case import Case
from dashboard.domain.incident import Incident
from dashboard.domain.limits import CASES_AT_ONCE
from dashboard.domain.proximity import INCIDENT_BEFORE, INCIDENT_METRES, Near, near
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.system import System, to_ms

LOOKED_AT_MOST = 400
"""The newest so many are measured."""
M_PER_KM = 1000


def around(system: System, picture: Picture, number: str) -> tuple[str, ...]:
    """The cases in the grids that the incident's surroundings touch; none for one that is over."""
    incident = picture.incidents.get(number)
    if incident is None or incident.drill:
        return ()
    since = to_ms(incident.known_at - INCIDENT_BEFORE)
    grids = _grids(system, incident)
    rows = (picture.rows[no] for grid in grids for no in picture.cells.numbers.get(grid, ()))
    found = (row for row in rows if row.incident is None and row.reported_at >= since)
    newest = nlargest(LOOKED_AT_MOST, found, key=lambda row: (row.reported_at, row.number))
    return tuple(sorted(row.number for row in newest))


def _grids(system: System, incident: Incident) -> set[int]:
    if incident.lon is None or incident.lat is None:
        return {incident.grid}
    places = system.pack.places
    here = places.grids_near(incident.lon, incident.lat, INCIDENT_METRES / M_PER_KM)
    return {incident.grid, *here}


def suggestions(
    system: System, picture: Picture, incident: Incident, cases: Mapping[str, Case]
) -> dict[str, Any]:
    """Those of these cases that are still in no incident, the likeliest first.

    Alike is what the same unit answers for as for a linked case: a burst main is one duty item, the
    cold homes behind it are another. While none is linked, it is what such an incident may come of.
    """
    rows = [row for no in cases if (row := picture.rows.get(no)) and row.incident is None]
    close = near(incident, [cases[row.number] for row in rows], INCIDENT_METRES)
    alike = _items(system, picture, incident)
    ranked = sorted(close, key=lambda one: one.what.item not in alike)
    told = [_suggested(picture.rows[one.what.number], one, alike) for one in ranked]
    return {one["no"]: one for one in told[:CASES_AT_ONCE]}


def _items(system: System, picture: Picture, incident: Incident) -> set[str]:
    items = system.district.items
    linked = [picture.rows[no].item for no in picture.major.cases(incident.number)]
    units = {items[code].unit for code in linked if code and code in items}
    if units:
        return {code for code, item in items.items() if item.unit in units}
    return {code for code, item in items.items() if item.major_kind == incident.kind.value}


def _suggested(row: Row, one: Near[Case], alike: set[str]) -> dict[str, Any]:
    return {
        "no": row.number,
        "item": row.item,
        "street": row.street,
        "grid": row.grid,
        "text": row.text,
        "at": row.reported_at,
        "metres": one.metres,
        "alike": row.item in alike,
    }
