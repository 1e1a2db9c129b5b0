"""附言、通话、附件: what is only recorded."""

from dashboard.domain.case import Case
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import Attach, Comment, LogCall
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_words
from dashboard.domain.refusals import Refused

ATTACHMENTS_MAX = 200


def comment(case: Case, command: Comment, _: Circumstances) -> Case:
    """A remark: only the journal has its words."""
    need_words(command.words, "words")
    return case


def log_call(case: Case, command: LogCall, _: Circumstances) -> Case:
    """A call: only the journal has with whom, and what was said."""
    need_words(command.whom, "whom")
    return case


def attach(case: Case, command: Attach, _: Circumstances) -> Case:
    """Adds evidence after the existing."""
    if not command.attachments:
        raise Refused("NOTHING_ATTACHED", "There is nothing to attach.")
    return with_attachments(case, command.attachments)


def with_attachments(case: Case, more: tuple[str, ...]) -> Case:
    """The case with these attachments after its own; their number is limited."""
    if not more:
        return case
    if len(case.attachments) + len(more) > ATTACHMENTS_MAX:
        raise Refused(
            "TOO_MANY_ATTACHMENTS",
            f"Case {case.number} would have more than {ATTACHMENTS_MAX} attachments.",
            case=case.number,
            most=ATTACHMENTS_MAX,
        )
    return revised(case, attachments=case.attachments + more)
