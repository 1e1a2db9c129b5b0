"""Unusual for this hour: a cell's last three hours against its own habit, so that big isn't loud.

What a cell has in three hours of the day is taken as a rate λ that nobody knows. Before its own
days are looked at, λ is expected to be

    prior = rate x profile
    rate    = (all_day + STEADY * district) / (days + STEADY)     the cell's reports a day, where
              `district` is the reports a day of the district's mean cell
    profile = (reports in such hours a day of this kind) / (reports a day of any kind), district

as if that had been seen on `WEIGHT` days. With the `seen` reports of the cell in the same hours of
`same` days of the same kind, λ is Gamma(shape, certainty) with

    shape = seen + WEIGHT * prior        certainty = same + WEIGHT
    expected = shape / certainty

The tail is that of the number of reports to come, which for such a λ is negative binomial. The
Poisson tail with the rate `expected` would take λ as known, and rings about twice as often at the
rarer grades over a simulated quiet month (`tests/domain/test_unusual.py` prints both).
"""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

HOURS = 3
DAYS = 28
ENOUGH_DAYS = 7
"""With fewer days behind it nothing is called unusual."""
STEADY = 7
WEIGHT = 7
ALONE = 1
"""One report alone is never unusual, however quiet its cell."""
TAILS = (0.05, 0.01, 0.001, 0.0001)
"""Grade 1 to 4: how rarely so many or more come by chance."""
_NEVER = 1e-12


@dataclass(frozen=True, slots=True)
class DistrictBaseline:
    """The district over the days behind: how many they are, what came, and what in such hours.

    `same` are the days of the same kind as today (working or rest), `in_hours` the reports in the
    same hours of those; `all_day` the reports of all `days`.
    """

    days: int
    same: int
    in_hours: float
    all_day: float
    cells: int

    @property
    def profile(self) -> float:
        """The part of a day's reports that comes in such hours; even where nothing is known."""
        if not self.same or not self.all_day:
            return HOURS / 24
        return (self.in_hours / self.same) / (self.all_day / self.days)


@dataclass(frozen=True, slots=True)
class Usual:
    """What a cell usually has in such hours: a rate, and on how much it rests."""

    shape: float
    certainty: float

    @property
    def expected(self) -> float:
        """Reports in three hours."""
        return self.shape / self.certainty

    def tail(self, observed: int) -> float:
        """How likely so many reports or more are."""
        if observed <= 0:
            return 1.0
        if self.expected < _NEVER:
            return 0.0
        likely = exp(-self.shape * log1p(1 / self.certainty))
        below = 0.0
        for count in range(observed):
            below += likely
            likely *= (self.shape + count) / ((count + 1) * (self.certainty + 1))
        # What is left of 1 is exact enough until it is small: then the tail's own terms are.
        return 1 - below if below < 1 - TAILS[-1] else self._far_tail(observed)

    def _far_tail(self, observed: int) -> float:
        """The sum from `observed` on, from its largest term down."""
        r, b = self.shape, self.certainty
        logs = lgamma(r + observed) - lgamma(r) - lgamma(observed + 1)
        term = exp(logs - r * log1p(1 / b) - observed * log(b + 1))
        total, count = 0.0, observed
        while term > total * _NEVER:
            total += term
            term *= (r + count) / ((count + 1) * (b + 1))
            count += 1
        return total


def usual(town: DistrictBaseline, seen: float, all_day: float) -> Usual | None:
    """The habit of a cell with `seen` reports in such hours and `all_day` in all days.

    None: too little is known of the district.
    """
    if town.days < ENOUGH_DAYS:
        return None
    mean_cell = town.all_day / town.days / max(1, town.cells)
    rate = (all_day + STEADY * mean_cell) / (town.days + STEADY)
    return Usual(seen + WEIGHT * rate * town.profile, town.same + WEIGHT)


def grade(observed: int, habit: Usual) -> int:
    """0 for what is usual, 1 to 4 for what is ever rarer; see `TAILS`."""
    if observed <= ALONE:
        return 0
    rare = habit.tail(observed)
    return sum(rare < limit for limit in TAILS)
