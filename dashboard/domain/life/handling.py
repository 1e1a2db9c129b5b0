"""处置、反馈、会办: what the unit does with a case, alone or with others."""

from dashboard.domain.case import Case, CaseState, CoHandler
from dashboard.domain.commands import FeedBack
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import AddCoHandler, FinishCoHandling
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances, handling_limit, stage, stopped, to_be_judged
from dashboard.domain.life.guards import need_unit, need_words
from dashboard.domain.life.recording import with_attachments
from dashboard.domain.refusals import Refused

CO_HANDLERS_MAX = 10


def feed_back(case: Case, command: FeedBack, at: Circumstances) -> Case:
    """反馈: stops the unit's clock and judges its time by the deadline that was shown."""
    need_unit(case, command.unit)
    need_words(command.result, "result")
    done = with_attachments(case, command.attachments)
    by = to_be_judged(case)
    return stage(
        done,
        allowances(case, at).verify,
        at,
        state=CaseState.FEEDBACK,
        fed_back_at=at.now,
        handling_due_at=by,
        on_time=by is None or at.now <= by,
        handled_by=at.by or command.unit,
        result=command.result,
        spent=stopped(case, at),
        extension_pending=None,
        suspension_pending=None,
    )


def add_co_handler(case: Case, command: AddCoHandler, at: Circumstances) -> Case:
    """会办: the helper gets its own limit within the lead's; the lead stays accountable."""
    need_words(command.reason, "reason")
    if command.unit == case.unit or any(
        one.unit == command.unit and one.done_at is None for one in case.co_handlers
    ):
        raise Refused(
            "HELPS_ALREADY",
            f"Unit {command.unit} works on case {case.number} already.",
            case=case.number,
            unit=command.unit,
        )
    if len(case.co_handlers) >= CO_HANDLERS_MAX:
        raise Refused(
            "TOO_MANY_HELPERS",
            f"No more than {CO_HANDLERS_MAX} units help with a case.",
            most=CO_HANDLERS_MAX,
        )
    own = at.calendar.add(at.now, handling_limit(case, at))
    due_at = min(own, case.due_at) if case.due_at else own
    helper = CoHandler(unit=command.unit, added_at=at.now, due_at=due_at)
    return revised(case, co_handlers=(*case.co_handlers, helper))


def finish_co_handling(case: Case, command: FinishCoHandling, at: Circumstances) -> Case:
    """A helper has finished its part."""
    need_words(command.result, "result")
    still = [one for one in case.co_handlers if one.unit == command.unit and not one.done_at]
    if not still:
        raise Refused(
            "NO_HELPER",
            f"Unit {command.unit} isn't helping with case {case.number}.",
            case=case.number,
            unit=command.unit,
        )
    done = revised(still[0], done_at=at.now, result=command.result)
    return revised(
        case, co_handlers=tuple(done if one is still[0] else one for one in case.co_handlers)
    )
