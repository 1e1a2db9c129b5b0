"""结案、复开: the end, and the way back from it."""

from datetime import timedelta

from dashboard.domain.case import Case, CaseState, Tier
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.refusals import Refused

REOPEN_WITHIN = timedelta(days=30)


def closed(case: Case, at: Circumstances) -> Case:
    """结案 at the tier that settled it. Keeps its last clock, for views of the past."""
    tier = case.tier_resolved or case.assigned_tier or Tier.DISTRICT
    return revised(
        case, state=CaseState.CLOSED, closed_at=at.now, tier_resolved=tier, proposal=None
    )


def to_call(case: Case) -> tuple[str, ...]:
    """Cases whose reporter must still be called back: this one and merged ones."""
    own = (case.number,) if case.reporter_known else ()
    return tuple(no for no in (*own, *case.links.reporters) if no not in case.called_back)


def reopenable(case: Case, at: Circumstances) -> None:
    """Guard: closed within the last 30 days."""
    if case.closed_at is not None and at.now > case.closed_at + REOPEN_WITHIN:
        raise Refused(
            "CLOSED_TOO_LONG",
            f"Case {case.number} was closed more than {REOPEN_WITHIN.days} days ago.",
            case=case.number,
            days=REOPEN_WITHIN.days,
        )
