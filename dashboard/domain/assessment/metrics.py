"""Metrics: predicates over cases, so that a count and its list can't differ.

Each case counts once, at one instant. A window includes its beginning but not its end, so windows
that follow each other count every case once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.domain.assessment.facts import NO_MATTER, Facts
from dashboard.domain.case import Tier
from dashboard.domain.commands import Channel, Satisfaction

ENOUGH = 5
"""With fewer cases a share isn't ranked (样本不足)."""
Instant = Callable[[Facts], int | None]
Holds = Callable[[Facts], bool]
CONTENT = frozenset({Satisfaction.SATISFIED, Satisfaction.BASIC})
PROACTIVE = frozenset({Channel.GRID, Channel.PATROL, Channel.TALK_POINT})
"""Channels of those who look for what is wrong, rather than of those whom it hurts."""
BELOW_DISTRICT = frozenset({Tier.GRID, Tier.COMMUNITY, Tier.STREET})


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` up to, not including, `until`; in ms since 1970."""

    since: int
    until: int

    def holds(self, at: int | None) -> bool:
        """Whether an instant lies in the window."""
        return at is not None and self.since <= at < self.until

    def before(self) -> "Window":
        """The window of the same length that ends where this one begins."""
        return Window(2 * self.since - self.until, self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Selects cases; an empty field matches all."""

    street: str = ""
    unit: str = ""
    item: str = ""
    community: str = ""
    grid: int | None = None

    def holds(self, case: Facts) -> bool:
        """Whether the case is selected."""
        return (
            self.street in ("", case.street)
            and self.unit in ("", case.unit)
            and self.item in ("", case.item)
            and self.community in ("", case.community)
            and self.grid in (None, case.grid)
        )


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Share:
    """`met` of `n` cases. Without cases it is unknown: neither 0 % nor 100 %."""

    met: int
    n: int

    @property
    def value(self) -> float | None:
        """The share; None if there are no cases."""
        return self.met / self.n if self.n else None

    @property
    def enough(self) -> bool:
        """Whether there are enough cases for a comparison with others."""
        return self.n >= ENOUGH


def always(_: Facts) -> bool:
    """Every case."""
    return True


def once(_: Facts) -> int:
    """Each case weighs 1."""
    return 1


@dataclass(frozen=True, slots=True)
class Metric:
    """Counts cases that are `among` its subjects, each at its instant `at`.

    A rate says how many of them are `met`; other metrics count all of them. `weight` is what each
    case adds, if that isn't 1.
    """

    name: str
    at: Instant
    among: Holds = always
    met: Holds = always
    weight: Callable[[Facts], int] = once

    def judged(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[Facts]:
        """The cases that count in the window: the whole of which a rate is a share."""
        return [
            case
            for case in cases
            # In this order: most cases lie outside.
            if window.holds(self.at(case)) and self.among(case) and part.holds(case)
        ]

    def rows(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[Facts]:
        """The cases that the number counts."""
        return [case for case in self.judged(cases, window, part) if self.met(case)]

    def share(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> Share:
        """The cases that the number counts, of all that were judged."""
        judged = self.judged(cases, window, part)
        return Share(sum(self.met(case) for case in judged), len(judged))

    def weights(self, cases: Iterable[Facts], window: Window, part: Part = WHOLE) -> list[int]:
        """What each counted case adds, the least first."""
        return sorted(self.weight(case) for case in self.rows(cases, window, part))


def _decided(case: Facts) -> int | None:
    return case.decided_at


def _closed(case: Facts) -> int | None:
    return case.closed_at


def _handed_out(case: Facts) -> bool:
    return case.handed_out


def _smooth(case: Facts) -> bool:
    return not (case.returns or case.reworks or case.extensions)


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("reported", lambda case: case.reported_at),
        Metric("closed", _closed),
        Metric("judged", _decided),
        Metric("on_time", _decided, met=lambda case: case.closed_in_time),
        Metric("late", _decided, met=lambda case: not case.closed_in_time),
        Metric("settled", _decided, met=lambda case: case.closed_at is not None),
        Metric("returned", _decided, among=_handed_out, met=lambda case: case.returns > 0),
        Metric("extended", _decided, among=_handed_out, met=lambda case: case.extensions > 0),
        Metric("suspended", _decided, among=_handed_out, met=lambda case: case.suspended),
        Metric(
            "reworked",
            _decided,
            among=lambda case: case.handled_at is not None,
            met=lambda case: case.reworks > 0,
        ),
        Metric(
            "satisfied",
            _closed,
            among=lambda case: case.satisfaction is not None,
            met=lambda case: case.satisfaction in CONTENT,
        ),
        Metric(
            "solved",
            _closed,
            among=lambda case: case.solved is not None,
            met=lambda case: case.solved is True,
        ),
        Metric("once", _closed, met=_smooth),
        Metric("local", _closed, met=lambda case: case.tier in BELOW_DISTRICT),
        Metric(
            "proactive",
            lambda case: case.filed_at,
            among=lambda case: case.state not in NO_MATTER,
            met=lambda case: case.channel in PROACTIVE,
        ),
        Metric("time_to_close", _closed, weight=lambda case: case.took),
        Metric("handled", lambda case: case.handling_decided_at, met=lambda c: c.handled_in_time),
        Metric(
            "handled_late",
            lambda case: case.handling_decided_at,
            met=lambda c: not c.handled_in_time,
        ),
        Metric(
            "acknowledged",
            lambda case: case.acknowledging_decided_at,
            met=lambda case: case.acknowledged_in_time,
        ),
    )
}
"""By name. What is overdue or severe *now* is in the picture's figures instead."""


def quantile(weights: list[int], share: float) -> int | None:
    """The smallest of the ordered weights that this share of them doesn't exceed."""
    if not weights:
        return None
    return next(w for at, w in enumerate(weights, start=1) if at >= share * len(weights))
