"""Rules of fairness to units and reporters, checked at every step of any case."""

from datetime import datetime
from typing import Any

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case, CaseState
from dashboard.domain.copying import revised
from dashboard.domain.life import Circumstances, OwnerKind, possible
from dashboard.domain.life.moving import moved_by
from dashboard.domain.life.owner import supervised_seat
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import CENTRE_STAFF, may_kind
from dashboard.domain.unit import Urgency
from dashboard.live.rows import row_of
from tests.domain.situations import CALENDAR, DISTRICT, GRID


def is_fair(before: Case, after: Case, command: Any, by: str, now: datetime) -> None:
    """Asserts all rules for one step."""
    assert not (after.state is CaseState.SUSPENDED and after.urgency is Urgency.E1)
    _says_why_it_is_due(after)
    if after.state is CaseState.CLOSED and (after.reporter_known or after.links.reporters):
        assert after.solved is not None or after.reply or after.no_reply
    if isinstance(command, c.Verify):
        workers = {before.unit, before.self_resolved_by, before.handled_by}
        assert not workers & {command.by, by}
    if isinstance(command, d.Reassign):
        assert after.case_due_at == before.case_due_at
    if isinstance(command, c.FeedBack):
        _is_judged_as_shown(before, after, now)
    if isinstance(command, d.Resume):
        _heals_nothing(before, after)


def _is_judged_as_shown(before: Case, after: Case, now: datetime) -> None:
    """A unit is on time exactly if it was done before the deadline that was shown."""
    shown = [end for end in (before.due_at, before.judged_at) if end]
    assert after.on_time is (now <= min(shown))
    assert before.judged_at is None or before.stage_ms is not None or before.incident


def _heals_nothing(before: Case, after: Case) -> None:
    """What was late when a suspension began is late when it ends."""
    kept = before.suspension
    assert kept is not None
    if kept.late_since:
        assert after.due_at == kept.late_since
    if kept.case_late_since:
        assert after.case_due_at == kept.case_late_since


def _says_why_it_is_due(case: Case) -> None:
    """A deadline that differs from its limit's has a recorded cause."""
    if case.clock is None or case.stage_at is None or case.limit is None:
        return
    own = CALENDAR.add(case.stage_at, case.limit)
    assert case.due_at == own or moved_by(case) is not None


# Nobody's alone ----------------------------------------------------------------------------------

PLACE = DISTRICT.grids[GRID]
SITTING = (
    *(Person(login=f"{role}-{n}", name="某", role=role) for role in CENTRE_STAFF for n in (1, 2)),
    Person(login="grid", name="网格长", role=Role.GRID_LEADER, grid=GRID),
    Person(login="assistant", name="协管员", role=Role.GRID_ASSISTANT, grid=GRID),
    Person(login="station", name="社区站", role=Role.STATION, community=PLACE.community),
    Person(login="street", name="街道", role=Role.STREET, street=PLACE.street),
)
ONWARD = {
    CaseState.REPORTED: (d.Accept, d.File),
    CaseState.VERIFYING: (d.VerifyReport, d.File),
    CaseState.FILED: (d.Dispatch, c.Direct),
    CaseState.DISPATCHED: (c.Acknowledge, d.Reassign),
    CaseState.PROCESSING: (c.FeedBack, d.Reassign),
    CaseState.SUSPENDED: (d.Resume,),
    CaseState.FEEDBACK: (c.Verify,),
    CaseState.VERIFIED: (c.CallBack, d.Close),
}
"""What takes a case on."""


def waits_for_nobody_alone(case: Case, at: Circumstances) -> None:
    """Whoever is absent, somebody else can go on; and the shown holder is the one who is urged."""
    units = [Person(login=f"u{n}", name="某", role=Role.UNIT, unit=case.unit) for n in (1, 2)]
    able = {
        person.login
        for person in (*SITTING, *(units if case.unit else ()))
        for kind in ONWARD[case.state]
        if may_kind(person, kind, case, at.now) is None
        and _stands(possible(case, kind, revised(at, person=person, by=person.login)))
    }
    assert len(able) > 1, (case.state, able)
    row, seat = row_of(case), supervised_seat(case)
    assert seat is None or row.holder == (case.unit if seat is OwnerKind.UNIT else seat)


def _stands(refused: Refused | None) -> bool:
    """Whether an open child prevents everybody from going on with its parent."""
    return refused is None or refused.code == "CHILDREN_OPEN"
