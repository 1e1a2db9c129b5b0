"""The intake's rules without its database: enough of a centre for the simulator to play with."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.demo.people import everybody
from dashboard.districts import Pack, almanac
from dashboard.districts.coordinates import to_wgs84
from dashboard.domain.case import Case
from dashboard.domain.commands import (
    Direct,
    Heartbeat,
    PlacedCommand,
    Report,
    ReportCase,
    ReportIncident,
    SetCapacity,
)
from dashboard.domain.desk_commands import Merge
from dashboard.domain.duty import shifts as s
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.duty_log import LogCommand, LogEntry, WriteInLog, written
from dashboard.domain.duty.open_points import in_order, of_incident
from dashboard.domain.incident import Incident, change, linked, open_incident
from dashboard.domain.incident_reporting import put_on_record
from dashboard.domain.instructions.instruction_commands import InstructionCommand
from dashboard.domain.life import Circumstances, Spot, decide, next_version, open_case
from dashboard.domain.life.escalating import escalated
from dashboard.domain.life.merging import merge
from dashboard.domain.limits import check
from dashboard.domain.oversight_commands import EscalateIncident, OnIncident, ReportingCommand
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Person, may
from dashboard.domain.warned.messages import PublishWarning
from dashboard.domain.workspace.entering import Entering
from dashboard.domain.workspace.notes import AddNote, IncidentNote, noted
from dashboard.domain.workspace.numbers import GiveNumber, SituationNumber, given
from dashboard.domain.workspace.tasks import AnswerTask, IncidentTask, SetTask, given_out, settled
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand
from feeds.simulator.orders import Act, DeskOrder, State

OVERTAKEN = "INTO_CLOSED"
"""The refusal of an act on a case that was merged between planning and acting."""


class Memory:
    """Takes reports like the intake: every message once; raises all refusals but one."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.cases: dict[str, Case] = {}
        self.incidents: list[Incident] = []
        self.shifts: list[s.Shift] = []
        self.log: list[LogEntry] = []
        self.notes: list[IncidentNote] = []
        self.tasks: dict[str, IncidentTask] = {}
        self.numbers: list[SituationNumber] = []
        self.capacity: dict[str, int] = {}
        self.warnings: list[PublishWarning] = []
        self.heartbeats = 0
        self.taken: list[tuple[datetime, Report]] = []
        self.done: list[tuple[datetime, DeskOrder]] = []
        self.repeated = 0
        self._known: set[tuple[str, str]] = set()
        self._calendar = almanac.calendar(pack.district)
        self._zone = ZoneInfo(pack.district.timezone)

    def act(self, act: Act, at: datetime) -> list[State]:
        """Carries out an act; returns what it has changed."""
        return self.do(act, at) if isinstance(act, DeskOrder) else self.take(act, at)

    def take(self, report: Report, at: datetime) -> list[State]:
        """Takes a message; returns what it has changed."""
        check(report, self.pack.district, at)
        self.taken.append((at, report))
        if (report.source, report.id) in self._known:
            self.repeated += 1
            return []
        self._known.add((report.source, report.id))
        return self._keep(*self._received(report, at))

    def _received(self, report: Report, at: datetime) -> list[State]:
        match report.command:
            case Heartbeat():
                self.heartbeats += 1
            case PublishWarning() as warned:
                self.warnings.append(warned)
            case SetCapacity() as said:
                self.capacity[said.unit] = said.on_duty
            case ReportIncident() as told:
                return [open_incident(told, self._circumstances(at, told))]
            case ReportCase() as told if not (isinstance(told, Direct) and told.case):
                return [open_case(told, self._circumstances(at, told))]
            case command:
                number = getattr(command, "case", None) or ""
                return [decide(self.cases[number], command, self._at(at, number))]
        return []

    def do(self, desk_order: DeskOrder, at: datetime) -> list[State]:
        """Carries out a person's order if they may give it; returns what it has changed."""
        person = everybody(self.pack.district)[desk_order.login]
        number = getattr(desk_order.order, "case", None) or ""
        denied = may(person, desk_order.order, self.cases.get(number), at)
        if denied:
            raise denied
        self.done.append((at, desk_order))
        if isinstance(desk_order.order, DutyCommand):
            return self._on_duty(desk_order.order, person, at)
        if isinstance(desk_order.order, InstructionCommand):
            return []  # no test here waits for an answer
        given = self._at(at, number, by=person.login, person=person)
        try:
            return self._keep(*self._ordered(desk_order, given))
        except Refused as refused:
            if refused.code != OVERTAKEN:
                raise
            return []  # whoever was refused thinks again

    def _ordered(self, desk_order: DeskOrder, at: Circumstances) -> list[State]:
        match desk_order.order:
            case Merge() as order:
                gone, kept = self.cases[order.case], self.cases[order.into]
                ended, goes_on = merge(gone, kept, order, at)
                return [next_version(ended, gone), next_version(goes_on, kept)]
            case EscalateIncident() as order:
                case, incident = self.cases[order.case], self.incident(order.incident or "")
                after = escalated(case, incident.number, at)
                return [next_version(after, case), linked(incident, [case.number], None, at)]
            case OnIncident() as order:
                incident = self.incident(order.incident)
                if isinstance(order, ReportingCommand):
                    return [put_on_record(incident, order, at)]
                return [change(incident, order, at)]
            case order:
                return [decide(self.cases[order.case], order, at)]  # type: ignore[union-attr]

    def _on_duty(self, order: DutyCommand, by: Person, at: datetime) -> list[State]:
        """The last shift, or it and the next one; entries are kept and are no states here."""
        if isinstance(order, LogCommand):
            assert isinstance(order, WriteInLog)
            self.log.append(written(order, str(len(self.log) + 1), by, at))
            return []
        if isinstance(order, WorkspaceCommand):
            return self._in_workspace(order, by, at)
        assert isinstance(order, s.ShiftCommand)  # nobody in the demo plans or is called
        running = self.shifts[-1] if self.shifts else None
        after = self._of_shift(order, running, by, at)
        self.shifts = [*(one for one in self.shifts if one is not running), *after]
        return list(after)

    def _in_workspace(self, order: WorkspaceCommand, by: Person, at: datetime) -> list[State]:
        """A note is kept and is no state here; a task or a number is one."""
        incident = self.incident(order.incident)
        count = len(self.notes) + len(self.tasks) + len(self.numbers)
        entry = Entering(f"{count + 1:08}", by, at)
        match order:
            case AddNote():
                self.notes.append(noted(incident, order, entry, 0))
                return []
            case SetTask():
                task = given_out(incident, order, entry, self.pack.district, 0)
            case GiveNumber():
                there = [one for one in self.numbers if one.incident == incident.number]
                row = given(incident, order, entry, there)
                self.numbers.append(row)
                return [row]
            case AnswerTask():
                task = settled(incident, self.tasks[order.number], order, by, at)
            case _:
                raise TypeError(order)
        self.tasks[task.number] = task
        return [task]

    def _of_shift(
        self, order: s.ShiftCommand, running: s.Shift | None, by: Person, at: datetime
    ) -> tuple[s.Shift, ...]:
        number = f"{len(self.shifts) + 1:08}"
        if isinstance(order, s.BeginShift):
            assert running is None
            return (s.begun(number, by, at),)
        assert running is not None
        match order:
            case s.OfferHandover():
                at_hand = [one for one in self.incidents if one.at_hand]
                lines = [line for one in at_hand for line in of_incident(one, self._zone)]
                return (s.offered(running, order.word, tuple(in_order(lines)), by, at),)
            case s.WithdrawHandover():
                return (s.withdrawn(running, by),)
            case s.AcknowledgeLine():
                return (s.acknowledged(running, order.line, by),)
            case s.TakeOver():
                return s.taken_over(running, number, by, at)

    def incident(self, number: str) -> Incident:
        """The incident at present."""
        return next(one for one in self.incidents if one.number == number)

    def _keep(self, *states: State) -> list[State]:
        for state in states:
            if isinstance(state, Case):
                self.cases[state.number] = state
            elif isinstance(state, Incident):
                others = [one for one in self.incidents if one.number != state.number]
                self.incidents = [*others, state]
        return list(states)

    def _at(self, at: datetime, number: str, **who: Any) -> Circumstances:
        return Circumstances(at, self.pack.district, self._calendar, number, **who)

    def _circumstances(self, at: datetime, told: PlacedCommand) -> Circumstances:
        incident = isinstance(told, ReportIncident)
        series, last = ("I", len(self.incidents)) if incident else ("", len(self.cases))
        number = f"{self.pack.district.prefix}{series}{at.astimezone(self._zone):%Y%m%d}"
        number += f"-{last + 1:04}"
        return Circumstances(at, self.pack.district, self._calendar, number, self.spot(told))

    def spot(self, told: PlacedCommand) -> Spot:
        if told.grid is not None:
            return Spot(told.grid, None, None, told.address)
        assert told.lon is not None
        assert told.lat is not None
        assert told.crs is not None
        lon, lat = to_wgs84(told.lon, told.lat, told.crs)
        grid = self.pack.places.grid_at(lon, lat)
        assert grid is not None
        return Spot(grid, lon, lat, told.address)

    def open_cases(self) -> list[Case]:
        return [case for case in self.cases.values() if case.open]
