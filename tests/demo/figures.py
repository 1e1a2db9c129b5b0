"""The figures of the played days, counted in the database that they were played into."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from dashboard import codec
from dashboard.domain.alerts import Alert, AlertClass, Turn
from dashboard.domain.alerts.turns import URGENT
from dashboard.domain.case import Case, CaseState, Tier
from dashboard.domain.changes import Kind
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.shifts import ACCEPT_WITHIN, Shift
from dashboard.domain.incident import Incident
from dashboard.domain.load import Load
from dashboard.domain.persons import Area
from dashboard.domain.report_clocks import ReportClock, ReportStatus, clocks
from dashboard.domain.unit import Limit, Urgency
from dashboard.store import calendar, loads, tables
from dashboard.system import System, from_ms

T = TypeVar("T")
AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One act of the journal."""

    key: str
    act: str
    by: str
    at: datetime


class Figures:
    """The cases, incidents, alerts and acts of a centre, and the figures made of them."""

    def __init__(self, system: System) -> None:
        self.now, self._zone, self._district = system.clock(), system.zone, system.district
        key, t, j = system.district.key, tables, tables.journal.c
        with system.reader.connect() as connection:
            self._calendar = calendar.current(connection, system.district)
            self.cases = _all(connection, t.cases, Kind.CASE, Case)
            self.incidents = _all(connection, t.incidents, Kind.INCIDENT, Incident)
            self._alerts = _all(connection, t.alerts, Kind.ALERT, Alert)
            self.shifts = _all(connection, t.shifts, Kind.SHIFT, Shift)
            self.log = _all(connection, t.duty_log, Kind.LOG, LogEntry)
            rows = connection.execute(select(j.key, j.act, j.by, j.at).order_by(j.id)).all()
            held = {code: loads.open_cases(connection, key, code) for code in self._district.units}
            room = loads.capacities(connection, system.district)
        self.loads = {code: Load(held[code], room[code]) for code in held}
        self.lines = [Line(row.key, row.act, row.by, from_ms(row.at)) for row in rows]
        self.acts = Counter(line.act for line in self.lines)

    def cases_with(self, *acts: str) -> int:
        """How many cases have had one of these acts."""
        return len({line.key for line in self.lines if line.act in acts})

    def of_fed_back(self, *acts: str) -> float:
        """How many of these acts there are for each case that units have fed back."""
        return self.cases_with(*acts) / self.cases_with("feedback")

    def merged(self) -> float:
        """The share of merged cases, those of incidents left out."""
        usual = [case for case in self.cases if case.incident is None]
        return sum(case.state is CaseState.MERGED for case in usual) / len(usual)

    def on_time(self, urgency: Urgency | None = None) -> float:
        """The share of what units have fed back that was on time."""
        done = [
            case.on_time
            for case in self.cases
            if case.on_time is not None and case.unit and urgency in (None, case.urgency)
        ]
        return sum(done) / len(done)

    def dispatched_late(self) -> float:
        """The share of cases that got their first unit after the limit of that step."""
        waited = [
            case.first_dispatched_at > self._calendar.add(case.filed_at, self._limit(case))
            for case in self.cases
            if case.filed_at and case.first_dispatched_at
        ]
        return sum(waited) / len(waited)

    def _limit(self, case: Case) -> Limit:
        return self._district.allowances[case.urgency_before or case.urgency].dispatch

    def tier(self, tier: Tier) -> float:
        """The share of closed cases that this tier has settled."""
        closed = [case for case in self.cases if case.state is CaseState.CLOSED]
        return sum(case.tier_resolved is tier for case in closed) / len(closed)

    def at_the_centre(self) -> list[Alert]:
        """The alerts that the centre had to act on."""
        return [a for a in self._alerts if a.kind is AlertClass.ALERT and Area.CENTRE in a.seats]

    def taken_late(self) -> float:
        """The share of handovers for which the incoming officer came too late."""
        waits = [
            shift.ended_at - shift.handover.offered_at > ACCEPT_WITHIN
            for shift in self.shifts
            if shift.ended_at and shift.handover
        ]
        return sum(waits) / len(waits)

    def reports(self) -> list[ReportClock]:
        """The clocks of all that was reported to the city, or is owed."""
        return [clock for one in self.incidents for clock in clocks(one, self._zone)]

    def reported_late(self) -> list[timedelta]:
        """By how much each report was late that was."""
        late = (ReportStatus.LATE, ReportStatus.OVERDUE)
        found = (clock for clock in self.reports() if clock.status(self.now) in late)
        return [clock.late_by(self.now) for clock in found]

    def overdue(self) -> int:
        """How many open cases are late now."""
        late = [case.due_at for case in self.cases if case.open and case.clock]
        return sum(due is not None and due < self.now for due in late)

    def told_at_once(self) -> float:
        """The share of passed urgent deadlines of which the centre was alerted at once."""
        urgent = [a for a in self.at_the_centre() if a.lamp is Turn.RED and a.urgency in URGENT]
        return sum(alert.at - alert.due_at < AT_ONCE for alert in urgent) / len(urgent)

    def a_working_day(self, instants: Sequence[datetime]) -> float:
        """How many of these there are on a working day, the first and the last one left out."""
        days = Counter(at.astimezone(self._zone).date() for at in instants)
        whole = sorted(days)[1:-1]
        working = [days[day] for day in whole if self._calendar.is_working(day)]
        return sum(working) / len(working)

    def by_night(self) -> float:
        """How many reports come in a night, from midnight to six."""
        local = [case.reported_at.astimezone(self._zone) for case in self.cases]
        return sum(at.hour < 6 for at in local) / len({at.date() for at in local})


def _all(connection: Connection, table: Table, kind: Kind, sort: type[T]) -> list[T]:
    bodies = connection.execute(select(table.c.body)).scalars()
    states = [codec.read_state(kind, body) for body in bodies]
    return [state for state in states if isinstance(state, sort)]
