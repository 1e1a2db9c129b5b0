"""What each command does: reads what it needs from the sitting, decides, adds its acts."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.actions import privacy
from dashboard.actions.asked import Asked
from dashboard.actions.naming import act_name, why_of
from dashboard.actions.overload import refuse_if_overloaded
from dashboard.actions.phones import phone_rows
from dashboard.actions.sitting import Sitting
from dashboard.codec import key_of
from dashboard.domain import commands as c
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind, Strength
from dashboard.domain.desk import Close, Reopen
from dashboard.domain.incident import Incident, open_incident
from dashboard.domain.life import Circumstances, decide, open_case
from dashboard.domain.load import strength
from dashboard.domain.refusals import Refused
from dashboard.store import journal

ENDING = (c.Verify, c.CallBack, Close)
"""Commands that may end a case; a blocking child holds them up."""
Deed = Callable[[Sitting, Asked], str]
"""Carries out a command; returns the key of what it changed. Raises `Refused`."""


@lru_cache(maxsize=8)
def _day(now: datetime, zone: ZoneInfo) -> str:
    """The district's own day; a whole batch has one `now`."""
    return f"{now.astimezone(zone):%Y%m%d}"


def case_number(sitting: Sitting) -> str:
    """A case number of today (案卷号)."""
    return _number(sitting, "", 4)


def incident_number(sitting: Sitting) -> str:
    """An incident's number of today."""
    return _number(sitting, "I", 2)


def _number(sitting: Sitting, series: str, digits: int) -> str:
    """Prefix, series, date, sequence."""
    dated = _series(sitting, series)
    last = sitting.next_number(dated)
    return f"{sitting.system.district.prefix}{dated}-{last:0{digits}d}"


def _series(sitting: Sitting, series: str) -> str:
    return series + _day(sitting.now, sitting.system.zone)


def circumstances(sitting: Sitting, asked: Asked, **more: Any) -> Circumstances:
    """What the rules may know besides the case."""
    return Circumstances(
        sitting.now,
        sitting.system.district,
        sitting.calendar,
        spot=asked.spot,
        by=asked.by(sitting.person),
        person=sitting.account,
        **more,
    )


def open_or_direct(sitting: Sitting, asked: Asked) -> str:
    """A report becomes a case; a direct assignment may also be of a case that is there."""
    command = asked.command
    if asked.case:
        return change_case(sitting, asked)
    assert isinstance(command, c.ReportCase)  # noqa: S101 - DEEDS sends nothing else here
    number = case_number(sitting)
    try:
        case = open_case(command, circumstances(sitting, asked, number=number))
    except Refused:
        sitting.give_back_number(_series(sitting, ""))
        raise
    add(sitting, asked, case)
    if command.reporter is not None:
        keep_reporter(sitting, case.number, command.reporter)
    return case.number


def keep_reporter(sitting: Sitting, number: str, reporter: c.Reporter) -> None:
    """Who reported this case: to be written encrypted, found by the phone."""
    secret = sitting.system.settings.secret_key
    row = {
        "district": sitting.district,
        "number": number,
        "sealed": privacy.seal(secret, number, reporter),
        "in_full": True,
    }
    sitting.reporters.append(row)
    sitting.phones += phone_rows(sitting.system, number, reporter.phone)


def change_case(sitting: Sitting, asked: Asked) -> str:
    """The course of one case."""
    case = seen_case(sitting, asked)
    linked = {number: sitting.relative(number) for number in waited_for(asked, case)}
    after = decide(case, asked.command, circumstances(sitting, asked, linked=linked))
    refuse_if_overloaded(sitting, case, asked.command)
    add(sitting, asked, after, before=case)
    return case.number


def waited_for(asked: Asked, case: Case) -> tuple[str, ...]:
    """The children that have to be closed, or the parent that has to be open, for what is asked."""
    if isinstance(asked.command, Reopen):
        return (case.links.parent,) if case.links.parent else ()
    return case.links.blocking if isinstance(asked.command, ENDING) else ()


def seen_case(sitting: Sitting, asked: Asked) -> Case:
    """The case, if it still is as the person saw it."""
    case = sitting.case(asked.case)
    if sitting.seen is not None and case.version != sitting.seen:
        raise moved_on(sitting, case.number)
    return case


def moved_on(sitting: Sitting, number: str) -> Refused:
    """Somebody was quicker: who, with what, when."""
    last = journal.last_heading(sitting.connection, sitting.district, Kind.CASE, number)
    local = last.at.astimezone(sitting.system.zone)
    return Refused(
        "CHANGED",
        f"{last.by} did `{last.act}` on case {number} at {local:%H:%M:%S}, before you.",
        case=number,
        who=last.by,
        act=last.act,
        at=last.at,
        why=last.why,
    )


def add_incident(sitting: Sitting, asked: Asked) -> str:
    """A report of an incident opens a suspicion."""
    command: Any = asked.command
    at = circumstances(sitting, asked, number=incident_number(sitting))
    incident = open_incident(command, at)
    add(sitting, asked, incident)
    return incident.number


def set_capacity(sitting: Sitting, asked: Asked) -> str:
    """How many a unit has on duty now."""
    command: Any = asked.command
    before = sitting.strengths.get(command.unit)
    said = strength(before, command.unit, command.on_duty, sitting.now, sitting.calendar)
    sitting.strengths[command.unit] = said
    add(sitting, asked, said)
    return str(command.unit)


def nothing(_: Sitting, asked: Asked) -> str:
    """A sign of life changes no state: its source is noted with every message."""
    return asked.source


def add(
    sitting: Sitting,
    asked: Asked,
    state: Case | Incident | Strength,
    *,
    before: Case | None = None,
    name: str = "",
) -> None:
    """One act to be recorded; `name` where it isn't called as the command is."""
    after = state if isinstance(state, Case) else None
    act = name or act_name(asked.command, before, after)
    by, why = asked.by(sitting.person), why_of(asked.command)
    kind, via = KINDS[type(state)], asked.via
    sitting.add(Act(kind, key_of(state), act, by, why, sitting.now, state, via=via))


KINDS: Mapping[type, Kind] = {Case: Kind.CASE, Incident: Kind.INCIDENT, Strength: Kind.DUTY}


DEEDS: Mapping[type, Deed] = {
    c.ReportCase: open_or_direct,
    c.SelfResolve: open_or_direct,
    c.Direct: open_or_direct,
    c.ReportIncident: add_incident,
    c.SetCapacity: set_capacity,
    c.Heartbeat: nothing,
}
"""Deeds of the messages from outside; all other commands on one case are `change_case`."""
