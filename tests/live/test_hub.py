"""The hub: all messages add up to the model, sent at once when quiet, in windows when busy."""

import json
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.live import hub
from dashboard.live.hub import BEAT_S, WINDOW_MAX_S, ComparedModel, Hub, Model, difference
from tests.live.desk import Desk, DeskSockets, merged, shown

SCREEN = "wall:overview"
VALUES = st.one_of(st.integers(0, 3), st.lists(st.integers(0, 2), max_size=2))


def models(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Model]:
    section = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)
    return st.fixed_dictionaries({"figures": section, "late": section, "cells": section})


class World:
    """The state that a screen shows; making the model costs some time."""

    def __init__(self, sockets: DeskSockets, clock: SimpleNamespace) -> None:
        self.sockets, self.clock = sockets, clock
        self.figures: dict[str, Any] = {"open": 0}
        self.cost_s = self.away_s = 0.0
        self.hub = Hub(sockets, lambda: (0, round(clock.now * 1000)), "build")
        self.hub.add_kind("wall", lambda _: ComparedModel(self.model))

    def model(self) -> Model:
        self.clock.now += self.cost_s + self.away_s
        self.clock.away += self.away_s
        return {"figures": dict(self.figures), "late": {}}

    def enter(self) -> Desk:
        return self.sockets.enter(self.hub, SCREEN)

    def count(self) -> None:
        """Makes a change that this screen shows."""
        self.figures["open"] += 1
        self.hub.tell(changed=True)

    def grows_quiet(self) -> None:
        """Sends everything, then lets a second pass."""
        self.passes(1)
        self.clock.now += 1

    def passes(self, seconds: float, *, changed: bool = False) -> None:
        self.clock.now += seconds
        self.hub.tell(changed=changed)


def a_clock() -> SimpleNamespace:
    """A clock that a test moves; `away` is time in which the thread didn't run."""
    moved = SimpleNamespace(now=1_000.0, away=0.0)
    moved.monotonic = lambda: moved.now
    moved.thread_time = lambda: moved.now - moved.away
    return moved


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    moved = a_clock()
    monkeypatch.setattr(hub, "time", moved)
    return moved


@pytest.fixture
def world(clock: SimpleNamespace) -> World:
    return World(DeskSockets(), clock)


@given(before=models(st.none() | VALUES), after=models(st.none() | VALUES))
def test_what_is_sent_makes_the_old_model_the_new_one(before: Model, after: Model) -> None:
    sent = json.loads(json.dumps(difference(before, after)))
    assert shown(merged(before, sent)) == shown(after)


@given(before=models(VALUES), after=models(VALUES))
def test_nothing_is_sent_that_is_there_already(before: Model, after: Model) -> None:
    for section, values in difference(before, after).items():
        assert values
        for key, value in values.items():
            assert key not in before[section] or before[section][key] != value


def happens(world: World, act: str, number: int) -> None:
    figure, desks = f"figure {number % 3}", world.sockets.desks
    match act:
        case "count":
            world.figures[figure] = number
        case "drop":
            world.figures.pop(figure, None)
        case "enter":
            world.enter()
        case "leave" if desks:
            desks.pop(number % len(desks))
        case "tell":
            world.passes(0.001 * (number % 9), changed=True)


@given(acts=st.lists(st.sampled_from(["count", "drop", "enter", "leave", "tell"])))
def test_every_desk_ends_with_the_world_whenever_it_came_and_whatever_was_told(
    acts: list[str],
) -> None:
    moved = a_clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub, "time", moved)
        world = World(DeskSockets(), moved)
        for number, act in enumerate(acts):
            happens(world, act, number)
        world.passes(1, changed=True)
    for desk in world.sockets.desks:
        assert desk.gaps == 0
        assert shown(desk.model) == shown(world.model())


def test_a_change_goes_out_at_once_when_it_was_quiet(world: World) -> None:
    desk = world.enter()
    world.grows_quiet()
    world.count()
    assert desk.model["figures"] == {"open": 1}


def test_what_follows_within_the_window_goes_out_together_at_its_end(world: World) -> None:
    world.cost_s = 0.002
    desk = world.enter()
    world.grows_quiet()
    world.count()
    heard = len(desk.heard)
    for _ in range(5):
        world.count()
    assert len(desk.heard) == heard
    assert 0 < world.hub.wait_ms() <= 20
    world.passes(world.hub.wait_ms() / 1000)
    assert len(desk.heard) == heard + 1
    assert desk.model["figures"] == {"open": 6}


@pytest.mark.parametrize(("cost_s", "window_ms"), [(0.003, 30), (0.012, 120), (9, 250)])
def test_the_window_grows_with_what_a_sending_costs_up_to_a_bound(
    world: World, cost_s: float, window_ms: int
) -> None:
    world.enter()
    world.grows_quiet()
    world.cost_s = cost_s
    begun = world.clock.now
    world.count()
    world.clock.now = begun
    world.count()
    assert world.hub.wait_ms() == pytest.approx(window_ms, abs=2)
    assert window_ms <= WINDOW_MAX_S * 1000


def test_a_telling_that_had_to_wait_for_a_processor_makes_nobody_wait_longer(world: World) -> None:
    world.enter()
    world.grows_quiet()
    world.away_s = 0.02
    begun = world.clock.now
    world.count()
    assert world.clock.now == begun + world.away_s
    world.clock.now = begun
    world.count()
    assert world.hub.wait_ms() == pytest.approx(hub.WINDOW_MIN_S * 1000, abs=1)


def test_a_quiet_screen_hears_a_beat_with_its_revision_every_two_seconds(world: World) -> None:
    desk = world.enter()
    world.passes(BEAT_S)
    desk.heard.clear()
    world.passes(BEAT_S)
    world.passes(BEAT_S / 2)
    assert desk.heard == ["beat"]
    assert desk.gaps == 0


def test_a_screen_on_which_nothing_shows_hears_beats_however_much_goes_on(world: World) -> None:
    desk = world.enter()
    desk.heard.clear()
    for _ in range(50):
        world.passes(0.1, changed=True)
    assert desk.heard.count("beat") in (2, 3)


def test_a_screen_that_nobody_shows_costs_nothing(world: World) -> None:
    world.sockets.desks.clear()
    world.cost_s = 1
    before = world.clock.now
    for _ in range(9):
        world.hub.tell(changed=True)
    assert world.clock.now == before


def test_a_desk_that_comes_back_to_an_empty_hall_sees_the_world_as_it_is(world: World) -> None:
    world.enter()
    world.sockets.desks.clear()
    world.figures["open"] = 7
    world.passes(1, changed=True)
    assert world.enter().model["figures"] == {"open": 7}


def test_a_snapshot_names_the_build_that_the_page_must_have(world: World) -> None:
    world.enter()
    assert world.sockets.desks[0].build == "build"


def test_whoever_enters_while_changes_are_told_misses_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Real threads, real time: the next change after a snapshot always fits it."""
    monkeypatch.setattr(hub, "WINDOW_MIN_S", 0.0)
    monkeypatch.setattr(hub, "WINDOW_MAX_S", 0.0)
    sockets, stop, counted = DeskSockets(), threading.Event(), {"open": 0}
    told = Hub(sockets, lambda: (0, 0), "build")
    told.add_kind("wall", lambda _: ComparedModel(lambda: {"figures": dict(counted)}))

    def change() -> None:
        # As the follower waits: without a pause nobody else gets the lock.
        while not stop.wait(0.0002):
            counted["open"] += 1
            told.tell(changed=True)

    def come() -> None:
        for _ in range(50):
            sockets.enter(told, SCREEN)
            stop.wait(0.001)

    teller, *comers = (threading.Thread(target=work) for work in (change, come, come, come))
    for thread in (teller, *comers):
        thread.start()
    for thread in comers:
        thread.join(20)
    stop.set()
    teller.join(20)
    assert len(sockets.desks) == 150
    assert {desk.gaps for desk in sockets.desks} == {0}
    assert {desk.model["figures"]["open"] for desk in sockets.desks} == {counted["open"]}
    assert sum(desk.heard.count("change") for desk in sockets.desks) > 150
