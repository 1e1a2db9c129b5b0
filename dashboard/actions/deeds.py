"""What each command does: reads what it needs from the sitting, decides, adds its act."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.actions import privacy
from dashboard.actions.sitting import Sitting
from dashboard.domain import commands as c
from dashboard.domain.changes import Act, Kind, State, Strength
from dashboard.domain.incident import open_incident
from dashboard.domain.life import Circumstances, Spot, decide, open_case
from dashboard.domain.refusals import Refused
from dashboard.store import journal

NAMES: dict[type, str] = {
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
}


@lru_cache(maxsize=8)
def _day(now: datetime, zone: ZoneInfo) -> str:
    """The district's own day; a whole batch has one `now`."""
    return f"{now.astimezone(zone):%Y%m%d}"


def _number(sitting: Sitting, series: str, digits: int) -> str:
    """A number of today: prefix, series, date, sequence."""
    day = _day(sitting.now, sitting.system.zone)
    last = sitting.next_number(f"{series}{day}")
    return f"{sitting.system.district.prefix}{series}{day}-{last:0{digits}d}"


def hold_for(sitting: Sitting, commands: Sequence[c.Command]) -> None:
    """Reads and holds all that these commands may change."""
    sitting.hold(
        [case for command in commands if (case := getattr(command, "case", None))],
        [command.unit for command in commands if isinstance(command, c.SetCapacity)],
    )


def perform(sitting: Sitting, report: c.Report, spot: Spot | None) -> str:
    """Carries out a message's command; returns the key of what it changed. Raises `Refused`."""
    for kind, deed in DEEDS:
        if isinstance(report.command, kind):
            return deed(sitting, report, spot)
    return _change_case(sitting, report, spot)


def _open_or_direct(sitting: Sitting, report: c.Report, spot: Spot | None) -> str:
    command = report.command
    if isinstance(command, c.Direct) and command.case:
        return _change_case(sitting, report, spot)
    assert isinstance(command, c.ReportCase)  # noqa: S101 - DEEDS sends nothing else here
    at = Circumstances(sitting.now, sitting.system.district, sitting.calendar, "", spot)
    case = open_case(command, at)
    number = _number(sitting, "", 4)
    case = replace(case, number=number)
    _add(sitting, report, Kind.CASE, case.number, case)
    if command.reporter is not None:
        sitting.reporters.append(_reporter_row(sitting, number, command.reporter))
    return number


def _reporter_row(sitting: Sitting, number: str, reporter: c.Reporter) -> dict[str, Any]:
    secret = sitting.system.settings.secret_key
    return {
        "district": sitting.district,
        "number": number,
        "sealed": privacy.seal(secret, number, reporter),
        "tail": privacy.phone_tail(secret, reporter.phone),
    }


def _change_case(sitting: Sitting, report: c.Report, spot: Spot | None) -> str:
    command: Any = report.command
    case = sitting.case(command.case)
    if sitting.seen is not None and case.version != sitting.seen:
        raise _moved_on(sitting, case.number)
    at = Circumstances(sitting.now, sitting.system.district, sitting.calendar, case.number, spot)
    after = decide(case, command, at)
    _add(sitting, report, Kind.CASE, case.number, after)
    return case.number


def _moved_on(sitting: Sitting, number: str) -> Refused:
    """Somebody was quicker: who, with what, when."""
    last = journal.last_heading(sitting.connection, sitting.district, Kind.CASE, number)
    local = last.at.astimezone(sitting.system.zone)
    return Refused(
        "CHANGED", f"{last.by} did `{last.act}` on case {number} at {local:%H:%M:%S}, before you."
    )


def _open_incident(sitting: Sitting, report: c.Report, spot: Spot | None) -> str:
    command: Any = report.command
    number = _number(sitting, "I", 2)
    at = Circumstances(sitting.now, sitting.system.district, sitting.calendar, number, spot)
    _add(sitting, report, Kind.INCIDENT, number, open_incident(command, at))
    return number


def _set_capacity(sitting: Sitting, report: c.Report, _: Spot | None) -> str:
    command: Any = report.command
    version = sitting.strengths.get(command.unit, 0) + 1
    sitting.strengths[command.unit] = version
    strength = Strength(unit=command.unit, version=version, on_duty=command.on_duty, at=sitting.now)
    _add(sitting, report, Kind.DUTY, command.unit, strength)
    return str(command.unit)


def _nothing(_: Sitting, report: c.Report, __: Spot | None) -> str:
    """A sign of life changes no state: its source is noted with every message."""
    return report.source


Deed = Callable[[Sitting, c.Report, Spot | None], str]
DEEDS: tuple[tuple[type, Deed], ...] = (
    (c.ReportCase, _open_or_direct),
    (c.ReportIncident, _open_incident),
    (c.SetCapacity, _set_capacity),
    (c.Heartbeat, _nothing),
)


def _add(sitting: Sitting, report: c.Report, kind: Kind, key: str, state: State) -> None:
    command = report.command
    said = getattr(command, "by", "") or getattr(command, "unit", "")
    by = sitting.person or said or report.source
    why = getattr(command, "reason", "") or getattr(command, "opinion", "")
    name = NAMES[type(command)]
    if isinstance(command, c.Verify):
        name += "_pass" if command.passed else "_fail"
    sitting.add(Act(kind, key, name, by, why, sitting.now, state))
