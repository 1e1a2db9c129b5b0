"""Deeds that change more than one state at once: children, mergers, incidents."""

from collections.abc import Mapping
from typing import Any

from dashboard.actions import privacy
from dashboard.actions.asked import Asked
from dashboard.actions.deeds import (
    Deed,
    add,
    case_number,
    circumstances,
    incident_number,
    keep_reporter,
    seen_case,
)
from dashboard.actions.naming import ABSORB, BE_SPAWNED, LINK_CASE, SEPARATE, UNLINK
from dashboard.actions.sitting import Sitting
from dashboard.domain import desk as d
from dashboard.domain import pressing as p
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.incident import Incident, change, incident_from, linked, same_for_a_person
from dashboard.domain.life import check, next_version
from dashboard.domain.life.children import spawn
from dashboard.domain.life.escalating import escalated, let_go
from dashboard.domain.life.merging import merge, unmerge
from dashboard.domain.refusals import Refused
from dashboard.domain.revising import revised
from dashboard.store import journal, reporters


def spawn_child(sitting: Sitting, asked: Asked) -> str:
    """转子案; returns the child's number."""
    command: Any = asked.command
    case = seen_case(sitting, asked)
    at = circumstances(sitting, asked)
    check(case, d.SpawnChild, at)
    parent, child = spawn(case, command, at)
    child = revised(child, number=case_number(sitting))
    parent = _with_number(parent, child.number)
    add(sitting, asked, next_version(parent, case), before=case)
    add(sitting, asked, child, name=BE_SPAWNED)
    if child.reporter_known:
        _hand_on_reporter(sitting, case.number, child.number)
    return child.number


def _with_number(parent: Case, number: str) -> Case:
    """The child had no number while it could still be refused: none is wasted."""
    links = parent.links
    return revised(
        parent,
        links=revised(
            links,
            blocking=tuple(no or number for no in links.blocking),
            detached=tuple(no or number for no in links.detached),
        ),
    )


def _hand_on_reporter(sitting: Sitting, parent: str, child: str) -> None:
    """The callback goes with the child: sealed anew, because a seal is good for one case only."""
    sealed = reporters.sealed(sitting.connection, sitting.district, parent)
    if sealed is not None:
        secret = sitting.system.settings.secret_key
        keep_reporter(sitting, child, privacy.unseal(secret, parent, sealed))


def merge_cases(sitting: Sitting, asked: Asked) -> str:
    """并案; returns the number of the case that goes on."""
    command: Any = asked.command
    case, into = seen_case(sitting, asked), sitting.case(command.into)
    at = circumstances(sitting, asked)
    check(case, d.Merge, at)
    gone, kept = merge(case, into, command, at)
    add(sitting, asked, next_version(gone, case), before=case)
    add(sitting, asked, next_version(kept, into), name=ABSORB)
    return into.number


def unmerge_case(sitting: Sitting, asked: Asked) -> str:
    """A merged case becomes one of its own again."""
    case = seen_case(sitting, asked)
    at = circumstances(sitting, asked)
    check(case, d.Unmerge, at)
    master = sitting.relative(case.links.merged_into or "")
    back, left = unmerge(case, master, at)
    add(sitting, asked, next_version(back, case), before=case)
    add(sitting, asked, next_version(left, master), name=SEPARATE)
    return case.number


def escalate(sitting: Sitting, asked: Asked) -> str:
    """升级突发事件, or a link to the running one; returns the incident's number."""
    command: Any = asked.command
    case = seen_case(sitting, asked)
    at = circumstances(sitting, asked)
    check(case, p.EscalateIncident, at)
    if command.incident:
        incident = linked(sitting.incident(command.incident), case, command.level, at)
        name = LINK_CASE
    else:
        incident = incident_from(case, command, at)
        incident, name = revised(incident, number=incident_number(sitting)), ""
    after = next_version(escalated(case, incident.number, at), case)
    add(sitting, asked, after, before=case)
    add(sitting, asked, incident, name=name)
    return incident.number


def change_incident(sitting: Sitting, asked: Asked) -> str:
    """定级、排除、结束、更正; the open cases of one that is over go on as they were before."""
    command: Any = asked.command
    before = sitting.incident(command.incident)
    _refuse_if_changed(sitting, before)
    at = circumstances(sitting, asked)
    after = change(before, command, at)
    add(sitting, asked, after)
    if not after.open:
        for number in after.cases:
            case = sitting.relative(number)
            if case.open and case.incident == after.number:
                add(sitting, asked, next_version(let_go(case, at), case), name=UNLINK)
    return after.number


def _refuse_if_changed(sitting: Sitting, incident: Incident) -> None:
    """Somebody has declared another level, or ended it, since the person looked."""
    if sitting.seen is None or sitting.seen == incident.version:
        return
    since = journal.history(
        sitting.connection, sitting.district, Kind.INCIDENT, incident.number, sitting.seen
    )
    for act in since:
        if isinstance(act.state, Incident) and not same_for_a_person(act.state, since[0].state):
            raise Refused(
                "INCIDENT_CHANGED",
                f"{act.by} did `{act.act}` on incident {incident.number}, before you.",
                incident=incident.number,
                who=act.by,
                act=act.act,
                at=act.at,
            )


DEEDS: Mapping[type, Deed] = {
    d.SpawnChild: spawn_child,
    d.Merge: merge_cases,
    d.Unmerge: unmerge_case,
    p.EscalateIncident: escalate,
    p.ConfirmIncident: change_incident,
    p.DismissIncident: change_incident,
    p.EndIncident: change_incident,
    p.CorrectKnownAt: change_incident,
}
