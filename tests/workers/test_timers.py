"""The timers: each turn is raised once, with several timers, and wherever one of them dies."""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from dashboard.actions import supervising
from dashboard.actions.supervising import look_after
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts import Alert
from dashboard.domain.changes import Kind
from dashboard.domain.unit import Urgency
from dashboard.store import alerts, journal, records
from dashboard.store.engines import Conflict, DatabaseUnavailable
from dashboard.workers import timers
from tests.helpers.centre import Centre, running
from tests.helpers.deadlines import wind
from tests.helpers.killing import Killed, kill_after, kill_before
from tests.helpers.messages import report
from tests.services.centre import wait_until

CASES = 120
STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before it looks": lambda patch: kill_before(patch, supervising, "_look_at_cases"),
    "having looked": lambda patch: kill_after(patch, supervising, "_look_at_cases"),
    "before it records": lambda patch: kill_before(patch, records, "record"),
    "before the next look is noted": lambda patch: kill_before(patch, alerts, "look_later"),
    "before the commit": lambda patch: kill_after(patch, alerts, "look_later"),
    "before it tells": lambda patch: kill_before(patch, supervising, "tell"),
    "having told": lambda patch: kill_after(patch, supervising, "tell"),
}


def late_cases(centre: Centre, count: int = CASES) -> None:
    centre.settle(*(report(number, urgency=Urgency.E1) for number in range(count)))
    wind(centre)
    centre.clock.move(hours=12)


def test_the_timers_empty_the_log_of_the_database(sqlite_centre: Centre) -> None:
    file = Path(make_url(sqlite_centre.system.settings.database_url).database or "")
    sqlite_centre.settle(*(report(number) for number in range(CASES)))
    before = file.stat().st_size
    with running(sqlite_centre.system, (timers.run,)):
        wait_until(lambda: file.stat().st_size > before, 5, "the log stands in the file")


def raised(centre: Centre) -> Counter[tuple[str, str]]:
    """How often each turn was raised, even if it ended at once."""
    centre.tell()
    with centre.system.reader.connect() as connection:
        found = journal.changes_after(connection, centre.district, 0, 10_000)
    states = [c.state for c in found if c.kind is Kind.ALERT and isinstance(c.state, Alert)]
    return Counter((s.case, s.lamp.value) for s in states if s.version == 1)


def standing(centre: Centre) -> list[Alert]:
    with centre.system.reader.connect() as connection:
        return alerts.standing(connection, centre.district)


def test_four_timers_at_the_same_moment_tell_each_turn_once(centre: Centre) -> None:
    late_cases(centre)
    together = threading.Barrier(4)

    def look() -> None:
        together.wait()
        for _ in range(6):
            try:
                look_after(centre.system)
            except (Conflict, *DatabaseUnavailable):
                continue

    at_work = [threading.Thread(target=look) for _ in range(4)]
    for timer in at_work:
        timer.start()
    for timer in at_work:
        timer.join()
    centre.ring_deadlines()
    counted = raised(centre)
    assert {case for case, _ in counted} == set(centre.numbers())
    assert set(counted.values()) == {1}
    assert centre.faults() == []


@pytest.mark.parametrize("step", STEPS)
def test_timers_killed_at_this_step_tell_all_and_nothing_twice(
    centre: Centre, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late_cases(centre, 20)
    with centre.beside() as dying, monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(Killed):
            look_after(dying.system)
    centre.ring_deadlines()
    assert set(raised(centre).values()) == {1}
    assert {alert.case for alert in standing(centre)} == set(centre.numbers())
    assert centre.faults() == []


def test_a_backlog_is_worked_off_without_waiting_in_between(sqlite_centre: Centre) -> None:
    late_cases(sqlite_centre, 450)
    with running(sqlite_centre.system, (timers.run,)):
        wait_until(lambda: len(standing(sqlite_centre)) >= 450, 5, "every case is told")


def test_nothing_due_costs_no_transaction(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    late_cases(sqlite_centre, 5)
    sqlite_centre.ring_deadlines()
    kill_before(monkeypatch, UnitOfWork, "hold")
    assert look_after(sqlite_centre.system) == 0
