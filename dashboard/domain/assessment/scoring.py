"""Scores of peers out of weighted rates, their ranks and grades; the weights are data.

An indicator without a case has no rate: it is left out, and the other weights share its points.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.domain.assessment.metrics import Share

K = TypeVar("K", bound=Hashable)
FULL = 100.0
FIELD_LEAST = 1.0
"""In points: where all peers lie within so much, their differences aren't meaningful."""
GRADES: tuple[tuple[float, str], ...] = ((90, "A"), (75, "B"), (60, "C"), (40, "D"), (0, "E"))
"""The least points of each grade, the best first."""


@dataclass(frozen=True, slots=True)
class Weight:
    """So many points for a rate of 100 %; with `inverse` for one of 0 %."""

    metric: str
    points: float
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """The indicators of one kind of peers, by a version that files and pages name.

    `counted` is the metric whose cases say whether there are enough to rank a peer. Indicators
    without a weight are shown and don't count.
    """

    version: str
    counted: str
    weights: tuple[Weight, ...]
    shown: tuple[str, ...] = ()

    @property
    def metrics(self) -> tuple[str, ...]:
        """All indicators, in the order of tables."""
        return (*(weight.metric for weight in self.weights), *self.shown)


OF_UNITS = Scheme(
    version="2026-12",
    counted="handled",
    weights=(
        Weight("handled", 30),
        Weight("acknowledged", 10),
        Weight("reworked", 15, inverse=True),
        Weight("once", 10),
        Weight("solved", 7.5),
        Weight("satisfied", 7.5),
    ),
    shown=("returned", "extended", "suspended"),
)
"""Of departments, utilities and streets as those who handle cases."""
OF_AREAS = Scheme(
    version="2026-12",
    counted="on_time",
    weights=(
        Weight("on_time", 25),
        Weight("settled", 10),
        Weight("local", 20),
        Weight("satisfied", 15),
    ),
    shown=("proactive",),
)
"""Of streets as areas. How many reports somebody makes is shown and never scored."""


def score(scheme: Scheme, shares: Mapping[str, Share]) -> float | None:
    """Points out of `FULL`; None if no weighted indicator has a case."""
    points = weighed = 0.0
    for weight in scheme.weights:
        value = shares[weight.metric].value
        if value is None:
            continue
        weighed += weight.points
        points += weight.points * (1 - value if weight.inverse else value)
    return FULL * points / weighed if weighed else None


def shown_points(points: float) -> float:
    """As it is shown, with one decimal: what looks the same ranks the same."""
    return round(points, 1)


def ranks(points: Mapping[K, float]) -> dict[K, int]:
    """Places from 1, the most points first; equal ones share a place, and the next is left free.

    Empty if there is no peer to compare with, or all lie within `FIELD_LEAST`.
    """
    shown = {key: shown_points(value) for key, value in points.items()}
    if not shown or round(max(shown.values()) - min(shown.values()), 3) <= FIELD_LEAST:
        return {}
    return {key: 1 + sum(other > value for other in shown.values()) for key, value in shown.items()}


def grade(points: float) -> str:
    """A to E, of the points as they are shown."""
    return next(name for least, name in GRADES if shown_points(points) >= least)
