"""Handlers that change more than one state at once: children, mergers, incidents."""

from collections.abc import Mapping
from typing import Any

from dashboard.actions import privacy, workspace
from dashboard.actions.act_names import ABSORB, BE_LINKED, BE_SPAWNED, SEPARATE, UNLINK
from dashboard.actions.envelope import Envelope
from dashboard.actions.handlers import (
    Handler,
    add,
    case_number,
    circumstances,
    incident_number,
    keep_reporter,
    seen_case,
)
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.act_lines import LINK_CASE
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.copying import revised
from dashboard.domain.incident import (
    Incident,
    change,
    incident_from,
    linked,
    same_for_a_person,
    without,
)
from dashboard.domain.incident_reporting import put_on_record
from dashboard.domain.life import check, next_version
from dashboard.domain.life.children import spawn
from dashboard.domain.life.escalating import escalated, released, unlinked
from dashboard.domain.life.guards import need_words
from dashboard.domain.life.merging import merge, unmerge
from dashboard.domain.refusals import Refused
from dashboard.store import journal, reporters


def spawn_child(work: UnitOfWork, envelope: Envelope) -> str:
    """转子案 (spawn a child case); returns the child's number."""
    command: Any = envelope.command
    case = seen_case(work, envelope)
    at = circumstances(work, envelope)
    check(case, d.SpawnChild, at)
    parent, child = spawn(case, command, at)
    child = revised(child, number=case_number(work))
    parent = _with_number(parent, child.number)
    add(work, envelope, next_version(parent, case), before=case)
    add(work, envelope, child, name=BE_SPAWNED)
    if child.reporter_known:
        _hand_on_reporter(work, case.number, child.number)
    return child.number


def _with_number(parent: Case, number: str) -> Case:
    """Gives the child its number only after all refusals, so that no number is wasted."""
    links = parent.links
    return revised(
        parent,
        links=revised(
            links,
            blocking=tuple(no or number for no in links.blocking),
            detached=tuple(no or number for no in links.detached),
        ),
    )


def _hand_on_reporter(work: UnitOfWork, parent: str, child: str) -> None:
    """Copies the reporter to the child for the callback; a seal is for one case only."""
    sealed = reporters.sealed(work.connection, work.district, parent)
    if sealed is not None:
        secret = work.system.settings.secret_key
        keep_reporter(work, child, privacy.unseal(secret, parent, sealed))


def merge_cases(work: UnitOfWork, envelope: Envelope) -> str:
    """并案 (merge); returns the number of the case that stays."""
    command: Any = envelope.command
    case, into = seen_case(work, envelope), work.case(command.into)
    at = circumstances(work, envelope)
    check(case, d.Merge, at)
    gone, kept = merge(case, into, command, at)
    add(work, envelope, next_version(gone, case), before=case)
    add(work, envelope, next_version(kept, into), name=ABSORB)
    return into.number


def unmerge_case(work: UnitOfWork, envelope: Envelope) -> str:
    """Makes a merged case independent again."""
    case = seen_case(work, envelope)
    at = circumstances(work, envelope)
    check(case, d.Unmerge, at)
    master = work.relative(case.links.merged_into or "")
    back, left = unmerge(case, master, at)
    add(work, envelope, next_version(back, case), before=case)
    add(work, envelope, next_version(left, master), name=SEPARATE)
    return case.number


def escalate(work: UnitOfWork, envelope: Envelope) -> str:
    """升级突发事件: declares an incident or links to the running one; returns its number."""
    command: Any = envelope.command
    case = seen_case(work, envelope)
    at = circumstances(work, envelope)
    check(case, p.EscalateIncident, at)
    if command.incident:
        incident = linked(work.incident(command.incident), [case.number], command.level, at)
        name = LINK_CASE
    else:
        incident = incident_from(case, command, at)
        incident, name = revised(incident, number=incident_number(work)), ""
    after = next_version(escalated(case, incident.number, at), case)
    add(work, envelope, after, before=case)
    add(work, envelope, incident, name=name)
    return incident.number


def link_cases(work: UnitOfWork, envelope: Envelope) -> str:
    """挂接 of several cases: one act on the incident, one on each case; all or none."""
    command: Any = envelope.command
    at = circumstances(work, envelope)
    cases = _chosen(work, command)
    after = linked(work.incident(command.incident), [one.number for one in cases], None, at)
    for case in cases:
        check(case, p.EscalateIncident, at)
        belongs = next_version(escalated(case, after.number, at), case)
        add(work, envelope, belongs, before=case, name=BE_LINKED)
    add(work, envelope, after)
    return after.number


def unlink_cases(work: UnitOfWork, envelope: Envelope) -> str:
    """解除挂接 of several cases, which go on with the clocks that they had without it."""
    command: Any = envelope.command
    need_words(command.reason, "reason")
    at = circumstances(work, envelope)
    cases = _chosen(work, command)
    after = without(work.incident(command.incident), command.cases)
    for case in cases:
        alone = next_version(unlinked(case, after.number, at), case)
        add(work, envelope, alone, name=UNLINK)
    add(work, envelope, after)
    return after.number


def _chosen(work: UnitOfWork, command: Any) -> list[Case]:
    """The cases of the command, each once. Raises `Refused` if there is none."""
    if not command.cases:
        raise Refused("NO_CASES", "No case is chosen.")
    return [work.case(number) for number in dict.fromkeys(command.cases)]


def change_incident(work: UnitOfWork, envelope: Envelope) -> str:
    """定级、排除、结束、更正、复盘 an incident; when it is over its open cases go on as before."""
    command: Any = envelope.command
    before = work.incident(command.incident)
    _refuse_if_changed(work, before)
    at = circumstances(work, envelope)
    after = change(before, command, at)
    add(work, envelope, after)
    if isinstance(command, p.EndIncident):
        workspace.give_out_gaps(work, after)
    if before.open and not after.open:
        for number in after.cases:
            case = work.relative(number)
            if case.open and case.incident == after.number:
                add(work, envelope, next_version(released(case, at), case), name=UNLINK)
    return after.number


def report_on_incident(work: UnitOfWork, envelope: Envelope) -> str:
    """记录节点、电话报告、报送、签发."""
    command: Any = envelope.command
    before = work.incident(command.incident)
    _refuse_if_changed(work, before, reports=not isinstance(command, p.NoteMilestone))
    after = put_on_record(before, command, circumstances(work, envelope))
    add(work, envelope, after)
    if isinstance(command, p.NoteMilestone):
        workspace.fill_gap(work, after, command.milestone)
    return after.number


def _refuse_if_changed(work: UnitOfWork, incident: Incident, *, reports: bool = False) -> None:
    """Refuses if somebody has declared another level, or ended it, since the person looked.

    With `reports`, also if somebody has written or signed a report.
    """
    if work.seen is None or work.seen == incident.version:
        return
    since = journal.history(
        work.connection, work.district, Kind.INCIDENT, incident.number, work.seen
    )
    for act in since:
        if not isinstance(act.state, Incident):
            continue
        if not same_for_a_person(act.state, since[0].state, reports=reports):
            raise Refused(
                "INCIDENT_CHANGED",
                f"{act.by} did `{act.act}` on incident {incident.number}, before you.",
                incident=incident.number,
                who=act.by,
                act=act.act,
                at=act.at,
            )


HANDLERS: Mapping[type, Handler] = {
    d.SpawnChild: spawn_child,
    d.Merge: merge_cases,
    d.Unmerge: unmerge_case,
    p.EscalateIncident: escalate,
    p.LinkCases: link_cases,
    p.UnlinkCases: unlink_cases,
    p.ConfirmIncident: change_incident,
    p.DismissIncident: change_incident,
    p.EndIncident: change_incident,
    p.ReviewIncident: change_incident,
    p.CorrectKnownAt: change_incident,
    p.DeclareWarningLevel: change_incident,
    p.NoteMilestone: report_on_incident,
    p.ReportByPhone: report_on_incident,
    p.FileSituationReport: report_on_incident,
    p.SignSituationReport: report_on_incident,
}
