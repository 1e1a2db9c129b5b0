"""The timers store the figures of each full minute: once, however many timers run, or never."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.actions import sampling
from dashboard.actions.sampling import GRACE_MS, Sampling
from dashboard.store import samples, tables
from dashboard.store.engines import Conflict, DatabaseUnavailable
from dashboard.store.samples import MINUTE_MS, Sample
from dashboard.system import to_ms
from dashboard.workers import timers
from tests.helpers.centre import Centre, running
from tests.helpers.clock import MORNING
from tests.helpers.killing import Killed, kill_after, kill_before
from tests.helpers.messages import reports
from tests.services.centre import wait_until

AT = to_ms(MORNING)


def kept(centre: Centre) -> list[int]:
    """The stored minutes, counted from the morning's start."""
    t = tables.samples.c
    with centre.system.reader.connect() as connection:
        rows = connection.execute(
            select(t.at).where(t.district == centre.district).order_by(t.at)
        ).scalars()
        return [(at - AT) // MINUTE_MS for at in rows]


def of_now(centre: Centre) -> Sample:
    with centre.system.reader.connect() as connection:
        found = samples.at_or_before(connection, centre.district, centre.system.now_ms())
    assert found is not None
    return found


def test_each_full_minute_is_kept_once(centre: Centre) -> None:
    mine = Sampling()
    for _ in range(4 * 6):
        mine.step(centre.system)
        centre.clock.move(seconds=10)
    assert kept(centre) == [0, 1, 2, 3]


def test_who_comes_late_in_a_minute_does_not_speak_for_it(centre: Centre) -> None:
    centre.clock.move(milliseconds=GRACE_MS + 1)
    assert not Sampling().step(centre.system)
    centre.clock.move(milliseconds=MINUTE_MS - 1)
    assert Sampling().step(centre.system)
    assert kept(centre) == [1]


def test_minutes_in_which_nobody_worked_stay_missing(centre: Centre) -> None:
    mine = Sampling()
    for minutes in (0, 1, 5, 1):
        centre.clock.move(minutes=minutes)
        mine.step(centre.system)
    assert kept(centre) == [0, 1, 6, 7]


def test_timers_that_start_again_within_a_minute_keep_it_once(centre: Centre) -> None:
    for _ in range(3):
        assert Sampling().step(centre.system)
        centre.clock.move(seconds=2)
    assert kept(centre) == [0]


def test_four_timers_at_the_same_moment_keep_one(centre: Centre) -> None:
    centre.settle(*reports(5))
    together = threading.Barrier(4)
    failed: list[Exception] = []

    def step() -> None:
        together.wait()
        try:
            Sampling().step(centre.system)
        except (Conflict, *DatabaseUnavailable) as error:
            failed.append(error)

    at_work = [threading.Thread(target=step) for _ in range(4)]
    for timer in at_work:
        timer.start()
    for timer in at_work:
        timer.join()
    assert failed == []
    assert kept(centre) == [0]
    assert of_now(centre).figures["open"] == 5


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before it counts": lambda patch: kill_before(patch, samples, "take"),
    "having counted": lambda patch: kill_after(patch, samples, "take"),
    "before the commit": lambda patch: kill_after(patch, samples, "trim"),
    "after the commit": lambda patch: kill_after(patch, sampling, "keep"),
}


@pytest.mark.parametrize("step", STEPS)
def test_timers_killed_at_this_step_are_followed_by_others_that_keep_the_minute(
    centre: Centre, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(Killed):
            Sampling().step(centre.system)
    centre.clock.move(seconds=3)
    Sampling().step(centre.system)
    assert kept(centre) == [0]


def test_midnight_begins_with_an_empty_day(centre: Centre) -> None:
    mine = Sampling()
    centre.settle(*reports(3))
    centre.clock.move(hours=13, minutes=59)
    mine.step(centre.system)
    assert of_now(centre).figures["reported_today"] == 3
    centre.clock.move(minutes=1)
    mine.step(centre.system)
    assert of_now(centre).figures["reported_today"] == 0
    assert of_now(centre).figures["open"] == 3


def test_minutes_that_are_lived_twice_are_as_they_were_shown_last(centre: Centre) -> None:
    """A clock an hour ahead is corrected, so an hour comes twice."""
    mine = Sampling()
    centre.clock.move(hours=1)
    mine.step(centre.system)
    centre.clock.move(hours=-1)
    mine.step(centre.system)
    assert kept(centre) == [0, 60]
    assert of_now(centre).figures["open"] == 0
    centre.settle(*reports(3))
    centre.clock.move(hours=1)
    mine.step(centre.system)
    assert kept(centre) == [0, 60]
    assert of_now(centre).figures["open"] == 3


def test_a_clock_that_stumbles_over_a_full_minute_keeps_it_once(centre: Centre) -> None:
    mine = Sampling()
    for seconds in (0, -2, 3):
        centre.clock.move(seconds=seconds)
        mine.step(centre.system)
    assert kept(centre) == [0]


def test_what_is_older_than_31_days_is_let_go(centre: Centre) -> None:
    mine = Sampling()
    mine.step(centre.system)
    centre.clock.move(days=31)
    mine.step(centre.system)
    assert len(kept(centre)) == 2
    centre.clock.move(minutes=1)
    mine.step(centre.system)
    assert kept(centre) == [31 * 24 * 60, 31 * 24 * 60 + 1]


def test_of_two_timer_processes_the_one_at_work_keeps_each_minute(centre: Centre) -> None:
    with centre.beside() as other, running(centre.system, (timers.run,)):
        with running(other.system, (timers.run,)):
            wait_until(lambda: kept(centre) == [0], 20, "the first minute is kept")
            centre.clock.move(minutes=1)
            wait_until(lambda: kept(centre) == [0, 1], 20, "the second minute is kept")
        centre.clock.move(minutes=1)
        wait_until(lambda: kept(centre) == [0, 1, 2], 20, "the third minute is kept")
