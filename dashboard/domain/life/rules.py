"""Every command on a case: in which states it may be given, its guards and its effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.case import TERMINAL, Case, CaseState
from dashboard.domain.life import (
    approving,
    assigning,
    filing,
    finishing,
    handling,
    merging,
    proposing,
    recalculating,
    recording,
    supervising,
    verifying,
)
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.closing import reopenable
from dashboard.domain.life.escalating import escalatable
from dashboard.domain.life.guards import Guard, need_children_closed, need_item, need_parent_open

S = CaseState
EVERY = frozenset(CaseState)
OPEN = EVERY - TERMINAL
INTAKE = frozenset({S.REPORTED, S.VERIFYING})
WITH_UNIT = frozenset({S.DISPATCHED, S.PROCESSING})
Effect = Callable[[Case, Any, Circumstances], Case]


@dataclass(frozen=True, slots=True)
class Rule:
    """`effect` is None if the command concerns more than this one case: its handler does it."""

    states: frozenset[CaseState]
    effect: Effect | None = None
    guards: tuple[Guard, ...] = ()


def _rule(states: CaseState | frozenset[CaseState], effect: Effect | None, *guards: Guard) -> Rule:
    return Rule(frozenset({states}) if isinstance(states, CaseState) else states, effect, guards)


RULES: Mapping[type, Rule] = {
    d.Accept: _rule(S.REPORTED, filing.accept),
    d.VerifyReport: _rule(S.VERIFYING, filing.verify_report),
    d.File: _rule(INTAKE, filing.file, need_item),
    d.Dispatch: _rule(S.FILED, assigning.dispatch),
    c.Direct: _rule(OPEN, assigning.directed, assigning.unassigned),
    c.Acknowledge: _rule(S.DISPATCHED, assigning.acknowledge),
    c.Return: _rule(S.DISPATCHED, assigning.return_case, assigning.returnable),
    d.DecideReturn: _rule(S.DISPATCHED, assigning.decide_return, assigning.return_asked),
    d.Reassign: _rule(WITH_UNIT, assigning.reassign),
    d.AddCoHandler: _rule(S.PROCESSING, handling.add_co_handler),
    d.FinishCoHandling: _rule(S.PROCESSING, handling.finish_co_handling),
    d.SpawnChild: _rule(S.PROCESSING, None),
    c.FeedBack: _rule(S.PROCESSING, handling.feed_back),
    c.RequestExtension: _rule(S.PROCESSING, approving.request_extension, approving.extensible),
    d.DecideExtension: _rule(S.PROCESSING, approving.decide_extension, approving.extension_asked),
    c.RequestSuspension: _rule(S.PROCESSING, approving.request_suspension, approving.suspendable),
    d.DecideSuspension: _rule(
        S.PROCESSING, approving.decide_suspension, approving.suspension_asked
    ),
    d.Resume: _rule(S.SUSPENDED, approving.resume),
    c.Verify: _rule(S.FEEDBACK, verifying.verify),
    c.CallBack: _rule(S.VERIFIED, verifying.call_back, need_children_closed),
    d.Close: _rule(S.VERIFIED, finishing.close, need_children_closed),
    d.Reopen: _rule(S.CLOSED, finishing.reopen, reopenable, need_parent_open),
    d.ProposeReject: _rule(proposing.REJECTABLE, proposing.propose_reject, proposing.no_proposal),
    d.ProposeVoid: _rule(proposing.VOIDABLE, proposing.propose_void, proposing.no_proposal),
    d.Reclassify: _rule(OPEN, proposing.reclassify, proposing.no_proposal),
    d.DecideProposal: _rule(OPEN, proposing.decide_proposal, proposing.proposed),
    d.Merge: _rule(OPEN, None, need_item, merging.alone),
    d.Unmerge: _rule(S.MERGED, None, merging.separable),
    d.Comment: _rule(EVERY, recording.comment),
    d.LogCall: _rule(EVERY, recording.log_call),
    d.Attach: _rule(EVERY, recording.attach),
    d.Undo: _rule(EVERY, None),
    d.Recalculate: _rule(OPEN, recalculating.recalculate),
    p.Urge: _rule(OPEN, supervising.urge, supervising.held_outside),
    p.Supervise: _rule(OPEN, supervising.supervise, supervising.held_outside),
    p.ReplySupervision: _rule(OPEN, supervising.reply_supervision, supervising.supervised),
    p.EscalateIncident: _rule(OPEN, None, escalatable),
}
