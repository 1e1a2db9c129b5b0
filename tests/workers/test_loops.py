"""The loops as a worker process runs them: signs of life; one works, others stand by."""

import threading
import time

from dashboard.domain.unit import Urgency
from dashboard.streams import heartbeats
from dashboard.workers import intake, relay, timers
from tests.helpers.centre import Centre, running
from tests.helpers.deadlines import wind
from tests.helpers.messages import report, reports
from tests.services.centre import wait_until


def test_every_loop_gives_signs_of_life(sqlite_centre: Centre) -> None:
    redis, district = sqlite_centre.system.redis, sqlite_centre.district
    with running(sqlite_centre.system):
        wait_until(
            lambda: set(heartbeats.LOOPS) <= set(heartbeats.last(redis, district)),
            10,
            "a sign of life from each loop",
        )
    now_ms = sqlite_centre.system.now_ms()
    assert heartbeats.late(heartbeats.last(redis, district), now_ms) == []
    assert heartbeats.late(
        heartbeats.last(redis, district), now_ms + heartbeats.LATE_MS + 1
    ) == list(heartbeats.LOOPS)


def test_a_second_worker_of_each_kind_does_nothing_twice(centre: Centre) -> None:
    with centre.beside() as other, running(centre.system), running(other.system):
        centre.send(*(report(n, urgency=Urgency.E1) for n in range(30)))
        wait_until(lambda: len(centre.told()) == 30, 10, "the cases are told")
        wind(centre)
        wait_until(lambda: len(centre.told()) == 60, 10, "their deadlines are told")
        centre.clock.move(hours=4, seconds=1)
        wait_until(lambda: len(centre.told()) == 90, 10, "the alerts are told")
    assert centre.told() == list(range(1, 91))
    assert centre.faults() == []


def test_whoever_stood_by_goes_on_when_the_first_stops(centre: Centre) -> None:
    loops = (intake.run, relay.run)
    with centre.beside() as other, running(other.system, loops):
        with running(centre.system, loops):
            centre.send(*reports(5))
            wait_until(lambda: len(centre.told()) == 5, 10, "the first are told")
        centre.send(*reports(5, "later"))
        wait_until(lambda: len(centre.told()) == 10, 10, "the others are told")
    assert centre.faults() == []


def test_the_timers_tell_without_being_asked(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(1, urgency=Urgency.E1))
    wind(sqlite_centre)
    sqlite_centre.tell()
    sqlite_centre.clock.move(hours=4, seconds=1)
    with running(sqlite_centre.system, (timers.run,)):
        wait_until(lambda: len(sqlite_centre.told()) == 3, 5, "the alert is told")


def test_a_loop_ends_within_two_seconds_of_being_stopped(sqlite_centre: Centre) -> None:
    stop = threading.Event()
    threads = [
        threading.Thread(target=loop, args=(sqlite_centre.system, stop))
        for loop in (intake.run, relay.run, timers.run)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    stop.set()
    until = time.monotonic() + 2
    for thread in threads:
        thread.join(timeout=max(0, until - time.monotonic()))
    assert not any(thread.is_alive() for thread in threads)
