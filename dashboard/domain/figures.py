"""The figures: what the centre counts, each said once; pictures, lists and SQL all count by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dashboard.domain.case import UNASSIGNED, CaseState

SOON_MS = 30 * 60_000


class Stated(Protocol):
    """An open case's row: its state, and its instants in ms since 1970."""

    @property
    def state(self) -> CaseState:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An instant of a case, by the name that rows and tables have for it, and so long after it."""

    of: str
    ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Which of the open cases it counts: all, or those in `states`; from `since` on, to `until`.

    A case without the instant of `since`, because its clock doesn't run, isn't counted; hence
    there is no `until` without one.
    """

    states: frozenset[CaseState] | None = None
    since: Bound | None = None
    until: Bound | None = None

    @property
    def timed(self) -> bool:
        """Whether a case comes and goes with the time alone."""
        return self.since is not None

    @property
    def edges(self) -> Iterator[Bound]:
        """The first millisecond at which a case is counted, and the first at which it isn't."""
        if self.since:
            yield self.since
        if self.until:
            yield Bound(self.until.of, self.until.ms + 1)

    def counts(self, row: Stated, now_ms: int) -> bool:
        """Whether it counts an open case's row at an instant."""
        states, since, until = self.states, self.since, self.until
        return (
            (states is None or row.state in states)
            and (since is None or getattr(row, since.of) + since.ms <= now_ms)
            and (until is None or now_ms <= getattr(row, until.of) + until.ms)
        )


def _past(instant: str) -> Bound:
    return Bound(instant, 1)


def _in(*states: CaseState) -> Figure:
    return Figure(states=frozenset(states))


COUNTED: Mapping[str, Figure] = {
    "open": Figure(),
    "overdue": Figure(since=_past("due_at")),
    "severe": Figure(since=_past("severe_at")),
    "amber": Figure(since=Bound("amber_at"), until=Bound("due_at")),
    "soon": Figure(since=Bound("due_at", -SOON_MS), until=Bound("due_at")),
    "unassigned": Figure(states=UNASSIGNED),
    "awaiting_verification": _in(CaseState.FEEDBACK),
    "suspended": _in(CaseState.SUSPENDED),
    "awaiting_acknowledgement": _in(CaseState.DISPATCHED),
    "supervision_late": Figure(since=_past("reply_due_at")),
}
"""What can be counted over any open cases."""
OF_UNITS = ("over_capacity",)
"""They count units, so they have no list of cases."""
DAILY = ("reported_today", "closed_today")
"""Counts of the day: a case in them may be closed by now."""
FIGURES = (*COUNTED, *OF_UNITS, *DAILY)
"""All figures, in the order of messages and definitions."""
EDGES = frozenset(edge for figure in COUNTED.values() for edge in figure.edges)
"""The instants at which any figure begins or ceases to count a case."""
