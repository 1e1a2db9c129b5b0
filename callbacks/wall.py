"""What a wall is told: its model out of the picture, figures and short lists of fixed size."""

from heapq import nlargest
from typing import Any

from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.live.picture import NEWEST, Picture
from dashboard.live.rows import Row
from dashboard.system import System, to_ms

OVERVIEW = "wall/overview"
SLOTS = 10
BUSIEST = 10


def overview(system: System, follower: Follower) -> Model:
    """The model of /wall/overview: sections of plain numbers and codes, in ms since 1970."""
    grids = system.district.grids
    with follower.lock:
        picture = follower.picture
        return {
            "figures": dict(picture.figures),
            "before": dict(follower.health.before),
            "late": _slots(_late(row) for row in picture.latest_due(SLOTS)),
            "recent": _slots(_recent(row) for row in picture.newest_reported(NEWEST)),
            "units": _slots(busiest(picture)),
            "streets": _streets(picture),
            "cells": {
                grids[no].code: tally.overdue
                for no, tally in picture.tallies.grid.items()
                if tally.overdue
            },
            "incident": {"current": _incident(picture)},
            "system": {
                "redis": "away" if follower.health.redis_away else "ok",
                "late_workers": list(follower.health.late_workers),
                "closed_last": _closed(picture),
                "shift": None,
                "demo": system.settings.demo,
            },
        }


def _slots(values: Any) -> dict[str, Any]:
    """A list as fixed places: what moves is sent, what stays isn't."""
    return {str(place): value for place, value in enumerate(values)}


def _late(row: Row) -> dict[str, Any]:
    return {
        "no": row.number,
        "urgency": row.urgency.value,
        "item": row.item,
        "street": row.street,
        "grid": row.grid,
        "due": row.due_at,
        "severe_at": row.severe_at,
    }


def _recent(row: Row) -> dict[str, Any]:
    return {
        "no": row.number,
        "at": row.reported_at,
        "urgency": row.urgency.value,
        "item": row.item,
        "street": row.street,
        "grid": row.grid,
        "state": row.state.value,
    }


def busiest(picture: Picture) -> list[dict[str, Any]]:
    """The units nearest to drowning: by load against capacity, then by open cases."""
    loads = [
        (tally.open / max(1, picture.capacity(unit)), tally.open, unit, tally)
        for unit, tally in picture.tallies.unit.items()
    ]
    return [
        {
            "unit": unit,
            "open": tally.open,
            "overdue": tally.overdue,
            "capacity": picture.capacity(unit),
        }
        for _, _, unit, tally in nlargest(BUSIEST, loads, key=lambda load: load[:3])
    ]


def _streets(picture: Picture) -> dict[str, Any]:
    tallies = picture.tallies.street
    return {
        code: {"open": tallies[code].open, "overdue": tallies[code].overdue}
        if code in tallies
        else {"open": 0, "overdue": 0}
        for code in picture.district.streets
    }


def _closed(picture: Picture) -> dict[str, Any] | None:
    if picture.last_closed is None:
        return None
    at, number = picture.last_closed
    return {"at": at, "no": number}


def _incident(picture: Picture) -> dict[str, Any] | None:
    running = picture.running_incidents()
    if not running:
        return None
    incident = running[0]
    return {
        "no": incident.number,
        "title": incident.title,
        "kind": incident.kind.value,
        "status": incident.state.value,
        "level": incident.response_level or incident.event_level,
        "grid": incident.grid,
        "street": incident.street,
        "known_at": to_ms(incident.known_at),
        "cases": picture.linked.get(incident.number, 0),
        "households": None,
        "next_label": None,
        "next_due": None,
    }
