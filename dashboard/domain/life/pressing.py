"""催办、督办 and the answer; the timers press by the same commands."""

from dashboard.domain.case import Case, Supervision
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_words
from dashboard.domain.persons import Role
from dashboard.domain.pressing import ReplySupervision, Supervise, Urge
from dashboard.domain.refusals import Refused
from dashboard.domain.revising import revised
from dashboard.domain.unit import Limit, LimitUnit, Urgency

REPLY_WITHIN = Limit(1, LimitUnit.WORK_DAY)
REPLY_WITHIN_E1 = Limit(30, LimitUnit.MINUTE)
LEVELS = (1, 2, 3)


def with_unit(case: Case, _: Circumstances) -> None:
    """Guard: there is a unit to press."""
    if case.unit is None:
        raise Refused(
            "NO_UNIT", f"No unit has case {case.number}; nobody can be pressed.", case=case.number
        )


def urge(case: Case, _: Urge, at: Circumstances) -> Case:
    """催办: a word to the unit."""
    return revised(case, urged_at=at.now)


def supervise(case: Case, command: Supervise, at: Circumstances) -> Case:
    """督办: one level up, and the unit's time to answer begins; a leader may skip levels."""
    need_words(command.words, "words")
    level = case.supervision.level if case.supervision else 0
    if command.level not in LEVELS:
        raise Refused("NO_SUCH_LEVEL", "Supervision has the levels 1 to 3.", level=command.level)
    if command.level <= level:
        raise Refused(
            "LEVEL_NOT_HIGHER",
            f"Case {case.number} is under supervision of level {level} already.",
            case=case.number,
            level=level,
        )
    leads = at.person is not None and at.person.role is Role.LEADER
    if command.level > level + 1 and not leads:
        raise Refused(
            "ONE_LEVEL_UP",
            f"Supervision rises by one level, to {level + 1}; only a leader skips one.",
            level=level + 1,
        )
    within = REPLY_WITHIN_E1 if case.urgency is Urgency.E1 else REPLY_WITHIN
    asked = Supervision(
        level=command.level,
        by=at.by,
        at=at.now,
        words=command.words,
        reply_due_at=at.calendar.add(at.now, within),
    )
    return revised(case, supervision=asked)


def supervised(case: Case, _: Circumstances) -> None:
    """Guard: a supervision waits for its answer."""
    if case.supervision is None or case.supervision.replied_at is not None:
        raise Refused(
            "NOTHING_ASKED",
            f"No supervision of case {case.number} waits for an answer.",
            case=case.number,
            what="supervision",
        )


def reply_supervision(case: Case, command: ReplySupervision, at: Circumstances) -> Case:
    """督办答复: the clock of the reply stops; the level stays."""
    need_words(command.words, "words")
    assert case.supervision is not None  # noqa: S101 - `supervised` has looked
    answered = revised(case.supervision, replied_at=at.now, reply=command.words)
    return revised(case, supervision=answered)
