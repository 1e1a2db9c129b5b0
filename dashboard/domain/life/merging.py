"""并案: one matter that was reported more than once becomes one case."""

from datetime import datetime, timedelta

from dashboard.domain.case import Case, CaseState, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import Merge
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import HANDLING, until
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.filing import ended, filed, reported
from dashboard.domain.life.moving import told
from dashboard.domain.life.reclassifying import reclassified
from dashboard.domain.proximity import metres
from dashboard.domain.refusals import Refused

NEAR_M = 50
WITHIN = timedelta(hours=72)
UNMERGE_WITHIN = timedelta(hours=24)


def alone(case: Case, _: Circumstances) -> None:
    """Guard: a parent or child can't be merged."""
    links = case.links
    if links.parent or links.blocking or links.detached:
        raise Refused(
            "HAS_RELATIVES",
            f"Case {case.number} has a parent or children and isn't merged.",
            case=case.number,
        )


def merge(case: Case, into: Case, command: Merge, at: Circumstances) -> tuple[Case, Case]:
    """The case that ends, and the one that goes on in its place.

    The other gets the earliest deadline, the highest urgency and every reporter of both. Raises
    `Refused` if they can't be the same matter.
    """
    _need_same(case, into, command)
    ended_case = ended(
        case,
        CaseState.MERGED,
        at,
        links=revised(case.links, merged_into=into.number, merged_at=at.now),
    )
    before = into
    if case.urgency < into.urgency and into.item is not None:
        into = _graver(into, case, at)
    links = into.links
    into = revised(
        into,
        case_due_at=_earliest(case.case_due_at, into.case_due_at),
        links=revised(
            links,
            merged=(*links.merged, case.number),
            reporters=(*links.reporters, *to_call(revised(case, called_back=()))),
        ),
    )
    # Only clocks of the same kind are compared: those of two handling units.
    if case.state in HANDLING and into.state in HANDLING and _before(case.due_at, into.due_at):
        assert case.due_at is not None  # noqa: S101 - it comes before the other
        into = until(into, case.due_at, at)
    return ended_case, told(into, before, MoveCause.MERGED, at)


def _graver(into: Case, case: Case, at: Circumstances) -> Case:
    assert into.item is not None  # noqa: S101 - `merge` has looked
    graver = reclassified(into, into.item, case.urgency, at)
    if graver.due_at and _before(into.due_at, graver.due_at):
        assert into.due_at is not None  # noqa: S101 - it comes before the other
        return until(graver, into.due_at, at)
    return graver


def _need_same(case: Case, into: Case, command: Merge) -> None:
    """Refuses different matters; within an incident a person may merge them with a reason."""
    pair = {"case": case.number, "into": into.number}
    if case.number == into.number:
        raise Refused("SAME_CASE", "A case isn't merged into itself.", **pair)
    if not into.open:
        raise Refused("INTO_CLOSED", f"Case {into.number} is {into.state}.", **pair)
    if abs(case.reported_at - into.reported_at) > WITHIN:
        hours = WITHIN // timedelta(hours=1)
        words = f"The reports lie more than {hours} hours apart."
        raise Refused("TOO_FAR_APART", words, **pair, hours=hours)
    differs = _differs(case, into)
    if differs is None:
        return
    if case.incident is None or case.incident != into.incident or case.item is None:
        raise differs
    if not command.reason.strip():
        raise Refused("REASON_TO_MERGE", "Say why they are one matter.", **pair)


def _differs(case: Case, into: Case) -> Refused | None:
    """Why they may not be one matter: another item, or another place."""
    pair = {"case": case.number, "into": into.number}
    if case.item != into.item or case.item is None:
        return Refused("OTHER_ITEM", "Only cases of the same item are merged.", **pair)
    way = metres(case, into)
    if case.grid != into.grid and (way is None or way > NEAR_M):
        words = f"The places lie in two grids and more than {NEAR_M} m apart."
        return Refused("NOT_NEAR", words, **pair, metres=NEAR_M)
    return None


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((due for due in (one, other) if due), default=None)


def separable(case: Case, at: Circumstances) -> None:
    """Guard: merged within the last 24 hours."""
    merged_at = case.links.merged_at
    if merged_at is None or at.now > merged_at + UNMERGE_WITHIN:
        hours = UNMERGE_WITHIN // timedelta(hours=1)
        raise Refused(
            "MERGED_TOO_LONG",
            f"Case {case.number} was merged more than {hours} hours ago.",
            case=case.number,
            hours=hours,
        )


def unmerge(case: Case, master: Case, at: Circumstances) -> tuple[Case, Case]:
    """Makes the case independent again, to be assigned anew; its own deadline is as before.

    The other keeps what it has got: somebody may have acted on it.
    """
    if not master.open:
        raise Refused("INTO_CLOSED", f"Case {master.number} is {master.state}.", into=master.number)
    own = revised(
        case,
        closed_at=None,
        unit=None,
        directed_by=None,
        dispatched_at=None,
        acknowledged_at=None,
        acknowledge_by=None,
        links=revised(case.links, merged_into=None, merged_at=None),
    )
    back = filed(own, at) if own.item else reported(own, at)
    if case.case_due_at is not None:
        own = revised(back, case_due_at=case.case_due_at)
        back = told(own, back, MoveCause.UNMERGED, at)
    back_reporters = {case.number, *case.links.reporters}
    links = master.links
    left = revised(
        links,
        merged=tuple(no for no in links.merged if no != case.number),
        reporters=tuple(no for no in links.reporters if no not in back_reporters),
    )
    return back, revised(master, links=left)
