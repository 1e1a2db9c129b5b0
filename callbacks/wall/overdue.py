"""What the wall of the overdue gets: the latest cases, who has them, and what must be decided."""

from collections.abc import Mapping
from heapq import nsmallest
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
    wait_of,
)
from dashboard.domain.figures import SOON_MS
from dashboard.live.figure_filters import instant
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.sections import ListSection, alone
from dashboard.live.selection import Cursor
from dashboard.system import System

LATE_MAX = 60
SOON_MAX = 24
HOLDERS_MAX = 16
MASKS: masks.Masks = {
    "late": masks.cases,
    "ages": masks.whole,
    "hands": masks.whole,
    "next": masks.whole,
    "soon": masks.cases,
    "replies": masks.whole,
}


class Overdue:
    """The model of /wall/overdue."""

    def __init__(self, _: System, __: WallRequest) -> None:
        self._cursor = Cursor()
        self._late = ListSection(_late, slots)
        self._soon = ListSection(_soon, slots)
        self._held: Model = {}

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        now, dues = picture.now_ms, picture.deadlines
        touched = self._cursor.touched(picture)
        if touched is None or touched.cases:
            self._held = _held(picture)
        soon = (picture.rows[number] for number in dues.next_due(now, SOON_MS, SOON_MAX))
        return (
            frame(seen)
            | {
                "late": self._late.of(alone(picture.latest_due(LATE_MAX))),
                "ages": slots(dues.ages(now)),
                "soon": self._soon.of(alone(soon)),
                "replies": {"late_since": dues.oldest_reply(now)},
            }
            | self._held
        )


view_of: ViewMaker = Overdue


def _held(picture: Picture) -> Model:
    """Who has what is overdue or due soon: a case that becomes so is touched."""
    holders, figures = picture.holders, picture.figures
    return {
        "hands": slots(_hands(holders.overdue)),
        "next": {
            "all": figures["soon"],
            "unheard": holders.soon_unheard,
            "hands": _hands(holders.soon),
        },
    }


def _hands(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """By who must act, the most first."""
    first = nsmallest(HOLDERS_MAX, counts.items(), key=lambda found: (-found[1], found[0]))
    return [{"who": who, "n": n} for who, n in first]


def _late(row: Row) -> dict[str, Any]:
    return (
        case_data(row)
        | clock_data(row)
        | {
            "who": row.holder,
            "wait": wait_of(row),
            "level": row.supervision,
            "asked": instant(row.supervised_at),
            "reply_due": instant(row.reply_due_at),
            "replied": instant(row.replied_at),
        }
    )


def _soon(row: Row) -> dict[str, Any]:
    beside = {"who": row.holder, "wait": wait_of(row), "heard": not row.unacknowledged}
    return case_data(row) | clock_data(row) | beside
