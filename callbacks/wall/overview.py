"""What the overview gets: short lists of fixed size, the map's cells and streets."""

from heapq import nlargest
from typing import Any

from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import (
    ModelInput,
    ViewMaker,
    case_data,
    clock_data,
    frame,
    slots,
    touched_of,
    unit_data,
)
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.sections import KeyedSection, ListSection, alone
from dashboard.live.selection import Cursor
from dashboard.live.touched import Touched
from dashboard.store.reads import NEWEST
from dashboard.system import System

SLOTS = 10
BUSIEST = 10
MASKS: masks.Masks = {
    "late": masks.cases,
    "recent": masks.cases,
    "units": masks.whole,
    "streets": masks.whole,
    "cells": None,
}


class Overview:
    """The model of /wall/overview."""

    def __init__(self, system: System, _: WallRequest) -> None:
        district = system.district
        self._cursor = Cursor()
        self._late = ListSection(_late, slots)
        self._recent = ListSection(_recent, slots)
        self._busiest = Busiest()
        self._streets = KeyedSection[str](str)
        self._cells = KeyedSection[int](lambda no: district.grids[no].code)

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        touched = self._cursor.touched(picture)
        return frame(seen) | {
            "late": self._late.of(alone(picture.latest_due(SLOTS))),
            "recent": self._recent.of(alone(picture.newest_reported(NEWEST))),
            "units": self._busiest.told(picture, touched),
            "streets": self._streets_data(picture, touched),
            "cells": self._cells_data(picture, touched),
        }

    def _streets_data(self, picture: Picture, touched: Touched | None) -> dict[str, Any]:
        """Open and overdue cases of every street."""
        tallies = picture.tallies.street

        def make(code: str) -> dict[str, int]:
            tally = tallies.get(code)
            return {"open": tally.open, "overdue": tally.overdue} if tally else NONE

        keys = touched_of(touched.streets if touched else None, picture.district.streets)
        return self._streets.follow(keys, make, anew=touched is None)

    def _cells_data(self, picture: Picture, touched: Touched | None) -> dict[str, Any]:
        """The overdue cases of every cell that has any."""
        tallies = picture.tallies.grid

        def make(no: int) -> int | None:
            return tallies[no].overdue or None if no in tallies else None

        keys = tallies if touched is None else touched.grids
        return self._cells.follow(keys, make, anew=touched is None)


view_of: ViewMaker = Overview
NONE = {"open": 0, "overdue": 0}


class Busiest:
    """The busiest units: by load compared with capacity, then by open cases."""

    def __init__(self) -> None:
        self._loads: dict[str, tuple[float, int, str]] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self._section: dict[str, Any] = {}

    def told(self, picture: Picture, touched: Touched | None) -> dict[str, Any]:
        """The section: the first of them, in numbered places."""
        if touched is None:
            self._loads, self._told = {}, {}
        elif not touched.units:
            return self._section
        tallies = picture.tallies.unit
        for unit in tallies if touched is None else touched.units:
            self._told.pop(unit, None)
            tally = tallies.get(unit)
            if tally is None:
                self._loads.pop(unit, None)
            else:
                share = tally.open / max(1, picture.capacity(unit))
                self._loads[unit] = (share, tally.open, unit)
        first = [unit for _, _, unit in nlargest(BUSIEST, self._loads.values())]
        for unit in first:
            if unit not in self._told:
                self._told[unit] = unit_data(picture, unit)
        self._section = slots(self._told[unit] for unit in first)
        return self._section


def _late(row: Row) -> dict[str, Any]:
    return case_data(row) | clock_data(row)


def _recent(row: Row) -> dict[str, Any]:
    return case_data(row) | {"at": row.reported_at, "state": row.state.value}
