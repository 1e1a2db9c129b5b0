"""The working data of one transaction: what was read, what was decided, what will be recorded."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dashboard.actions.alert_endings import ended_alerts
from dashboard.domain.calendar import Calendar
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Strength
from dashboard.domain.incident import Incident
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.store import calendar, intake, locked_reads, records
from dashboard.store.engines import Conflict, Connection
from dashboard.store.journal import Stamped
from dashboard.system import System, to_ms

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededStates:
    """The keys of the states that a transaction must lock."""

    cases: frozenset[str] = NOTHING
    incidents: frozenset[str] = NOTHING
    units: frozenset[str] = NOTHING


@dataclass(slots=True)
class UnitOfWork:
    """One transaction and one reading of the clock (`now`); only `actions` makes it."""

    system: System
    connection: Connection
    now: datetime
    seen: int | None = None
    """The version of the case that a person saw; None for messages."""
    person: str = ""
    """Whose command it is; empty for a message, which names its own author."""
    account: Person | None = None
    """The person's account; None for messages and for our own workers."""
    cases: dict[str, Case] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    strengths: dict[str, Strength] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    reporters: list[dict[str, Any]] = field(default_factory=list)
    phones: list[dict[str, str]] = field(default_factory=list)
    """Digests by which those reporters are found."""
    batch: int = 1
    """How many numbers to reserve at once; `write` gives unused ones back."""
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    told: list[Stamped] = field(default_factory=list)
    """After `write`: what to publish once it is committed."""
    _calendar: Calendar | None = None

    @property
    def district(self) -> str:
        return self.system.district.key

    @property
    def calendar(self) -> Calendar:
        """The working calendar as this transaction reads it."""
        if self._calendar is None:
            self._calendar = calendar.current(self.connection, self.system.district)
        return self._calendar

    def hold(self, wanted: NeededStates) -> None:
        """Reads and locks all that this transaction may change; to be called once.

        A second call could deadlock with somebody who waits for what we have locked: only a
        transaction that runs alone may do it, such as the demo's past. What is locked already stays
        as this transaction has left it.
        """
        cases = {number for number in wanted.cases if number not in self.cases}
        incidents = {number for number in wanted.incidents if number not in self.incidents}
        units = {unit for unit in wanted.units if unit not in self.strengths}
        records.wait_turn(self.connection, self.district, cases | incidents | units)
        self.cases |= locked_reads.cases_for_update(self.connection, self.district, cases)
        self.incidents |= locked_reads.incidents_for_update(
            self.connection, self.district, incidents
        )
        self.strengths |= locked_reads.strengths_for_update(self.connection, self.district, units)

    def case(self, number: str) -> Case:
        """A locked case as this transaction has left it; refuses an unknown number."""
        found = self.cases.get(number)
        if found is None:
            raise Refused("NO_SUCH_CASE", f"There is no case {number[:40]!r}.", case=number[:40])
        return found

    def incident(self, number: str) -> Incident:
        """A locked incident as this transaction has left it; refuses an unknown number."""
        found = self.incidents.get(number)
        if found is None:
            raise Refused(
                "NO_SUCH_INCIDENT",
                f"There is no incident {number[:40]!r}.",
                incident=number[:40],
            )
        return found

    def relative(self, number: str) -> Case:
        """A linked case; raises `Conflict`, for a new attempt, if it was linked after the read."""
        if number not in self.cases:
            raise Conflict(f"case {number} was linked meanwhile")
        return self.cases[number]

    def next_number(self, series: str) -> int:
        """The next number of a series; several are reserved at once, see `batch`."""
        first, end = self.numbers.get(series, (0, 0))
        if first == end:
            first = intake.reserve_numbers(self.connection, self.district, series, self.batch)
            end = first + self.batch
        self.numbers[series] = (first + 1, end)
        return first

    def give_back_number(self, series: str) -> None:
        """Gives the last number back unused."""
        first, end = self.numbers[series]
        self.numbers[series] = (first - 1, end)

    def add(self, act: Act) -> None:
        """Adds an act to record at the end; later commands of this transaction see its state."""
        self.acts.append(act)
        if isinstance(act.state, Case):
            self.cases[act.key] = act.state
        elif isinstance(act.state, Incident):
            self.incidents[act.key] = act.state

    def write(self) -> None:
        """Writes everything; to be called before the commit."""
        for series, (first, end) in self.numbers.items():
            if first < end:
                intake.reserve_numbers(self.connection, self.district, series, first - end)
        district = self.system.district
        self.acts += ended_alerts(self.connection, district, self.acts, self.now)
        self.told = records.record(self.connection, self.district, self.acts)
        intake.mark_received(self.connection, self.received)
        intake.keep_reporters(self.connection, self.reporters)
        intake.keep_phones(self.connection, self.phones)

    def next(self, now: datetime) -> "UnitOfWork":
        """The next unit of work in the same transaction, for the demo's past, which is alone.

        It keeps what this one has locked.
        """
        return UnitOfWork(
            self.system,
            self.connection,
            now,
            cases=self.cases,
            incidents=self.incidents,
            strengths=self.strengths,
            batch=self.batch,
            _calendar=self._calendar,
        )

    def received_as(self, source: str, message: str, number: str) -> None:
        """Notes that this message was taken; the same source and id then changes nothing."""
        self.received.append(
            {
                "district": self.district,
                "source": source,
                "id": message,
                "number": number,
                "at": to_ms(self.now),
            }
        )
