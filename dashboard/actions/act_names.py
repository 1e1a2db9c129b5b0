"""The names of acts in the journal, and the words that the journal keeps of them."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.act_lines import LINK_CASE, LINK_CASES, UNLINK_CASES, counted
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case, Proposed
from dashboard.domain.instructions import instruction_commands as n
from dashboard.domain.warned.messages import PublishWarning

NAMES: Mapping[type, str] = {
    c.ReportCase: "report",
    c.SelfResolve: "self_resolve",
    c.Direct: "direct",
    c.Acknowledge: "acknowledge",
    c.Return: "return",
    c.FeedBack: "feedback",
    c.RequestExtension: "request_extension",
    c.RequestSuspension: "request_suspend",
    c.Verify: "verify",
    c.CallBack: "callback",
    c.ReportIncident: "report_incident",
    c.SetCapacity: "set_capacity",
    c.Heartbeat: "heartbeat",
    PublishWarning: "publish_warning",
    d.Accept: "accept",
    d.VerifyReport: "verify_report",
    d.File: "file",
    d.Dispatch: "dispatch",
    d.DecideReturn: "decide_return",
    d.Reassign: "reassign",
    d.AddCoHandler: "add_co_handler",
    d.FinishCoHandling: "finish_co_handling",
    d.SpawnChild: "spawn_child",
    d.DecideExtension: "decide_extension",
    d.DecideSuspension: "decide_suspend",
    d.Resume: "resume",
    d.ProposeReject: "propose_reject",
    d.ProposeVoid: "propose_void",
    d.Reclassify: "reclassify",
    d.DecideProposal: "decide_proposal",
    d.Close: "close",
    d.Reopen: "reopen",
    d.Merge: "merge",
    d.Unmerge: "unmerge",
    d.Comment: "comment",
    d.LogCall: "log_call",
    d.Attach: "attach",
    d.Undo: "undo",
    d.Recalculate: "recalculate",
    d.EnterFromPaper: "enter_from_paper",
    p.Urge: "urge",
    p.Supervise: "supervise",
    p.ReplySupervision: "reply_supervision",
    p.EscalateIncident: "escalate",
    p.AcknowledgeAlert: "acknowledge_alert",
    p.ShelveAlert: "shelve_alert",
    p.BeginDrill: "begin_drill",
    p.ConfirmIncident: "confirm_incident",
    p.DismissIncident: "dismiss_incident",
    p.EndIncident: "end_incident",
    p.ReviewIncident: "review_incident",
    p.LinkCases: LINK_CASES,
    p.UnlinkCases: UNLINK_CASES,
    p.CorrectKnownAt: "correct_known_at",
    p.DeclareWarningLevel: "declare_warning",
    p.NoteMilestone: "note_milestone",
    p.ReportByPhone: "report_by_phone",
    p.FileSituationReport: "file_report",
    p.SignSituationReport: "sign_report",
    n.WriteInstruction: "write_instruction",
    n.ReadInstruction: "read_instruction",
    n.AnswerInstruction: "answer_instruction",
    n.WithdrawInstruction: "withdraw_instruction",
}
DECISIONS = (d.DecideReturn, d.DecideExtension, d.DecideSuspension, d.DecideProposal)
PROPOSED: Mapping[Proposed, str] = {
    Proposed.REJECT: "reject",
    Proposed.VOID: "void",
    Proposed.RECLASSIFY: "reclassify",
}
ABSORB, SEPARATE, BE_SPAWNED, BE_LINKED, LINK_INCIDENT, UNLINK = (
    "absorb",
    "separate",
    "be_spawned",
    "be_linked",
    "link_incident",
    "unlink_incident",
)
"""The name of an act in the history of another state that it changes."""
OF_SEVERAL = (p.LinkCases, p.UnlinkCases)
"""Their number is on record with the incident, not with each case."""
CASELESS = (c.Heartbeat, PublishWarning)
BESIDE = frozenset({*DECISIONS, *CASELESS, c.Verify, *get_args(n.InstructionCommand)})
ACTS = frozenset(
    {name for kind, name in NAMES.items() if kind not in BESIDE}
    | {f"{NAMES[kind]}_{end}" for kind in DECISIONS[:3] for end in ("agreed", "refused")}
    | {f"decide_{what}_{end}" for what in PROPOSED.values() for end in ("agreed", "refused")}
    | {"verify_pass", "verify_fail", "verify_report_found", "verify_report_missing"}
    | {"propose_reclassify", ABSORB, SEPARATE, BE_SPAWNED, BE_LINKED, LINK_INCIDENT}
    | {LINK_CASE, UNLINK}
) - {"verify_report"}
"""Every name that can be in the history of a case or an incident."""


def act_name(command: CentreCommand, before: Case | None = None, after: Case | None = None) -> str:
    """The name of an act; a decision's name includes what was decided, and about what."""
    name = NAMES[type(command)]
    match command:
        case c.Verify():
            name += "_pass" if command.passed else "_fail"
        case d.VerifyReport():
            name += "_found" if command.found else "_missing"
        case d.DecideProposal() if before is not None and before.proposal is not None:
            name = f"decide_{PROPOSED[before.proposal.what]}"
        case d.Reclassify() if after is not None and after.proposal is not None:
            name = "propose_reclassify"
        case p.EscalateIncident() if command.incident is not None:
            name = LINK_INCIDENT
    if isinstance(command, DECISIONS):
        name += "_agreed" if command.agreed else "_refused"
    return name


def why_of(command: CentreCommand, case: Case | None = None) -> str:
    """The words to record, perhaps on one case: the reason, the opinion, or the text."""
    make = WORDS.get(type(command))
    if make is not None and not (case and isinstance(command, OF_SEVERAL)):
        return make(command)
    return getattr(command, "reason", "") or getattr(command, "opinion", "")


def _coded(command: Any) -> str:
    return f"{command.code}: {command.reason}" if command.reason else str(command.code)


def _replied(command: Any) -> str:
    return f"{command.reason} — {command.reply}" if command.reply.strip() else str(command.reason)


def _closed(command: Any) -> str:
    told = (command.reason, command.reply.strip(), command.no_reply.strip())
    return " — ".join(words for words in told if words)


def _milestone(command: Any) -> str:
    return ": ".join(filter(None, (str(command.milestone), command.reason)))


def _of_cases(command: Any) -> str:
    return counted(len(set(command.cases)), command.reason)


def _on_paper(command: Any) -> str:
    return f"{command.form} {command.reported_at.isoformat(timespec='minutes')}"


WORDS: Mapping[type, Callable[[Any], str]] = {
    d.EnterFromPaper: _on_paper,
    d.Reassign: _coded,
    d.ProposeReject: _coded,
    d.DecideProposal: _replied,
    d.Close: _closed,
    c.Verify: lambda command: " — ".join(filter(None, (command.opinion, command.reason.strip()))),
    d.Comment: lambda command: str(command.words),
    d.Attach: lambda command: str(command.words),
    d.LogCall: lambda command: f"{command.whom}: {command.words}",
    d.FinishCoHandling: lambda command: str(command.result),
    d.SpawnChild: lambda command: str(command.text),
    p.NoteMilestone: _milestone,
    p.LinkCases: _of_cases,
    p.UnlinkCases: _of_cases,
    p.ReportByPhone: lambda command: str(command.words),
    p.ReviewIncident: lambda command: str(command.words),
    p.Urge: lambda command: str(command.words),
    p.Supervise: lambda command: str(command.words),
    p.ReplySupervision: lambda command: str(command.words),
    p.EscalateIncident: lambda command: str(command.reason or command.title),
}
