"""Who is responsible for a case now: exactly one at every instant while it is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.case import Case, CaseState, Supervision
from dashboard.domain.life.assignment import disputed
from dashboard.domain.life.closing import to_call
from dashboard.domain.unit import Urgency


class OwnerKind(StrEnum):
    """The kinds of holders of a case."""

    INTAKE = "INTAKE"
    GRID = "GRID"
    DISPATCH = "DISPATCH"
    UNIT = "UNIT"
    STATION = "STATION"
    FOREMAN = "FOREMAN"
    LEADER = "LEADER"


@dataclass(frozen=True, slots=True)
class Owner:
    """`key` is the unit's code, the grid's number or the community's code; else empty."""

    seat: OwnerKind
    key: str = ""


SEATS: Mapping[CaseState, OwnerKind] = {
    CaseState.REPORTED: OwnerKind.INTAKE,
    CaseState.VERIFYING: OwnerKind.GRID,
    CaseState.FILED: OwnerKind.DISPATCH,
    CaseState.DISPATCHED: OwnerKind.UNIT,
    CaseState.PROCESSING: OwnerKind.UNIT,
    CaseState.SUSPENDED: OwnerKind.UNIT,
    CaseState.FEEDBACK: OwnerKind.GRID,
    CaseState.VERIFIED: OwnerKind.INTAKE,
}


def owner(case: Case) -> Owner | None:
    """The accountable owner of an open case; None once it is closed."""
    seat = seat_of(case)
    return None if seat is None else Owner(seat, _key(case, seat))


def seat_of(case: Case) -> OwnerKind | None:
    """The kind of its owner alone."""
    seat = SEATS.get(case.state)
    if case.state is CaseState.FEEDBACK and case.self_resolved_by:
        seat = OwnerKind.STATION
    elif case.state is CaseState.FILED and disputed(case):
        seat = OwnerKind.FOREMAN
    elif case.state is CaseState.VERIFIED and not to_call(case):
        # Nobody must be called: it waits for its children, and then the foreman closes it.
        seat = OwnerKind.FOREMAN
    return seat


def _key(case: Case, seat: OwnerKind) -> str:
    keys = {
        OwnerKind.GRID: str(case.grid),
        OwnerKind.UNIT: case.unit or "",
        OwnerKind.STATION: case.community,
    }
    return keys.get(seat, "")


def waits_for(case: Case) -> OwnerKind | None:
    """Who must act next: whoever decides on a request, otherwise the owner."""
    if not case.open:
        return None
    if case.proposal is not None:
        return OwnerKind.FOREMAN
    if case.suspension_pending is not None:
        # Only the district leader suspends a complex case.
        return OwnerKind.LEADER if case.urgency is Urgency.E4 else OwnerKind.FOREMAN
    if case.return_pending:
        return OwnerKind.FOREMAN if case.return_count > 1 else OwnerKind.DISPATCH
    if case.extension_pending is not None:
        return OwnerKind.FOREMAN if case.extensions else OwnerKind.DISPATCH
    return seat_of(case)


SUPERVISED_SEATS = frozenset({OwnerKind.UNIT, OwnerKind.GRID, OwnerKind.STATION})
"""Holders outside the centre: those inside get alerts instead."""


def supervised_seat(case: Case) -> OwnerKind | None:
    """Who is urged and supervised: the holder, unless that is the centre itself."""
    seat = seat_of(case)
    return seat if seat in SUPERVISED_SEATS else None


def level_of(case: Case) -> int:
    """The level at which the present holder has been supervised."""
    asked, seat = case.supervision, supervised_seat(case)
    if asked is None:
        return 0
    if asked.seat == seat:
        return asked.level
    return asked.unit_level if seat is OwnerKind.UNIT else 0


def standing(case: Case) -> Supervision | None:
    """The supervision of the present holder."""
    asked = case.supervision
    return asked if asked is not None and asked.seat == supervised_seat(case) else None
