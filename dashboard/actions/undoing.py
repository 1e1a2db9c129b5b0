"""撤销: what somebody has just done is taken back, in every state that it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dashboard.actions.asked import Asked
from dashboard.actions.deeds import add, circumstances
from dashboard.actions.naming import ACTS
from dashboard.actions.sitting import Sitting
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.life.filing import ended
from dashboard.domain.life.guards import need_parent_open
from dashboard.domain.refusals import Refused
from dashboard.domain.revising import revised
from dashboard.store import journal
from dashboard.store.engines import Connection

UNDO_WITHIN = timedelta(seconds=30)
BEYOND_UNDO = frozenset(
    {"report", "self_resolve", "report_incident", "comment", "log_call", "attach", "undo"}
) | {"recalculate", "unlink_incident", "confirm_incident", "dismiss_incident", "end_incident"}
"""What only adds to the record, opens a case, or is declared of an incident."""
UNDOABLE = ACTS - BEYOND_UNDO


@dataclass(frozen=True, slots=True)
class Step:
    """The last act on a state, and the state before it; None if it began with it."""

    act: Act
    before: Case | Incident | None


def undo(sitting: Sitting, asked: Asked) -> str:
    """The states before the act, each as a new version; refused once anybody has acted on one."""
    command: Any = asked.command
    sitting.case(command.case)
    last = _last_step(sitting, Kind.CASE, command.case, command.version)
    _need_own(sitting, asked, last)
    for kind, key in touched(last):
        _take_back(sitting, asked, _same_act(sitting, kind, key, last))
    _take_back(sitting, asked, last)
    return last.act.key


def _need_own(sitting: Sitting, asked: Asked, last: Step) -> None:
    act = last.act
    said = {"case": act.key, "act": act.act, "who": act.by}
    if act.by != asked.by(sitting.person):
        raise Refused("NOT_YOURS", f"It was {act.by} who did `{act.act}`.", **said)
    if act.act not in UNDOABLE or last.before is None:
        raise Refused("NOT_UNDOABLE", f"`{act.act}` can't be taken back.", **said)
    if sitting.now > act.at + UNDO_WITHIN:
        seconds = UNDO_WITHIN.seconds
        words = f"An act can be taken back for {seconds} seconds."
        raise Refused("UNDO_LATE", words, **said, seconds=seconds)


def _last_step(sitting: Sitting, kind: Kind, key: str, version: int) -> Step:
    """The act that made this version, if nothing has come after it."""
    acts = journal.history(sitting.connection, sitting.district, kind, key, version - 1)
    if not acts:
        raise Refused("NO_SUCH_VERSION", f"{key} has no version {version}.", case=key)
    last = acts[-1]
    if last.state.version != version:
        local = last.at.astimezone(sitting.system.zone)
        raise Refused(
            "ACTED_AFTER",
            f"{last.by} did `{last.act}` on {key} at {local:%H:%M:%S}, after you.",
            case=key,
            who=last.by,
            act=last.act,
            at=last.at,
        )
    before = acts[-2].state if len(acts) > 1 else None
    return Step(last, before if isinstance(before, Case | Incident) else None)


def touched(last: Step) -> Iterable[tuple[Kind, str]]:
    """The other states that the same act has changed or begun, by kind and key."""
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
    """All that taking back that version of a case may change besides the case itself."""
    acts = journal.history(connection, district, Kind.CASE, case, version - 1)
    if len(acts) < 2 or not isinstance(acts[0].state, Case):  # noqa: PLR2004 - with one before
        return []
    parent = acts[0].state.links.parent
    held = [(Kind.CASE, parent)] if parent else []
    return [*touched(Step(acts[1], acts[0].state)), *held]


def _same_act(sitting: Sitting, kind: Kind, key: str, last: Step) -> Step:
    """The last step of the other state, which must be of the same act."""
    known = sitting.relative(key) if kind is Kind.CASE else sitting.incident(key)
    step = _last_step(sitting, kind, key, known.version)
    if (step.act.at, step.act.by) != (last.act.at, last.act.by):
        local = step.act.at.astimezone(sitting.system.zone)
        raise Refused(
            "ACTED_AFTER",
            f"{step.act.by} did `{step.act.act}` on {key} at {local:%H:%M:%S}, after you.",
            case=key,
            who=step.act.by,
            act=step.act.act,
            at=step.act.at,
        )
    return step


def _take_back(sitting: Sitting, asked: Asked, step: Step) -> None:
    """As it was; what the act has begun ends here."""
    after, before = step.act.state, step.before
    if isinstance(after, Incident):
        never = revised(after, state=IncidentState.DISMISSED, over_at=sitting.now)
        add(sitting, asked, revised(before or never, version=after.version + 1))
    elif isinstance(after, Case):
        parent = after.links.parent
        linked = {parent: sitting.relative(parent)} if parent else {}
        at = circumstances(sitting, asked, linked=linked)
        was = before if isinstance(before, Case) else ended(after, CaseState.VOIDED, at)
        if was.open and not after.open:
            need_parent_open(was, at)
        add(sitting, asked, revised(was, version=after.version + 1))
