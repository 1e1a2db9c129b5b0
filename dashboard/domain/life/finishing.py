"""结案 by the foreman, and 复开 if the same fact comes back."""

from dashboard.domain.case import Case, MoveCause
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import Close, Reopen
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances
from dashboard.domain.life.closing import closed, to_call
from dashboard.domain.life.guards import need_children_closed, need_words
from dashboard.domain.life.moving import told
from dashboard.domain.life.verifying import rework
from dashboard.domain.refusals import Refused


def close(case: Case, command: Close, at: Circumstances) -> Case:
    """结案 without waiting for the reporter's answer: with another reply, or why there is none."""
    need_words(command.reason, "reason")
    need_children_closed(case, at)
    owed, reply, why = to_call(case), command.reply.strip(), command.no_reply.strip()
    if owed and not (reply or why):
        raise Refused(
            "REPLY_OR_WHY",
            f"Say what the reporter of case {case.number} was told, or why nobody could be.",
            case=case.number,
        )
    done = revised(case, called_back=(*case.called_back, *owed), reply=reply, no_reply=why)
    return closed(done, at)


def reopen(case: Case, command: Reopen, at: Circumstances) -> Case:
    """复开: a kind of rework. Its deadline moves only if rework alone would break it."""
    need_words(command.reason, "reason")
    cause = MoveCause.REOPENED
    again = rework(case, at, cause, closed_at=None, solved=None, satisfaction=None)
    if again.unit is None or again.due_at is None:
        return again
    latest = at.calendar.add(again.due_at, allowances(again, at).verify)
    due = again.case_due_at
    longer = revised(again, case_due_at=max(due, latest) if due else latest)
    return told(longer, case, cause, at, case.handling_due_at)
