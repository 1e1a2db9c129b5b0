"""What the overview gets: short lists of fixed size, the map's cells and streets."""

from heapq import nlargest
from typing import Any

from callbacks.wall import masks
from callbacks.wall.common import (
    ModelInput,
    afresh,
    case_told,
    clock_told,
    frame,
    slots,
    streets,
    unit_told,
)
from dashboard.live.hub import Model
from dashboard.live.picture import NEWEST, Picture
from dashboard.live.rows import Row

SLOTS = 10
BUSIEST = 10
MASKS: masks.Masks = {
    "late": masks.cases,
    "recent": masks.cases,
    "units": masks.whole,
    "streets": masks.whole,
    "cells": None,
}


def model(seen: ModelInput) -> Model:
    """The model of /wall/overview."""
    picture, grids = seen.picture, seen.system.district.grids
    return frame(seen) | {
        "late": slots(case_told(row) | clock_told(row) for row in picture.latest_due(SLOTS)),
        "recent": slots(_recent(row) for row in picture.newest_reported(NEWEST)),
        "units": slots(unit_told(picture, unit) for unit in busiest(picture)),
        "streets": streets(picture),
        "cells": {
            grids[no].code: tally.overdue
            for no, tally in picture.tallies.grid.items()
            if tally.overdue
        },
    }


view_of = afresh(model)


def _recent(row: Row) -> dict[str, Any]:
    return case_told(row) | {"at": row.reported_at, "state": row.state.value}


def busiest(picture: Picture) -> list[str]:
    """The busiest units: by load compared with capacity, then by open cases."""
    loads = [
        (tally.open / max(1, picture.capacity(unit)), tally.open, unit)
        for unit, tally in picture.tallies.unit.items()
    ]
    return [unit for _, _, unit in nlargest(BUSIEST, loads)]
