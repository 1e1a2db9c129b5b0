"""How near two matters are: which may be the same, and which may belong to an incident."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, radians
from typing import Generic, Protocol, TypeVar

from dashboard.domain.case import Case

METRES_PER_DEGREE = 111_320.0
SIMILAR_METRES = 300
SIMILAR_WITHIN = timedelta(hours=72)
INCIDENT_METRES = 500
INCIDENT_BEFORE = timedelta(hours=24)
"""How long before an incident was known a case that belongs to it may have been reported."""
SIMILAR_MAX = 4


class Located(Protocol):
    """Anything with a place: always a grid, sometimes a point (WGS-84)."""

    @property
    def grid(self) -> int:
        """Number of its grid."""

    @property
    def lon(self) -> float | None:
        """Longitude, if there is a point."""

    @property
    def lat(self) -> float | None:
        """Latitude, if there is a point."""


T = TypeVar("T")
P = TypeVar("P", bound=Located)


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """Something near; `metres` is None if only the grid is known to be the same."""

    what: T
    metres: int | None


def metres(a: Located, b: Located) -> int | None:
    """The distance between two points in a straight line; None if one has no point.

    Computed on a plane: within a district the error is below a thousandth.
    """
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return None
    east = (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))
    return round(hypot(east, a.lat - b.lat) * METRES_PER_DEGREE)


def near(case: Located, others: Iterable[P], within: int) -> list[Near[P]]:
    """Those within this many metres or in the same grid, the nearest first."""
    found = [Near(other, metres(case, other)) for other in others]
    kept = [n for n in found if _close(n.metres, within) or n.what.grid == case.grid]
    return sorted(kept, key=lambda n: (n.metres is None, n.metres or 0))


def _close(way: int | None, within: int) -> bool:
    return way is not None and way <= within


def likely_same(case: Case, others: Iterable[Case]) -> list[Near[Case]]:
    """Cases that may be the same matter: same item, near in place and time of report."""
    same = [
        other
        for other in others
        if other.number != case.number
        and other.item == case.item
        and abs(other.reported_at - case.reported_at) <= SIMILAR_WITHIN
    ]
    return near(case, same, SIMILAR_METRES)[:SIMILAR_MAX]
