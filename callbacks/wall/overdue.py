"""What the wall of the overdue gets: the latest cases, who has them, and what must be decided."""

from collections.abc import Mapping
from heapq import nsmallest
from typing import Any

from callbacks.wall import masks
from callbacks.wall.common import ModelInput, afresh, case_told, clock_told, frame, slots, wait_of
from dashboard.domain.figures import SOON_MS
from dashboard.live.figure_filters import instant
from dashboard.live.hub import Model
from dashboard.live.rows import Row

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


def model(seen: ModelInput) -> Model:
    """The model of /wall/overdue."""
    picture = seen.picture
    now, dues = picture.now_ms, picture.deadlines
    return frame(seen) | {
        "late": slots(_late(row) for row in picture.latest_due(LATE_MAX)),
        "ages": slots(dues.ages(now)),
        "hands": slots(_hands(dues.overdue_by_holder(now))),
        "next": {
            "all": sum((falling := dues.due_by_holder(now, SOON_MS)).values()),
            "unheard": dues.due_unheard(now, SOON_MS),
            "hands": _hands(falling),
        },
        "soon": slots(
            _soon(picture.rows[number]) for number in dues.next_due(now, SOON_MS, SOON_MAX)
        ),
        "replies": {"late_since": dues.oldest_reply(now)},
    }


view_of = afresh(model)


def _hands(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """By who must act, the most first."""
    first = nsmallest(HOLDERS_MAX, counts.items(), key=lambda found: (-found[1], found[0]))
    return [{"who": who, "n": n} for who, n in first]


def _late(row: Row) -> dict[str, Any]:
    return (
        case_told(row)
        | clock_told(row)
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
    return case_told(row) | clock_told(row) | beside
