"""What is fair to units and reporters, whatever has been asked of a case: held at every step."""

from datetime import datetime
from typing import Any

from dashboard.domain import commands as c
from dashboard.domain import desk as d
from dashboard.domain.case import Case, CaseState
from dashboard.domain.life.moving import moved_by
from dashboard.domain.unit import Urgency
from tests.domain.situations import CALENDAR


def is_fair(before: Case, after: Case, command: Any, by: str, now: datetime) -> None:
    """Asserts it of one step."""
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
    """On time is who is done before the deadline that was shown, and nobody else."""
    shown = [end for end in (before.due_at, before.judged_at) if end]
    assert after.on_time is (now <= min(shown))
    assert before.judged_at is None or before.stage_ms is not None or before.incident


def _heals_nothing(before: Case, after: Case) -> None:
    """What was late when a rest began is late when it ends."""
    kept = before.suspension
    assert kept is not None
    if kept.late_since:
        assert after.due_at == kept.late_since
    if kept.case_late_since:
        assert after.case_due_at == kept.case_late_since


def _says_why_it_is_due(case: Case) -> None:
    """A deadline that isn't where its limit puts it has a cause."""
    if case.clock is None or case.stage_at is None or case.limit is None:
        return
    own = CALENDAR.add(case.stage_at, case.limit)
    assert case.due_at == own or moved_by(case) is not None
