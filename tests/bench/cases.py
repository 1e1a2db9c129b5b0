"""What the benches work on: the simulator's reports, and databases filled with open cases."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from dashboard import codec
from dashboard.actions.places import spot_of
from dashboard.districts import almanac
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.domain.commands import Acknowledge, Direct, Report, ReportCase
from dashboard.domain.life import Circumstances, decide, open_case
from dashboard.domain.refusals import Refused
from dashboard.store import intake, journal, records, tables
from dashboard.system import System, to_ms
from feeds.simulator.arrivals import arrivals
from feeds.simulator.town import Town

SPAN = timedelta(hours=60)
"""How far back the loaded cases were reported: some are overdue, most are not."""
INTENSITY = 20.0
"""Reports come so many times as often as on a usual day; the mix stays the same."""
BATCH = 500
HANDLERS = ("FILED", "DISPATCHED", "PROCESSING", "PROCESSING")
"""Where a loaded case stands, in turn."""


def reports(system: System, seed: str, end: datetime) -> Iterator[Report]:
    """The simulator's reports of the `SPAN` before `end`, each once, without end."""
    for turn in itertools.count():
        town = Town(system.district, system.pack.places, f"bench-{seed}-{turn}", INTENSITY)
        seen: set[str] = set()
        for report in arrivals(town, end - SPAN, end):
            if report.id not in seen:
                seen.add(report.id)
                yield report


def messages(system: System, seed: str, count: int) -> list[tuple[str, bytes]]:
    """(id, message) of `count` reports that each open a case."""
    found = reports(system, seed, system.clock())
    plain = (report for report in found if type(report.command) is ReportCase)
    return [(report.id, codec.write_report(report)) for report in itertools.islice(plain, count)]


def assignments(system: System, seed: str, count: int) -> list[bytes]:
    """Messages that each give another unassigned open case to its unit."""
    t = tables.cases.c
    waiting = (
        select(t.body)
        .where(t.district == system.district.key, t.state == CaseState.FILED.value, t.is_open)
        .order_by(t.number)
        .limit(count)
    )
    with system.reader.connect() as connection:
        cases = [records.read_case(body) for body in connection.execute(waiting).scalars()]
    return [
        codec.write_report(Report("bench", f"{seed}-{case.number}", None, assignment(system, case)))
        for case in cases
    ]


def fill(system: System, count: int) -> None:
    """Writes `count` open cases into an empty database, journal and chain included.

    They were reported before today, so that today's numbers are still free.
    """
    end = system.day_start(system.clock())
    told = (acts for acts in map(_Life(system), reports(system, "loaded", end)) if acts)
    left = itertools.islice(told, count)
    while batch := list(itertools.islice(left, BATCH)):
        with system.engine.begin() as connection:
            acts = [act for lives in batch for act in lives]
            records.record(connection, system.district.key, acts)
            intake.mark_received(connection, [_received(system, lives[0]) for lives in batch])
    _chain(system)


class _Life:
    """The acts that brought a case to its state; none if the rules refuse the report."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._numbers = itertools.count(1)

    def __call__(self, report: Report) -> list[Act]:
        system, command = self._system, report.command
        assert isinstance(command, ReportCase)
        assert report.time is not None
        turn = next(self._numbers)
        day = report.time.astimezone(system.zone)
        number = f"{system.district.prefix}{day:%Y%m%d}-{turn:04d}"
        spot = spot_of(system.pack.places, command)
        at = Circumstances(
            report.time, system.district, almanac.calendar(system.district), number, spot
        )
        try:
            case = open_case(command, at)
        except Refused:
            return []
        acts = [_act(case, "report", at)]
        stage = HANDLERS[turn % len(HANDLERS)]
        if case.state is CaseState.FILED and stage != "FILED":
            acts.append(_act(decide(case, assignment(system, case), at), "direct", at))
            if stage == "PROCESSING":
                directed = acts[-1].state
                assert isinstance(directed, Case)
                taken = Acknowledge(case=number, unit=directed.unit or "")
                acts.append(_act(decide(directed, taken, at), "acknowledge", at))
        return acts


def assignment(system: System, case: Case) -> Direct:
    """The command that gives a case to the unit answerable for it."""
    unit = system.district.unit_for(system.district.items[case.item or ""], case.grid)
    return Direct(case=case.number, by=f"grid{case.grid}", unit=unit.code)


def _act(case: Case, name: str, at: Circumstances) -> Act:
    case = replace(case, number=at.number)
    return Act(Kind.CASE, case.number, name, "bench", "", at.now, case)


def _received(system: System, act: Act) -> dict[str, object]:
    return {
        "district": system.district.key,
        "source": "bench",
        "id": act.key,
        "number": act.key,
        "at": to_ms(act.at),
    }


def _chain(system: System) -> None:
    """Stamps the rows as the relay would; nothing is published, as followers begin with SQL."""
    told = True
    head = None
    while told:
        with system.engine.begin() as connection:
            head = head or journal.head(connection, system.district.key)
            head, stamped = journal.stamp(connection, system.district.key, head, BATCH)
            told = bool(stamped)
