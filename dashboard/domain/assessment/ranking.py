"""Who is behind their peers, and whether the gap means anything; what has grown."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Generic, TypeVar

from dashboard.domain.assessment.metrics import ENOUGH, Share

K = TypeVar("K", bound=Hashable)
POINT = 0.01
NOTICED = 2.0
"""In standard deviations of chance."""


@dataclass(frozen=True, slots=True)
class Ranking(Generic[K]):
    """The peers with enough cases, the lowest share first; of equal ones, the one with more cases.

    `meaningful` is false if the lowest lies within one point of the median: then nobody is named.
    """

    order: tuple[tuple[K, Share], ...]
    meaningful: bool

    @property
    def lowest(self) -> tuple[K, Share] | None:
        """Who is behind the others; None if the gap means nothing."""
        return self.order[0] if self.meaningful else None


def ranked(shares: Mapping[K, Share]) -> Ranking[K]:
    """Ranks peers by their shares; a single one has no peers."""
    known = [(share.met / share.n, share.n, key) for key, share in shares.items() if share.enough]
    known.sort(key=lambda found: (found[0], -found[1], str(found[2])))
    order = tuple((key, shares[key]) for _, _, key in known)
    values = [value for value, _, _ in known]
    # In whole thousandths of a point: a float's last digit decides nothing.
    behind = round((values[len(values) // 2] - values[0]) / POINT, 3) if values else 0
    return Ranking(order, behind > 1)


@dataclass(frozen=True, slots=True)
class Growth(Generic[K]):
    """How often something came now, and before."""

    key: K
    now: int
    before: int


def grown(now: Mapping[K, int], before: Mapping[K, int]) -> Growth[K] | None:
    """What has grown most, beyond what chance explains; None if nothing has."""
    beyond = {
        key: (n - Counter(before)[key]) / sqrt(n + Counter(before)[key])
        for key, n in now.items()
        if n >= ENOUGH
    }
    worst = max(beyond, key=lambda key: (beyond[key], str(key)), default=None)
    if worst is None or beyond[worst] < NOTICED:
        return None
    return Growth(worst, now[worst], before.get(worst, 0))
