"""Workers wait out passing errors, and go on where they stopped."""

import threading
import time
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from dashboard.actions.ingest import take
from dashboard.domain import commands as c
from dashboard.workers import intake
from dashboard.workers.loop import run_loop
from tests.helpers.centre import Centre, running
from tests.helpers.messages import WATER_UNIT, message, report, reports
from tests.services.centre import wait_until
from tests.services.valkey import Valkey

AWAY = OperationalError("INSERT", {}, Exception("disk full"))


class AbsentDatabase:
    """Fails for the first so many attempts."""

    def __init__(self, patch: pytest.MonkeyPatch, tries: int) -> None:
        self._take, self._left = take, tries
        patch.setattr(intake, "take", self)

    def __call__(self, *arguments: Any) -> object:
        self._left -= 1
        if self._left >= 0:
            raise AWAY
        return self._take(*arguments)


def step_through(centre: Centre) -> None:
    """Steps the intake again and again, as `run_loop` does."""
    for _ in range(50):
        try:
            centre.take_in()
        except OperationalError:
            continue
        return
    raise AssertionError("still not taken in")


def test_an_absent_database_is_not_the_messages_fault(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    AbsentDatabase(monkeypatch, 20)
    sqlite_centre.send(*reports(3))
    step_through(sqlite_centre)
    assert sqlite_centre.rejected() == []
    assert len(sqlite_centre.numbers()) == 3


def test_restarts_without_a_database_do_not_count_against_a_message(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    AbsentDatabase(monkeypatch, 20)
    sqlite_centre.send(*reports(3))
    for _ in range(10):
        with sqlite_centre.beside() as restarted, pytest.raises(OperationalError):
            restarted.take_in()
    step_through(sqlite_centre)
    assert sqlite_centre.rejected() == []
    assert len(sqlite_centre.numbers()) == 3


def test_tries_without_a_database_do_not_count_either_when_the_intake_is_restarted(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    AbsentDatabase(monkeypatch, 10)
    sqlite_centre.send(*reports(3))
    for _ in range(10):
        with pytest.raises(OperationalError):
            sqlite_centre.take_in()
    sqlite_centre.rest()
    sqlite_centre.take_in()
    assert sqlite_centre.rejected() == []
    assert len(sqlite_centre.numbers()) == 3


def test_what_failed_is_taken_before_anything_newer(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_centre.settle(report(1))
    [number] = sqlite_centre.numbers()
    AbsentDatabase(monkeypatch, 1)
    sqlite_centre.send(message(2, c.Direct(case=number, by="grid206", unit=WATER_UNIT)))
    with pytest.raises(OperationalError):
        sqlite_centre.take_in()
    sqlite_centre.settle(message(3, c.Acknowledge(case=number, unit=WATER_UNIT)))
    assert sqlite_centre.acts(number) == ["report", "direct", "acknowledge"]
    assert sqlite_centre.rejected() == []


def test_the_workers_wait_out_a_stopped_redis_and_go_on(
    sqlite_centre: Centre, valkey: Valkey
) -> None:
    with sqlite_centre.beside() as worker, running(worker.system):
        sqlite_centre.send(*reports(5))
        wait_until(lambda: len(sqlite_centre.numbers()) == 5, 10, "the first five are taken")
        valkey.stop()
        time.sleep(3)
        valkey.start()
        sqlite_centre.send(*reports(5, "later"))
        # Not the count: if Redis stopped before the first publication, the stream begins later.
        wait_until(lambda: sqlite_centre.told()[-1:] == [10], 15, "the next five are told")
    assert sqlite_centre.faults() == []


def test_a_frozen_redis_is_waited_out_too(sqlite_centre: Centre, valkey: Valkey) -> None:
    with sqlite_centre.beside() as worker, running(worker.system):
        sqlite_centre.settle(*reports(1))
        sqlite_centre.send(*reports(5, "frozen"))
        valkey.pause()
        time.sleep(1)
        valkey.resume()
        wait_until(lambda: sqlite_centre.told()[-1:] == [6], 20, "all are taken and told")
    assert sqlite_centre.faults() == []


def test_a_bug_ends_the_loop(sqlite_centre: Centre) -> None:
    def step() -> None:
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        run_loop(sqlite_centre.system, "intake", step, threading.Event())


def test_a_stop_ends_a_loop_that_waits(sqlite_centre: Centre) -> None:
    def step() -> None:
        raise AWAY

    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    run_loop(sqlite_centre.system, "intake", step, stop)
    assert time.monotonic() - began < 10
