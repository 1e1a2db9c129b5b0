"""What the wall of loads gets: every unit's load, who needs help first, the last day."""

from heapq import nsmallest
from typing import Any

from callbacks.load_section import load_told
from callbacks.wall import masks
from callbacks.wall.common import ModelInput, afresh, frame, slots
from dashboard.domain.load import Strain
from dashboard.live.deadlines import HOUR_MS
from dashboard.live.hub import Model
from dashboard.live.trends import Trends

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


def model(seen: ModelInput) -> Model:
    """The model of /wall/load."""
    picture, trends = seen.picture, seen.source.health.trends
    units = {code: _unit(seen, code) for code in picture.district.units}
    return frame(seen) | {
        "units": units,
        "district": {
            "open": sum(unit["open"] for unit in units.values()),
            "capacity": sum(unit["capacity"] for unit in units.values()),
            "units": len(units),
            "free": sum(2 * unit["open"] <= unit["capacity"] for unit in units.values()),
        },
        "waits": {"oldest": picture.deadlines.oldest_wait()},
        "help": slots(_in_need(units)),
        "chosen": {"unit": seen.asked.unit or None},
        "hours": {"at": trends.at or None, "ends": trends.hours},
        **_flows(trends),
    }


view_of = afresh(model)


def _unit(seen: ModelInput, code: str) -> dict[str, Any]:
    picture = seen.picture
    ahead = picture.deadlines.due_of_unit(code, picture.now_ms, AHEAD_MS)
    return {"unit": code} | load_told(picture, code) | {"ahead": ahead}


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
