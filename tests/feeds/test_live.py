"""The live loop: it plays on whatever the centre does, and never too loud."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import codec
from dashboard.districts import Pack
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import (
    Channel,
    Heartbeat,
    Report,
    ReportCase,
    ReportIncident,
    SetCapacity,
)
from feeds.simulator import live
from feeds.simulator.town import Town
from tests.feeds.memory import Memory

# Three in the morning in Changchun: the simulated day is hours ahead of the clock.
NIGHT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


class MemoryDoor:
    """A centre in memory with a clock of its own; every refusal fails the test."""

    def __init__(self, pack: Pack, start: datetime = NIGHT, minutes: float = 60) -> None:
        self.memory = Memory(pack)
        self.time = start
        self.end = start + timedelta(minutes=minutes)
        self.away_until = start
        self.said: list[tuple[datetime, Report]] = []
        self.looked = 0
        self._changed: list[Case] = []

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
        case = self.memory.take(codec.read_report(codec.write_report(report)), self.time)
        if case:
            self._changed.append(case)

    def open_cases(self) -> list[Case]:
        self._need()
        self.looked += 1
        return self.memory.open_cases()

    def changes(self, seconds: float) -> list[Case]:
        self._need()
        changed, self._changed = self._changed, []
        self.time += timedelta(seconds=0.01 if changed else seconds)
        return changed

    def _need(self) -> None:
        if self.time < self.away_until:
            raise live.DoorAway("Connection refused.")

    def kinds(self) -> Counter[type]:
        return Counter(type(report.command) for _, report in self.said)


def test_an_hour_at_speed_20_opens_moves_and_closes_cases(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack)
    live.run(door, town, 20)
    states = Counter(case.state for case in door.memory.cases.values())
    assert sum(states.values()) > 150
    assert states[CaseState.CLOSED] > 20
    assert states[CaseState.PROCESSING] > 20


def test_a_burst_in_the_simulated_afternoon_is_known_before_now(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack)
    live.run(door, town, 20)
    bursts = [
        (at, report.command)
        for at, report in door.said
        if isinstance(report.command, ReportIncident)
    ]
    assert bursts
    for at, command in bursts:
        assert command.known_at is not None
        assert timedelta(0) < at - command.known_at < timedelta(minutes=10)


def test_units_say_their_strength_when_the_simulated_shift_changes(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack)
    live.run(door, town, 20)
    assert door.kinds()[SetCapacity] == len(pack.district.units)
    assert set(door.memory.capacity) == set(pack.district.units)


def test_a_quiet_source_still_gives_a_sign_of_life(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack, minutes=10)
    live.run(door, replace(town, intensity=0.0), 1)
    assert door.kinds()[Heartbeat] == 20


def test_it_never_says_more_than_fifty_a_second(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack, minutes=3)
    live.run(door, town, 1_000)
    a_second = Counter(at.replace(microsecond=0) for at, _ in door.said)
    assert max(a_second.values()) <= 50 + live.BATCH_MAX
    assert len(door.said) / 180 <= 50


def test_what_fell_due_while_the_centre_was_away_is_said_afterwards(pack: Pack, town: Town) -> None:
    calm, cut = MemoryDoor(pack, minutes=20), MemoryDoor(pack, minutes=20)
    cut.away_until = NIGHT + timedelta(minutes=5)
    live.run(calm, town, 20)
    live.run(cut, town, 20)
    opened = [len(door.memory.cases) for door in (calm, cut)]
    assert cut.looked == 1
    assert opened[0] > 10
    assert opened[0] == opened[1]


def test_a_started_again_simulator_tells_new_things_and_repeats_none(
    pack: Pack, town: Town
) -> None:
    door = MemoryDoor(pack, minutes=20)
    live.run(door, town, 20)
    before = len(door.memory.cases)
    door.end += timedelta(minutes=20)
    live.run(door, town, 20)
    assert len(door.memory.cases) > before
    duplicates = door.memory.repeated
    assert duplicates < 0.1 * len(door.said)


def test_an_act_that_a_person_has_overtaken_is_not_said(pack: Pack, town: Town) -> None:
    door = MemoryDoor(pack, minutes=60)
    quiet = replace(town, intensity=0.0)
    report = ReportCase(item="0201", grid=206, channel=Channel.PHONE, text="垃圾没清")
    door.take(Report("test", "1", NIGHT, report))
    case = next(iter(door.memory.cases.values()))
    world = live._World(quiet, NIGHT, 1.0)  # noqa: SLF001 - what is planned shows only inside
    world.look([case], NIGHT)
    world.look([replace(case, version=2, state=CaseState.SUSPENDED)], NIGHT)
    door.time = NIGHT + timedelta(minutes=30)
    world.say(door)
    assert [type(said.command) for _, said in door.said[1:]] == [Heartbeat]


@pytest.mark.parametrize("speed", [1, 60])
def test_at_any_pace_every_message_says_now(pack: Pack, town: Town, speed: float) -> None:
    door = MemoryDoor(pack, minutes=20)
    live.run(door, town, speed)
    assert all(report.time == at for at, report in door.said)
