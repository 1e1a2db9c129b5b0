"""The live loop: it goes on whatever the centre does, and never sends too much."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard import codec
from dashboard.districts import Pack
from dashboard.domain.case import CaseState
from dashboard.domain.commands import (
    CallBack,
    Channel,
    Direct,
    Heartbeat,
    Report,
    ReportCase,
    SetCapacity,
)
from dashboard.domain.desk_commands import Accept, DecideReturn, Dispatch, Merge
from dashboard.domain.incident import IncidentState
from dashboard.domain.incident_reporting import missing
from dashboard.domain.oversight_commands import ConfirmIncident, EndIncident, OnIncident
from dashboard.domain.report_clocks import ReportStatus, clocks
from dashboard.domain.situation_reports import SituationKind
from feeds.simulator import live
from feeds.simulator.burst import burst
from feeds.simulator.orders import DeskOrder, State
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from feeds.simulator.world import World
from tests.feeds.memory import Memory

# A Monday in Changchun: nine in the morning, and three at night.
ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


class MemoryGateway:
    """A centre in memory with a clock of its own; every refusal fails the test."""

    def __init__(self, pack: Pack, start: datetime = MORNING, minutes: float = 60) -> None:
        self.memory = Memory(pack)
        self.time = start
        self.end = start + timedelta(minutes=minutes)
        self.away_until = start
        self.said: list[tuple[datetime, Report]] = []
        self.looked = 0
        self.coming: list[Report] = []
        self._changed: list[State] = []

    def now(self) -> datetime:
        return self.time

    def stopped(self, seconds: float = 0) -> bool:
        self.time += timedelta(seconds=seconds)
        return self.time >= self.end

    def send(self, reports: Iterable[Report]) -> None:
        self._need()
        for report in reports:
            self.take(report)

    def take(self, report: Report) -> None:
        self.said.append((self.time, report))
        again = codec.read_report(codec.write_report(report))
        self._changed += self.memory.take(again, self.time)

    def do(self, desk_order: DeskOrder) -> None:
        self._need()
        seen = self.memory.cases.get(getattr(desk_order.order, "case", ""))
        assert seen is None or desk_order.seen in (None, seen.version)
        self._changed += self.memory.do(desk_order, self.time)

    def standing(self) -> list[State]:
        self._need()
        self.looked += 1
        return [*self.memory.open_cases(), *self.memory.incidents, *self.memory.shifts[-1:]]

    def changes(self, seconds: float) -> list[State]:
        self._need()
        while self.coming and self.coming[0].time and self.coming[0].time <= self.time:
            self.take(self.coming.pop(0))
        changed, self._changed = self._changed, []
        self.time += timedelta(seconds=0.01 if changed else seconds)
        return changed

    def _need(self) -> None:
        if self.time < self.away_until:
            raise live.CentreUnreachable("Connection refused.")

    def kinds(self) -> Counter[type]:
        return Counter(type(report.command) for _, report in self.said)


def test_an_hour_at_speed_20_opens_moves_and_closes_cases(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack)
    live.run(gateway, town, 20)
    states = Counter(case.state for case in gateway.memory.cases.values())
    assert sum(states.values()) > 150
    assert states[CaseState.CLOSED] > 20
    assert states[CaseState.PROCESSING] > 20


def reported(pack: Pack, town: Town, start: datetime, speed: float) -> int:
    gateway = MemoryGateway(pack, start)
    live.run(gateway, town, speed)
    return len(gateway.memory.cases)


def test_at_any_speed_the_hour_says_how_much_is_reported(pack: Pack, town: Town) -> None:
    assert 10 <= reported(pack, town, MORNING, 1) <= 45
    assert reported(pack, town, NIGHT, 1) <= 6
    assert reported(pack, town, NIGHT, 20) < 0.1 * reported(pack, town, MORNING, 20)


def test_persons_at_the_centre_dispatch_rule_and_call_back(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack, minutes=180)
    live.run(gateway, town, 20)
    orders = Counter(type(desk_order.order) for _, desk_order in gateway.memory.done)
    assert {Accept, Dispatch, DecideReturn, Merge, CallBack} <= set(orders)
    assert orders[Dispatch] > gateway.kinds()[Direct]


def test_what_bursts_is_confirmed_linked_merged_and_ended(pack: Pack, town: Town) -> None:
    """Confirmed within minutes by the duty leader; handled by the company that supplies there."""
    gateway = MemoryGateway(pack, minutes=420)
    quiet = replace(town, intensity=0.0)
    for report in burst(town, MORNING + timedelta(minutes=1), 206):
        gateway.coming.append(report)
    live.run(gateway, quiet, 1)
    (incident,) = gateway.memory.incidents
    assert incident.declared_at is not None
    confirmed = next(
        at
        for at, desk_order in gateway.memory.done
        if isinstance(desk_order.order, ConfirmIncident)
    )
    assert timedelta() < confirmed - incident.reported_at < timedelta(minutes=10)
    assert (incident.event_level, incident.state) == (3, IncidentState.ENDED)
    states = Counter(case.state for case in gateway.memory.cases.values())
    assert len(incident.cases) >= 36
    assert states[CaseState.MERGED] >= 25
    assert {case.unit for case in gateway.memory.cases.values() if case.unit} == {"U05"}


def test_the_duty_desk_reports_what_bursts_to_the_city_and_the_leader_signs(
    pack: Pack, town: Town
) -> None:
    """The call and the first report in time, follow-ups, milestones, and the final report.

    One of the follow-ups goes out some minutes late, as the clock shows.
    """
    gateway = MemoryGateway(pack, minutes=16 * 60)
    for report in burst(town, MORNING + timedelta(minutes=1), 206):
        gateway.coming.append(report)
    live.run(gateway, replace(town, intensity=0.0), 1)
    (incident,) = gateway.memory.incidents
    kinds = [one.kind for one in incident.reports]
    assert kinds[:2] == [SituationKind.PHONE, SituationKind.FIRST]
    assert (kinds[2], kinds[-1]) == (SituationKind.FOLLOW_UP, SituationKind.FINAL)
    assert {one.signed_by for one in incident.reports[1:]} == {"duty-leader"}
    found = clocks(incident, town.zone)
    (late,) = (one for one in found if one.status(gateway.now()) is not ReportStatus.DELIVERED)
    assert (late.kind, late.status(gateway.now())) == (SituationKind.FOLLOW_UP, ReportStatus.LATE)
    assert late.late_by(gateway.now()) < timedelta(minutes=25)
    assert missing(incident) == ()
    assert not incident.at_hand


def test_at_speed_20_an_incident_s_whole_life_is_over_within_the_hour(
    pack: Pack, town: Town
) -> None:
    """Suspected, declared, told and reported, contained, raised, ended, reported to the end."""
    gateway, pace = MemoryGateway(pack), Pace(20)
    gateway.coming += burst(town, MORNING + timedelta(minutes=1), 206, pace)
    live.run(gateway, replace(town, intensity=0.0), 20)
    (incident,) = gateway.memory.incidents
    steps = [type(d.order) for _, d in gateway.memory.done if isinstance(d.order, OnIncident)]
    assert steps.index(ConfirmIncident) < steps.index(EndIncident)
    call, first, *_, last = incident.reports
    assert incident.reported_at < call.filed_at < first.filed_at
    assert (incident.event_level, last.kind) == (3, SituationKind.FINAL)
    assert incident.declared_at is not None
    assert incident.over_at is not None
    assert incident.over_at - incident.reported_at > timedelta(minutes=10), "time to look at it"
    assert len(incident.cases) >= 36
    assert not incident.at_hand


def test_units_say_their_strength_when_shifts_change(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack, MORNING - timedelta(minutes=40))
    live.run(gateway, replace(town, intensity=0.0), 1)
    assert gateway.kinds()[SetCapacity] == len(pack.district.units)
    assert set(gateway.memory.capacity) == set(pack.district.units)


def test_a_quiet_source_still_gives_a_sign_of_life(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack, minutes=10)
    live.run(gateway, replace(town, intensity=0.0), 1)
    assert gateway.kinds()[Heartbeat] == 20


def test_at_most_fifty_acts_a_second_are_sent(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack, minutes=3)
    live.run(gateway, town, 1_000)
    a_second = Counter(at.replace(microsecond=0) for at, _ in gateway.said)
    assert max(a_second.values()) <= 50 + live.BATCH_MAX
    assert len(gateway.said) / 180 <= 50


def test_what_fell_due_while_the_centre_was_away_is_said_afterwards(pack: Pack, town: Town) -> None:
    calm, cut = MemoryGateway(pack, minutes=20), MemoryGateway(pack, minutes=20)
    cut.away_until = MORNING + timedelta(minutes=5)
    live.run(calm, town, 20)
    live.run(cut, town, 20)
    opened = [len(gateway.memory.cases) for gateway in (calm, cut)]
    assert cut.looked == 1
    assert opened[0] > 10
    assert opened[0] == opened[1]


def test_a_started_again_simulator_tells_new_things_and_repeats_none(
    pack: Pack, town: Town
) -> None:
    gateway = MemoryGateway(pack, minutes=20)
    live.run(gateway, town, 20)
    before = len(gateway.memory.cases)
    gateway.end += timedelta(minutes=20)
    live.run(gateway, town, 20)
    assert len(gateway.memory.cases) > before
    duplicates = gateway.memory.repeated
    assert duplicates < 0.1 * len(gateway.said)


def test_who_was_away_goes_on_where_the_others_are(pack: Pack, town: Town) -> None:
    """Waiting times count from the acts, not from the restart."""
    gateway = MemoryGateway(pack)
    live.run(gateway, town, 1)
    waiting = [case for case in gateway.memory.open_cases() if case.state is CaseState.FILED]
    assert waiting
    stayed, came = World(town, Pace(1, ZONE), iter(())), World(town, Pace(1, ZONE), iter(()))
    for case in waiting:
        assert case.filed_at is not None
        stayed.look([case], case.filed_at)
    came.find(waiting, gateway.time)
    assert came.next_at() == stayed.next_at()


def test_an_act_that_a_person_has_overtaken_is_not_said(pack: Pack, town: Town) -> None:
    gateway = MemoryGateway(pack, minutes=60)
    quiet = replace(town, intensity=0.0)
    report = ReportCase(item="0201", grid=206, channel=Channel.PHONE, text="垃圾没清")
    gateway.take(Report("test", "1", MORNING, report))
    case = next(iter(gateway.memory.cases.values()))
    world = World(quiet, Pace(), iter(()))
    world.look([case], MORNING)
    assert world.next_at() < MORNING + timedelta(hours=2)
    world.look([replace(case, version=2, state=CaseState.SUSPENDED)], MORNING)
    assert world.pop(MORNING + timedelta(hours=2)) is None


@pytest.mark.parametrize("speed", [1, 60])
def test_at_any_pace_every_message_says_now(pack: Pack, town: Town, speed: float) -> None:
    gateway = MemoryGateway(pack, minutes=20)
    live.run(gateway, town, speed)
    assert all(report.time == at for at, report in gateway.said)
