"""A case as the picture holds it: what a list or a map needs, small enough for a whole city."""

from functools import cache
from sys import intern
from typing import Any, NamedTuple

import msgspec

from dashboard.domain.alerts.turns import owes_reply
from dashboard.domain.case import Case, CaseState
from dashboard.domain.disclosure import without_phones
from dashboard.domain.figures import COUNTED, EDGES
from dashboard.domain.life.owner import OwnerKind, seat_of, waits_for
from dashboard.domain.unit import Urgency
from dashboard.system import to_ms

NEVER = 1 << 62
# Later than any instant of a case.
FAR = 1 << 61
TEXT_MAX = 40
# Longer than what is shown, so that a number cut by the end is still recognised whole.
TEXT_READ = 2 * TEXT_MAX
# The stages of a running clock, in their order.
CALM, AMBER, RED, SEVERE = range(4)


Rank = tuple[int, str, int, str]


class RowStanding(NamedTuple):
    """How a row counts at an instant: its lamp, and the figures that count it."""

    lamp: int
    counted: tuple[str, ...]


INSTANTS = (
    "amber_at",
    "due_at",
    "severe_at",
    "case_due_at",
    "reply_due_at",
    "supervised_at",
    "replied_at",
)
_TIMED = {name: figure.counts for name, figure in COUNTED.items() if figure.timed}
_BY_STATE = {
    state: tuple(
        name
        for name, figure in COUNTED.items()
        if not figure.timed and (figure.states is None or state in figure.states)
    )
    for state in CaseState
}
"""The figures that count a case whatever the time is."""
_EDGES = tuple((edge.of, edge.ms) for edge in EDGES)


@cache
def _standing(lamp: int, state: CaseState, timed: tuple[str, ...]) -> RowStanding:
    """There are few, and a hundred thousand rows share them."""
    return RowStanding(lamp, (*_BY_STATE[state], *timed))


class Row(msgspec.Struct, frozen=True, gc=False):
    """One open case. Instants are ms since 1970; `NEVER` if no clock runs.

    A picture has a hundred thousand: nothing in a row refers to a row, so that none is ever looked
    at for garbage, and all cases of a unit or place share its code.
    """

    number: str
    version: int
    state: CaseState
    urgency: Urgency
    item: str | None
    unit: str | None
    grid: int
    street: str
    community: str
    reported_at: int
    amber_at: int
    due_at: int
    severe_at: int
    stage_at: int
    case_due_at: int
    provisional: bool
    supervision: int
    rework_count: int
    return_count: int
    return_pending: bool
    extension_pending: bool
    suspension_pending: bool
    proposal: bool
    parent: bool
    children: bool
    merged: bool
    incident: str | None
    helpers: tuple[str, ...]
    text: str
    seat: OwnerKind | None = None
    """Who must act next."""
    held: OwnerKind | None = None
    """Who is responsible, even while somebody else decides on a request."""
    reply_due_at: int = NEVER
    """By when its unit must answer a supervision."""
    supervised_at: int = NEVER
    replied_at: int = NEVER
    """When its present supervision was issued, and when it was answered."""

    @property
    def unacknowledged(self) -> bool:
        """A unit has it and has not acknowledged it."""
        return self.state is CaseState.DISPATCHED

    @property
    def holder(self) -> str:
        """Who is responsible and gets urged: the unit's code, or else the kind of holder."""
        return self.unit if self.unit and self.held is OwnerKind.UNIT else self.held or ""

    def standing(self, now_ms: int) -> RowStanding:
        """How it counts at an instant."""
        timed = tuple([name for name, counts in _TIMED.items() if counts(self, now_ms)])
        return _standing(self.lamp(now_ms), self.state, timed)

    def lamp(self, now_ms: int) -> int:
        """The stage of the clock at an instant: CALM, AMBER, RED or SEVERE."""
        if now_ms < self.amber_at:
            return CALM
        if now_ms <= self.due_at:
            return AMBER
        return RED if now_ms <= self.severe_at else SEVERE

    def next_turn(self, now_ms: int) -> int:
        """The next instant at which `standing` differs from now; `NEVER` if none comes."""
        turns = (getattr(self, instant) + ms for instant, ms in _EDGES)
        return min((turn for turn in turns if now_ms < turn < FAR), default=NEVER)

    def rank(self, now_ms: int) -> Rank:
        """Sort key of overdue cases: late E1 first, then severe ones, then by urgency and time."""
        return self.rank_under(self.lamp(now_ms))

    def rank_under(self, lamp: int) -> Rank:
        """The same while this lamp is on."""
        group = 0 if self.urgency is Urgency.E1 else 1 if lamp == SEVERE else 2
        return (group, self.urgency.value, self.due_at, self.number)


def row_of(case: Case) -> Row:
    """The row of a case."""
    clock, links, asked = case.clock, case.links, case.supervision
    return Row(
        number=case.number,
        version=case.version,
        state=case.state,
        urgency=case.urgency,
        item=_shared(case.item),
        unit=_shared(case.unit),
        grid=case.grid,
        street=intern(case.street),
        community=intern(case.community),
        reported_at=to_ms(case.reported_at),
        amber_at=to_ms(clock.amber_at) if clock else NEVER,
        due_at=to_ms(clock.due_at) if clock else NEVER,
        severe_at=to_ms(clock.severe_at) if clock else NEVER,
        stage_at=to_ms(case.stage_at or case.reported_at),
        case_due_at=to_ms(case.case_due_at) if case.case_due_at else NEVER,
        provisional=case.calendar_provisional,
        supervision=asked.level if asked else 0,
        rework_count=case.rework_count,
        return_count=case.return_count,
        return_pending=bool(case.return_pending),
        extension_pending=case.extension_pending is not None,
        suspension_pending=case.suspension_pending is not None,
        proposal=case.proposal is not None,
        parent=links.parent is not None,
        children=bool(links.blocking or links.detached),
        merged=bool(links.merged),
        incident=_shared(case.incident),
        helpers=case.helpers if case.co_handlers else (),
        seat=waits_for(case),
        held=seat_of(case),
        reply_due_at=_reply_due(case),
        supervised_at=to_ms(asked.at) if asked else NEVER,
        replied_at=to_ms(asked.replied_at) if asked and asked.replied_at else NEVER,
        text=" ".join(without_phones(case.text[:TEXT_READ]).split())[:TEXT_MAX],
    )


def _shared(code: str | None) -> str | None:
    return None if code is None else intern(code)


def _reply_due(case: Case) -> int:
    asked = case.supervision
    if asked is None or asked.reply_due_at is None or not owes_reply(case):
        return NEVER
    return to_ms(asked.reply_due_at)


def told(row: Row) -> dict[str, Any]:
    """A row for a reader outside: without the reporter's words; null for what never comes."""
    values = {name: getattr(row, name) for name in Row.__struct_fields__ if name != "text"}
    for name in INSTANTS:
        if values[name] == NEVER:
            values[name] = None
    return values
