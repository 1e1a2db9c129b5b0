"""催办、督办 and the answer; the timers use the same commands."""

from dashboard.domain.case import Case, Supervision
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_words
from dashboard.domain.life.owner import OwnerKind, level_of, standing, supervised_seat
from dashboard.domain.oversight_commands import ReplySupervision, Supervise, Urge
from dashboard.domain.persons import Role
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Limit, LimitUnit, Urgency

REPLY_WITHIN = Limit(1, LimitUnit.WORK_DAY)
REPLY_WITHIN_E1 = Limit(30, LimitUnit.MINUTE)
LEVELS = (1, 2, 3)


def held_outside(case: Case, _: Circumstances) -> None:
    """Guard: a unit, a grid or a station holds the case."""
    if supervised_seat(case) is None:
        raise Refused(
            "NO_UNIT",
            f"No unit has case {case.number}, nor a grid; nobody can be pressed.",
            case=case.number,
        )


def urge(case: Case, _: Urge, at: Circumstances) -> Case:
    """催办 of the holder."""
    return revised(case, urged_at=at.now)


def supervise(case: Case, command: Supervise, at: Circumstances) -> Case:
    """督办 of the holder: one level up; the time to answer begins.

    A leader may skip levels. Each holder begins at the first; a unit continues from its own.
    """
    need_words(command.words, "words")
    level, seat = level_of(case), supervised_seat(case)
    assert seat is not None  # noqa: S101 - `held_outside` has looked
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
        seat=seat.value,
        unit_level=_unit_level(case.supervision),
        reply_due_at=at.calendar.add(at.now, within),
    )
    return revised(case, supervision=asked)


def _unit_level(asked: Supervision | None) -> int:
    if asked is None:
        return 0
    return asked.level if asked.seat == OwnerKind.UNIT else asked.unit_level


def supervised(case: Case, _: Circumstances) -> None:
    """Guard: a supervision of the holder waits for its answer."""
    asked = standing(case)
    if asked is None or asked.replied_at is not None:
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
