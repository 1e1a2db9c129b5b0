"""撤销: undoes a person's last act in every state that it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dashboard.actions.act_names import ACTS
from dashboard.actions.envelope import Envelope
from dashboard.actions.handlers import add, circumstances
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.domain.copying import revised
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.life.filing import ended
from dashboard.domain.life.guards import need_parent_open
from dashboard.domain.refusals import Refused
from dashboard.store import journal
from dashboard.store.engines import Connection

UNDO_WITHIN = timedelta(seconds=30)
ADDED_TO = {"comment", "log_call", "attach"}
ONLY_ADDED = ADDED_TO | {
    "enter_from_paper",
    "report",
    "self_resolve",
    "report_incident",
    "begin_drill",
    "undo",
}
OF_INCIDENTS = {"confirm_incident", "dismiss_incident", "end_incident", "declare_warning"}
REPORTED = {"note_milestone", "report_by_phone", "file_report", "sign_report"}
OF_SEVERAL = {"link_cases", "be_linked", "unlink_cases", "unlink_incident"}
"""Of one incident and several cases: one case alone can't be taken back, it is unlinked."""
BEYOND_UNDO = ONLY_ADDED | OF_INCIDENTS | REPORTED | OF_SEVERAL | {"recalculate"}
"""What only adds to the record, opens a case, or is declared of an incident."""
UNDOABLE = ACTS - BEYOND_UNDO


@dataclass(frozen=True, slots=True)
class LastAct:
    """The last act on a state, and the state before it; None if the act created it."""

    act: Act
    before: Case | Incident | None


def undo(work: UnitOfWork, envelope: Envelope) -> str:
    """Restores the states before the act as new versions; refuses if one has changed since."""
    command: Any = envelope.command
    work.case(command.case)
    last = _last_step(work, Kind.CASE, command.case, command.version)
    _need_own(work, envelope, last)
    for kind, key in touched(last):
        _take_back(work, envelope, _same_act(work, kind, key, last))
    _take_back(work, envelope, last)
    return last.act.key


def _need_own(work: UnitOfWork, envelope: Envelope, last: LastAct) -> None:
    act = last.act
    said = {"case": act.key, "act": act.act, "who": act.by}
    if act.by != envelope.by(work.person):
        raise Refused("NOT_YOURS", f"It was {act.by} who did `{act.act}`.", **said)
    if act.act not in UNDOABLE or last.before is None:
        raise Refused("NOT_UNDOABLE", f"`{act.act}` can't be taken back.", **said)
    if work.now > act.at + UNDO_WITHIN:
        seconds = UNDO_WITHIN.seconds
        words = f"An act can be taken back for {seconds} seconds."
        raise Refused("UNDO_LATE", words, **said, seconds=seconds)


def _last_step(work: UnitOfWork, kind: Kind, key: str, version: int) -> LastAct:
    """The act that made this version; refuses if another came after it."""
    acts = journal.history(work.connection, work.district, kind, key, version - 1)
    if not acts:
        raise Refused("NO_SUCH_VERSION", f"{key} has no version {version}.", case=key)
    last = acts[-1]
    if last.state.version != version:
        local = last.at.astimezone(work.system.zone)
        raise Refused(
            "ACTED_AFTER",
            f"{last.by} did `{last.act}` on {key} at {local:%H:%M:%S}, after you.",
            case=key,
            who=last.by,
            act=last.act,
            at=last.at,
        )
    before = acts[-2].state if len(acts) > 1 else None
    return LastAct(last, before if isinstance(before, Case | Incident) else None)


def touched(last: LastAct) -> Iterable[tuple[Kind, str]]:
    """The other states that the same act changed or created, by kind and key."""
    after, before = last.act.state, last.before
    if not isinstance(after, Case) or not isinstance(before, Case):
        return []
    cases = related(after) ^ related(before)
    incidents = {after.incident, before.incident} if after.incident != before.incident else set()
    return [(Kind.CASE, number) for number in sorted(cases)] + [
        (Kind.INCIDENT, number) for number in incidents if number
    ]


def related(case: Case) -> frozenset[str]:
    """The numbers of the cases that this one is linked to."""
    links = case.links
    one = (links.parent, links.merged_into)
    return frozenset(no for no in (*one, *links.blocking, *links.detached, *links.merged) if no)


def to_hold(
    connection: Connection, district: str, case: str, version: int
) -> Iterable[tuple[Kind, str]]:
    """All that undoing this version of a case may change besides the case itself."""
    acts = journal.history(connection, district, Kind.CASE, case, version - 1)
    if len(acts) < 2 or not isinstance(acts[0].state, Case):  # noqa: PLR2004 - with one before
        return []
    parent = acts[0].state.links.parent
    held = [(Kind.CASE, parent)] if parent else []
    return [*touched(LastAct(acts[1], acts[0].state)), *held]


def _same_act(work: UnitOfWork, kind: Kind, key: str, last: LastAct) -> LastAct:
    """The last act on another state, which must be the same act."""
    known = work.relative(key) if kind is Kind.CASE else work.incident(key)
    step = _last_step(work, kind, key, known.version)
    if (step.act.at, step.act.by) != (last.act.at, last.act.by):
        local = step.act.at.astimezone(work.system.zone)
        raise Refused(
            "ACTED_AFTER",
            f"{step.act.by} did `{step.act.act}` on {key} at {local:%H:%M:%S}, after you.",
            case=key,
            who=step.act.by,
            act=step.act.act,
            at=step.act.at,
        )
    return step


def _take_back(work: UnitOfWork, envelope: Envelope, step: LastAct) -> None:
    """Restores one state; a state that the act created ends here."""
    after, before = step.act.state, step.before
    if isinstance(after, Incident):
        never = revised(after, state=IncidentState.DISMISSED, over_at=work.now)
        add(work, envelope, revised(before or never, version=after.version + 1))
    elif isinstance(after, Case):
        parent = after.links.parent
        linked = {parent: work.relative(parent)} if parent else {}
        at = circumstances(work, envelope, linked=linked)
        was = before if isinstance(before, Case) else ended(after, CaseState.VOIDED, at)
        if was.open and not after.open:
            need_parent_open(was, at)
        add(work, envelope, revised(was, version=after.version + 1))
