"""不予受理、作废、重新分类: what needs a second person."""

from typing import Any

from dashboard.domain.case import Case, CaseState, Proposal, Proposed
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import DecideProposal, ProposeReject, ProposeVoid, Reclassify
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.filing import ended
from dashboard.domain.life.guards import need_state, need_words
from dashboard.domain.life.reclassifying import lengthens, reclassified
from dashboard.domain.refusals import Refused

S = CaseState
REJECTABLE = frozenset({S.REPORTED, S.VERIFYING})
VOIDABLE = REJECTABLE | {S.FILED, S.DISPATCHED, S.PROCESSING, S.SUSPENDED}


def no_proposal(case: Case, _: Circumstances) -> None:
    """Guard: nothing else waits for a second person."""
    if case.proposal is not None:
        raise Refused(
            "PROPOSAL_PENDING",
            f"{case.proposal.by} has proposed something for case {case.number} already.",
            case=case.number,
            who=case.proposal.by,
        )


def propose_reject(case: Case, command: ProposeReject, at: Circumstances) -> Case:
    """Proposes 不予受理; the reporter must get an answer with the reason."""
    return _proposed(case, Proposed.REJECT, command.reason, at, code=command.code)


def propose_void(case: Case, command: ProposeVoid, at: Circumstances) -> Case:
    """Proposes 作废."""
    return _proposed(case, Proposed.VOID, command.reason, at)


def reclassify(case: Case, command: Reclassify, at: Circumstances) -> Case:
    """Another item or urgency: at once, unless it gives more time or lowers the urgency."""
    need_words(command.reason, "reason")
    if (case.item, case.urgency) == (command.item, command.urgency):
        raise Refused(
            "SAME_CLASS",
            f"Case {case.number} is {command.item} {command.urgency} already.",
            case=case.number,
            item=command.item,
            urgency=command.urgency,
        )
    after = reclassified(case, command.item, command.urgency, at)
    if not lengthens(case, after, at):
        return after
    what = Proposed.RECLASSIFY
    said = {"item": command.item, "urgency": command.urgency}
    return _proposed(case, what, command.reason, at, **said)


def _proposed(case: Case, what: Proposed, reason: str, at: Circumstances, **more: Any) -> Case:
    need_words(reason, "reason")
    asked = Proposal(what=what, by=at.by, at=at.now, reason=reason, **more)
    return revised(case, proposal=asked)


def proposed(case: Case, _: Circumstances) -> None:
    """Guard: there is a proposal to decide on."""
    if case.proposal is None:
        raise Refused(
            "NOTHING_ASKED",
            f"Nothing is proposed for case {case.number}.",
            case=case.number,
            what="proposal",
        )


def decide_proposal(case: Case, command: DecideProposal, at: Circumstances) -> Case:
    """复核: by another person than the one who proposed."""
    need_words(command.reason, "reason")
    asked = case.proposal
    assert asked is not None  # noqa: S101 - `proposed` has looked
    if at.by == asked.by:
        raise Refused(
            "SAME_PERSON",
            f"{asked.by} has proposed this; somebody else decides.",
            case=case.number,
            who=asked.by,
        )
    case = revised(case, proposal=None)
    if not command.agreed:
        return case
    if asked.what is Proposed.RECLASSIFY:
        assert asked.item is not None  # noqa: S101 - a reclassification has both
        assert asked.urgency is not None  # noqa: S101
        return reclassified(case, asked.item, asked.urgency, at)
    rejected = asked.what is Proposed.REJECT
    need_state(case, REJECTABLE if rejected else VOIDABLE)
    state = S.REJECTED if rejected else S.VOIDED
    return ended(_replied(case, command.reply), state, at, opinion=asked.reason)


def owes_reply(case: Case) -> bool:
    """Whether the proposal ends a case whose reporter must still be told."""
    ends = case.proposal is not None and case.proposal.what in (Proposed.REJECT, Proposed.VOID)
    return ends and bool(to_call(case))


def _replied(case: Case, reply: str) -> Case:
    """Refuses to end a case without an answer to its reporters (事事有回音)."""
    owed = to_call(case)
    if owed and not reply.strip():
        raise Refused(
            "REPLY_MISSING",
            f"Whoever reported case {case.number} has to be told, and how stands here.",
            case=case.number,
        )
    return revised(case, called_back=(*case.called_back, *owed), reply=reply.strip())
