"""What each command does: read from the unit of work, decide, add acts."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.actions import privacy
from dashboard.actions.act_names import act_name, why_of
from dashboard.actions.envelope import Envelope
from dashboard.actions.overload import refuse_if_overloaded
from dashboard.actions.phone_index import phone_rows
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.codec import key_of
from dashboard.domain import commands as c
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind, Strength
from dashboard.domain.desk_commands import Close, Reopen
from dashboard.domain.incident import Incident, open_incident
from dashboard.domain.life import Circumstances, decide, open_case
from dashboard.domain.load import strength
from dashboard.domain.oversight_commands import BeginDrill
from dashboard.domain.refusals import Refused
from dashboard.store import journal

ENDING = (c.Verify, c.CallBack, Close)
"""Commands that may end a case; an open child that blocks it prevents them."""
Handler = Callable[[UnitOfWork, Envelope], str]
"""Carries out a command; returns the key of what it changed. Raises `Refused`."""


@lru_cache(maxsize=8)
def _day(now: datetime, zone: ZoneInfo) -> str:
    """The local date in the district; a whole batch has one `now`."""
    return f"{now.astimezone(zone):%Y%m%d}"


def case_number(work: UnitOfWork) -> str:
    """A new case number of today (案卷号)."""
    return _number(work, "", 4)


def incident_number(work: UnitOfWork, *, drill: bool = False) -> str:
    """A new incident number of today; drills have numbers of their own."""
    return _number(work, "D" if drill else "I", 2)


def instruction_number(work: UnitOfWork) -> str:
    """A new instruction number of today (批示号)."""
    return _number(work, "P", 3)


def _number(work: UnitOfWork, series: str, digits: int) -> str:
    """Prefix, series, date and sequence."""
    dated = _series(work, series)
    last = work.next_number(dated)
    return f"{work.system.district.prefix}{dated}-{last:0{digits}d}"


def _series(work: UnitOfWork, series: str) -> str:
    return series + _day(work.now, work.system.zone)


def circumstances(work: UnitOfWork, envelope: Envelope, **more: Any) -> Circumstances:
    """What the rules may know besides the case."""
    return Circumstances(
        work.now,
        work.system.district,
        work.calendar,
        spot=envelope.spot,
        by=envelope.by(work.person),
        person=work.account,
        **more,
    )


def give_back_case_number(work: UnitOfWork) -> None:
    """Gives back a number that no case got."""
    work.give_back_number(_series(work, ""))


def open_or_direct(work: UnitOfWork, envelope: Envelope) -> str:
    """Opens a case from a report; a direct assignment may also concern an existing case."""
    command = envelope.command
    if envelope.case:
        return change_case(work, envelope)
    assert isinstance(command, c.ReportCase)  # noqa: S101 - HANDLERS sends nothing else here
    number = case_number(work)
    try:
        case = open_case(command, circumstances(work, envelope, number=number))
    except Refused:
        give_back_case_number(work)
        raise
    add(work, envelope, case)
    if command.reporter is not None:
        keep_reporter(work, case.number, command.reporter)
    return case.number


def keep_reporter(work: UnitOfWork, number: str, reporter: c.Reporter) -> None:
    """Adds the reporter to be written: encrypted, and findable by phone."""
    secret = work.system.settings.secret_key
    row = {
        "district": work.district,
        "number": number,
        "sealed": privacy.seal(secret, number, reporter),
        "in_full": True,
    }
    work.reporters.append(row)
    work.phones += phone_rows(work.system, number, reporter.phone)


def change_case(work: UnitOfWork, envelope: Envelope) -> str:
    """A command that changes one case alone."""
    case = seen_case(work, envelope)
    linked = {number: work.relative(number) for number in waited_for(envelope, case)}
    after = decide(case, envelope.command, circumstances(work, envelope, linked=linked))
    refuse_if_overloaded(work, case, envelope.command)
    add(work, envelope, after, before=case)
    return case.number


def waited_for(envelope: Envelope, case: Case) -> tuple[str, ...]:
    """The children that must be closed, or the parent that must be open, for this command."""
    if isinstance(envelope.command, Reopen):
        return (case.links.parent,) if case.links.parent else ()
    return case.links.blocking if isinstance(envelope.command, ENDING) else ()


def seen_case(work: UnitOfWork, envelope: Envelope) -> Case:
    """The case; refuses if it has changed since the person saw it."""
    case = work.case(envelope.case)
    if work.seen is not None and case.version != work.seen:
        raise moved_on(work, case.number)
    return case


def moved_on(work: UnitOfWork, number: str) -> Refused:
    """The refusal that names who acted first, with what and when."""
    last = journal.last_heading(work.connection, work.district, Kind.CASE, number)
    local = last.at.astimezone(work.system.zone)
    return Refused(
        "CHANGED",
        f"{last.by} did `{last.act}` on case {number} at {local:%H:%M:%S}, before you.",
        case=number,
        who=last.by,
        act=last.act,
        at=last.at,
        why=last.why,
    )


def add_incident(work: UnitOfWork, envelope: Envelope) -> str:
    """Opens a suspected incident from a report."""
    command: Any = envelope.command
    number = incident_number(work, drill=isinstance(command, BeginDrill))
    at = circumstances(work, envelope, number=number)
    incident = open_incident(command, at)
    add(work, envelope, incident)
    return incident.number


def set_capacity(work: UnitOfWork, envelope: Envelope) -> str:
    """Sets how many handlers a unit has on duty."""
    command: Any = envelope.command
    before = work.strengths.get(command.unit)
    said = strength(before, command.unit, command.on_duty, work.now, work.calendar)
    work.strengths[command.unit] = said
    add(work, envelope, said)
    return str(command.unit)


def nothing(_: UnitOfWork, envelope: Envelope) -> str:
    """Changes no state for a sign of life: every message's source is noted anyway."""
    return envelope.source


def add(
    work: UnitOfWork,
    envelope: Envelope,
    state: Case | Incident | Strength,
    *,
    before: Case | None = None,
    name: str = "",
) -> None:
    """Adds an act to record; `name` if it differs from the command's name."""
    after = state if isinstance(state, Case) else None
    act = name or act_name(envelope.command, before, after)
    by, why = envelope.by(work.person), why_of(envelope.command, after)
    kind, via = KINDS[type(state)], envelope.via
    work.add(Act(kind, key_of(state), act, by, why, work.now, state, via=via))


KINDS: Mapping[type, Kind] = {Case: Kind.CASE, Incident: Kind.INCIDENT, Strength: Kind.DUTY}


HANDLERS: Mapping[type, Handler] = {
    c.ReportCase: open_or_direct,
    c.SelfResolve: open_or_direct,
    c.Direct: open_or_direct,
    c.ReportIncident: add_incident,
    BeginDrill: add_incident,
    c.SetCapacity: set_capacity,
    c.Heartbeat: nothing,
}
"""Handlers of messages from outside; `change_case` handles all other commands on one case."""
