"""What the wall of loads gets: every unit's load, who needs help first, the last day."""

from heapq import nsmallest
from typing import Any

from callbacks.load_section import load_data
from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import ModelInput, ViewMaker, frame, slots, touched_of
from dashboard.domain.load import Strain
from dashboard.live.deadlines import HOUR_MS
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.sections import KeyedSection
from dashboard.live.selection import Cursor
from dashboard.live.trends import Trends
from dashboard.system import System

AHEAD_MS = 2 * HOUR_MS
HELP_MAX = 12
BEYOND = frozenset({Strain.OVER, Strain.BLOCKED})
MASKS: masks.Masks = {
    "units": masks.whole,
    "district": masks.whole,
    "waits": masks.whole,
    "help": masks.whole,
    "chosen": masks.whole,
    "hours": masks.whole,
    "held": masks.whole,
    "arrived": masks.whole,
    "closed": masks.whole,
}


class Loads:
    """The model of /wall/load; a unit is told anew if a case of its was touched, or came near."""

    def __init__(self, _: System, __: WallRequest) -> None:
        self._cursor = Cursor()
        self._units = KeyedSection[str](str)
        self._now_ms = 0
        self._before: dict[str, Any] = {}
        self._sums: Model = {}

    def __call__(self, seen: ModelInput) -> Model:
        picture, trends = seen.picture, seen.source.health.trends
        units = self._follow(picture)
        if units is not self._before:
            self._before = units
            self._sums = {"district": _district(units), "help": slots(_in_need(units))}
        return (
            frame(seen)
            | {
                "units": units,
                "waits": {"oldest": picture.deadlines.oldest_wait()},
                "chosen": {"unit": seen.asked.unit or None},
                "hours": {"at": trends.at or None, "ends": trends.hours},
                **_flows(trends),
            }
            | self._sums
        )

    def _follow(self, picture: Picture) -> dict[str, Any]:
        touched, before, now = self._cursor.touched(picture), self._now_ms, picture.now_ms
        self._now_ms = now
        units = set(touched.units) if touched else set()
        if touched:
            # Time alone brings cases nearer; one that becomes late is touched.
            near = picture.deadlines.due_from(before + AHEAD_MS + 1, now + AHEAD_MS + 1)
            units |= {unit for number in near if (unit := picture.rows[number].unit)}
        keys = touched_of(frozenset(units) if touched else None, picture.district.units)
        return self._units.follow(keys, lambda code: _unit(picture, code), anew=touched is None)


view_of: ViewMaker = Loads


def _unit(picture: Picture, code: str) -> dict[str, Any]:
    ahead = picture.deadlines.due_of_unit(code, picture.now_ms, AHEAD_MS)
    return {"unit": code} | load_data(picture, code) | {"ahead": ahead}


def _district(units: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "open": sum(unit["open"] for unit in units.values()),
        "capacity": sum(unit["capacity"] for unit in units.values()),
        "units": len(units),
        "free": sum(2 * unit["open"] <= unit["capacity"] for unit in units.values()),
    }


def _in_need(units: dict[str, dict[str, Any]]) -> list[str]:
    """Units that need help: over capacity first, then by overdue and soon overdue cases."""
    needy = [unit for unit in units.values() if unit["strain"] in BEYOND or unit["overdue"]]
    return [unit["unit"] for unit in nsmallest(HELP_MAX, needy, key=_need)]


def _need(unit: dict[str, Any]) -> tuple[bool, int, int, float, str]:
    over = unit["strain"] in BEYOND
    share = unit["open"] / max(1, unit["capacity"])
    return (not over, -unit["overdue"], -unit["ahead"], -share, unit["unit"])


def _flows(trends: Trends) -> Model:
    """The last day of each unit and, under "", of the district."""
    return {"held": trends.open, "arrived": trends.arrived, "closed": trends.closed}
