"""核查、返工、回访: whether it is done, and whether the reporter agrees."""

from datetime import UTC, datetime
from typing import Any

from dashboard.domain.case import Case, CaseState, MoveCause
from dashboard.domain.commands import CallBack, Verify
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import (
    allowances,
    entered_again,
    handling_limit,
    marked,
    spent_ms,
    stage,
)
from dashboard.domain.life.closing import closed, to_call
from dashboard.domain.life.filing import filed, reported
from dashboard.domain.life.guards import need_children_closed, need_words, open_children
from dashboard.domain.life.moving import told
from dashboard.domain.life.posts import names_of_unit, role_of_post, same
from dashboard.domain.persons import FOREMEN, Role
from dashboard.domain.refusals import Refused

CALLBACK_ATTEMPTS_MAX = 3
"""Each attempt on another day."""
UNREACHED = "UNREACHED"
"""Why nobody was told: not reached on this many days."""


NOW = datetime.min.replace(tzinfo=UTC)
"""An instant that is always past: it was their turn from the start."""
FIRST, SECOND = frozenset({Role.GRID_LEADER}), frozenset({Role.GRID_ASSISTANT})
ABOVE = frozenset({Role.STATION, Role.STREET})
LAST = FOREMEN


def turn_to_verify(role: Role, case: Case) -> datetime | None:
    """From when on this role may verify; None: never.

    The grid's leader or assistant at once, the station or street when those are late, the foreman
    when nobody has verified by then. For what the grid has settled itself, the station is first.
    """
    clock = case.clock
    if case.self_resolved_by is not None:
        later = {Role.STATION: NOW, Role.STREET: NOW}
        return later.get(role) or (clock.due_at if clock and role in LAST else None)
    if role in FIRST | SECOND:
        return NOW
    if clock is None:
        return None
    return clock.due_at if role in ABOVE else clock.severe_at if role in LAST else None


def in_turn(role: Role, case: Case, now: datetime | None) -> bool:
    """Whether this role may verify; without an instant nobody counts as late."""
    since = turn_to_verify(role, case)
    return since is not None and (since == NOW or (now is not None and now > since))


def stands_in(role: Role, case: Case) -> bool:
    """Whether somebody else would be the first to verify: then a reason is needed."""
    return role not in (ABOVE if case.self_resolved_by is not None else FIRST)


def verify(case: Case, command: Verify, at: Circumstances) -> Case:
    """核查 by another person: to the callback, or closed if nobody must be called, or 返工."""
    _need_another(case, command, at)
    role = at.person.role if at.person else role_of_post(command.by, case, at.district)
    if at.person is None and not in_turn(role, case, at.now):
        words = f"Case {case.number} is for another tier than {command.by!r} to verify now."
        raise Refused("NOT_YOUR_VERIFICATION", words, case=case.number)
    if stands_in(role, case):
        need_words(command.reason, "reason")
    if not command.passed:
        need_words(command.opinion, "opinion")
        return rework(case, at, opinion=command.opinion)
    verified = stage(
        case,
        allowances(case, at).callback,
        at,
        state=CaseState.VERIFIED,
        verified_at=at.now,
        verified_by=at.by or command.by,
        opinion=command.opinion,
    )
    waits = to_call(verified) or open_children(verified, at)
    return verified if waits else closed(verified, at)


def _need_another(case: Case, command: Verify, at: Circumstances) -> None:
    """Refuses the unit, a helper and whoever reported the result as verifier.

    A message may write them in any width, and a unit by its code or its name.
    """
    units = {case.unit, *(one.unit for one in case.co_handlers)}
    workers = {case.handled_by, case.self_resolved_by, *units}
    verifiers = {at.by, command.by, at.person.speaks_for if at.person else None}
    if at.person is None:
        workers = {same(name) for name in workers if name}
        workers = workers.union(*(names_of_unit(unit, at.district) for unit in units if unit))
        verifiers = {same(name) for name in verifiers if name}
    if workers & verifiers - {"", None}:
        raise Refused("OWN_WORK", "Nobody verifies their own work.", case=case.number)


def rework(
    case: Case, at: Circumstances, cause: MoveCause = MoveCause.REWORKED, **changes: Any
) -> Case:
    """返工 with what is left of the unit's time; the case's own deadline doesn't move.

    What the grid settled itself must be assigned again.
    """
    changes = {
        "fed_back_at": None,
        "verified_at": None,
        "verified_by": "",
        "handled_by": "",
        "self_resolved_by": None,
        "tier_resolved": None,
        "on_time": None,
        "handling_due_at": None,
        "callback_attempts": 0,
        "called_at": None,
        "reply": "",
        "no_reply": "",
        "called_back": (),
        "rework_count": case.rework_count + 1,
    } | changes
    was, case = case.handling_due_at, revised(case, **changes)
    if case.unit is None:
        return filed(case, at) if case.item else reported(case, at)
    limit = handling_limit(case, at)
    left = case.allowed_ms - spent_ms(case, case.unit, limit.unit)
    # It was acknowledged once; that it comes back makes that no later.
    taken_at = case.acknowledged_at or at.now
    again = entered_again(
        case, limit, left, at, state=CaseState.PROCESSING, acknowledged_at=taken_at
    )
    return marked(told(again, case, cause, at, was), at)


def call_back(case: Case, command: CallBack, at: Circumstances) -> Case:
    """回访 of one reporter; those of merged cases are called too, in order.

    After three days without reaching a reporter the case goes on; one attempt a day counts, however
    often somebody tries.
    """
    need_children_closed(case, at)
    if not command.reached:
        case = _attempted(case, at)
        if case.callback_attempts < CALLBACK_ATTEMPTS_MAX:
            return case
        return _answered(revised(case, no_reply=UNREACHED), at)
    if command.solved is None:
        raise Refused("ANSWER_MISSING", "A reached reporter has said whether it is solved.")
    case = _attempted(revised(case, called_at=None), at)
    case = revised(case, solved=command.solved, satisfaction=command.satisfaction)
    return _answered(case, at) if command.solved else rework(case, at)


def _attempted(case: Case, at: Circumstances) -> Case:
    local = at.calendar.local
    if case.called_at is not None and local(case.called_at).date() == local(at.now).date():
        return case
    return revised(case, callback_attempts=case.callback_attempts + 1, called_at=at.now)


def _answered(case: Case, at: Circumstances) -> Case:
    """Goes on to the next reporter, or to the close."""
    waiting = to_call(case)
    case = revised(case, called_back=(*case.called_back, *waiting[:1]))
    if waiting[1:]:
        return revised(case, callback_attempts=0, called_at=None)
    return closed(case, at)
