"""Unusual for this hour: a cell's last three hours against its own baseline.

The reports of a cell in three hours of the day have an unknown rate λ. Before its own days are
looked at, λ is expected to be

    prior = rate x profile
    rate    = (all_day + STEADY * district) / (days + STEADY)     the cell's reports a day, where
              `district` is the reports a day of the district's mean cell
    profile = (reports in such hours a day of this kind) / (reports a day of any kind), district

as if that had been seen on `WEIGHT` days. With the `seen` reports of the cell in the same hours of
`same` days of the same kind, λ is Gamma(shape, certainty) with

    shape = seen + WEIGHT * prior        certainty = same + WEIGHT
    expected = shape / certainty

The tail is that of the number of reports to come, which for such a λ is negative binomial. The
Poisson tail with the rate `expected` would take λ as known, and alarms about twice as often at the
rarer grades over a simulated quiet month (`tests/domain/test_unusual.py` prints both).
"""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

HOURS = 3
DAYS = 28
ENOUGH_DAYS = 7
"""With fewer known days nothing is called unusual."""
STEADY = 7
WEIGHT = 7
ALONE = 1
"""A single report is never unusual, however quiet its cell is."""
TAILS = (0.05, 0.01, 0.001, 0.0001)
"""Grades 1 to 4: the probability of at least this many reports by chance."""
_NEVER = 1e-12


@dataclass(frozen=True, slots=True)
class DistrictBaseline:
    """The whole district over the known days: their number, all reports, and those in such hours.

    `same` counts the days of the same kind as today (working or rest), `in_hours` the reports in
    the same hours of those; `all_day` the reports of all `days`.
    """

    days: int
    same: int
    in_hours: float
    all_day: float
    cells: int

    @property
    def profile(self) -> float:
        """The share of a day's reports in such hours; an even share if nothing is known."""
        if not self.same or not self.all_day:
            return HOURS / 24
        return (self.in_hours / self.same) / (self.all_day / self.days)


@dataclass(frozen=True, slots=True)
class Usual:
    """A cell's baseline in such hours: a rate, and how certain it is."""

    shape: float
    certainty: float

    @property
    def expected(self) -> float:
        """Expected reports in three hours."""
        return self.shape / self.certainty

    def tail(self, observed: int) -> float:
        """The probability of at least this many reports."""
        if observed <= 0:
            return 1.0
        if self.expected < _NEVER:
            return 0.0
        likely = exp(-self.shape * log1p(1 / self.certainty))
        below = 0.0
        for count in range(observed):
            below += likely
            likely *= (self.shape + count) / ((count + 1) * (self.certainty + 1))
        # 1 minus the rest is exact enough until it is small; then the tail's own terms are.
        return 1 - below if below < 1 - TAILS[-1] else self._far_tail(observed)

    def _far_tail(self, observed: int) -> float:
        """The sum of the terms from `observed` on, beginning with the largest."""
        r, b = self.shape, self.certainty
        logs = lgamma(r + observed) - lgamma(r) - lgamma(observed + 1)
        term = exp(logs - r * log1p(1 / b) - observed * log(b + 1))
        total, count = 0.0, observed
        while term > total * _NEVER:
            total += term
            term *= (r + count) / ((count + 1) * (b + 1))
            count += 1
        return total


def usual(whole: DistrictBaseline, seen: float, all_day: float) -> Usual | None:
    """The baseline of a cell with `seen` reports in such hours and `all_day` in all days.

    None if too little is known of the district.
    """
    if whole.days < ENOUGH_DAYS:
        return None
    mean_cell = whole.all_day / whole.days / max(1, whole.cells)
    rate = (all_day + STEADY * mean_cell) / (whole.days + STEADY)
    return Usual(seen + WEIGHT * rate * whole.profile, whole.same + WEIGHT)


def grade(observed: int, norm: Usual) -> int:
    """0 for usual, 1 to 4 for ever rarer counts; see `TAILS`."""
    if observed <= ALONE:
        return 0
    rare = norm.tail(observed)
    return sum(rare < limit for limit in TAILS)
