"""Metrics: predicates over cases, so that a count and the list behind it can't differ.

Each case counts once, at one instant, within a window that holds its beginning and not its end:
windows that follow each other count every case once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.commands import Satisfaction

ENOUGH = 5
"""Below so many cases a share isn't ranked (样本不足)."""
Instant = Callable[[Facts], int | None]
Holds = Callable[[Facts], bool]
CONTENT = frozenset({Satisfaction.SATISFIED, Satisfaction.BASIC})


@dataclass(frozen=True, slots=True)
class Window:
    """From an instant on, up to another without it, in ms since 1970."""

    since: int
    until: int

    def holds(self, at: int | None) -> bool:
        """Whether an instant lies in it."""
        return at is not None and self.since <= at < self.until

    def before(self) -> "Window":
        """The one of the same length that ends where this begins."""
        return Window(2 * self.since - self.until, self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which of the cases: each an empty string where all are meant."""

    street: str = ""
    unit: str = ""
    item: str = ""

    def holds(self, case: Facts) -> bool:
        """Whether the case is in it."""
        return (
            self.street in ("", case.street)
            and self.unit in ("", case.unit)
            and self.item in ("", case.item)
        )


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Share:
    """`met` of `n` cases. Of none nothing is known, which is neither 0 % nor 100 %."""

    met: int
    n: int

    @property
    def value(self) -> float | None:
        """The share; None of no cases."""
        return self.met / self.n if self.n else None

    @property
    def enough(self) -> bool:
        """Whether there are cases enough to be compared with others."""
        return self.n >= ENOUGH


def always(_: Facts) -> bool:
    """Every case."""
    return True


def once(_: Facts) -> int:
    """A case weighs as much as any other."""
    return 1


@dataclass(frozen=True, slots=True)
class Metric:
    """Cases count at `at` if they are `among` them; a rate says how many of those are `met`.

    What isn't a rate counts all of them. `weight` is what each brings, where that isn't one.
    """

    name: str
    at: Instant
    among: Holds = always
    met: Holds = always
    weight: Callable[[Facts], int] = once

    def judged(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[Facts]:
        """All that count in the window: what a rate is a share of."""
        return [
            case
            for case in cases
            # In this order: most cases lie outside.
            if window.holds(self.at(case)) and self.among(case) and part.holds(case)
        ]

    def rows(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[Facts]:
        """Those that are counted: the list behind the number."""
        return [case for case in self.judged(cases, window, part) if self.met(case)]

    def share(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> Share:
        """How many of how many."""
        judged = self.judged(cases, window, part)
        return Share(sum(self.met(case) for case in judged), len(judged))

    def weights(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[int]:
        """What each of those counted brings, the least first."""
        return sorted(self.weight(case) for case in self.rows(cases, window, part))


def _fate(case: Facts) -> int | None:
    return case.fate_at


def _closed(case: Facts) -> int | None:
    return case.closed_at


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("reported", lambda case: case.reported_at),
        Metric("closed", _closed),
        Metric("judged", _fate),
        Metric("on_time", _fate, met=lambda case: case.closed_in_time),
        Metric("late", _fate, met=lambda case: not case.closed_in_time),
        Metric("returned", _fate, met=lambda case: case.returns > 0),
        Metric(
            "reworked",
            _fate,
            among=lambda case: case.handled_at is not None,
            met=lambda case: case.reworks > 0,
        ),
        Metric(
            "satisfied",
            _closed,
            among=lambda case: case.satisfaction is not None,
            met=lambda case: case.satisfaction in CONTENT,
        ),
        Metric("time_to_close", _closed, weight=lambda case: case.took),
        Metric("handled", lambda case: case.handling_fate_at, met=lambda c: c.handled_in_time),
        Metric(
            "handled_late", lambda case: case.handling_fate_at, met=lambda c: not c.handled_in_time
        ),
    )
}
"""By name. What is overdue and severe *now* are the picture's figures, with rows of their own."""


def quantile(weights: list[int], share: float) -> int | None:
    """The least of the ordered weights that so large a share of them doesn't exceed."""
    if not weights:
        return None
    return next(w for at, w in enumerate(weights, start=1) if at >= share * len(weights))
