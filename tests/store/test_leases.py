"""One intake, one relay: a lease has one holder, and ends with it in any case."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from dashboard.store import engines, leases
from tests.services.centre import wait_until

HOLD = """
import sys, time
from dashboard.store import engines, leases
engine, _ = engines.open_engines(sys.argv[1])
mine = leases.lease(engine, "nanguan", "relay")
print("held" if mine.held() else "not held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine, reader = engines.open_engines(database_url)
    yield engine
    engine.dispose()
    reader.dispose()


@contextmanager
def holding(url: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the relay's lease; at the end it is killed with -9."""
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_of_two_holders_one_has_the_lease_until_it_gives_it_back(engine: Engine) -> None:
    first, second = (leases.lease(engine, "nanguan", "relay") for _ in range(2))
    assert first.held()
    assert first.held()
    assert not second.held()
    first.release()
    assert second.held()
    assert not first.held()
    second.release()


def test_leases_of_another_name_or_district_are_not_in_the_way(engine: Engine) -> None:
    names = [("nanguan", "relay"), ("nanguan", "intake"), ("chaoyang", "relay")]
    held = [leases.lease(engine, *name) for name in names]
    assert [one.held() for one in held] == [True, True, True]
    for one in held:
        one.release()


def test_giving_back_what_one_does_not_hold_does_no_harm(engine: Engine) -> None:
    first, second = (leases.lease(engine, "nanguan", "relay") for _ in range(2))
    assert first.held()
    assert not second.held()
    second.release()
    assert first.held()
    assert not second.held()
    first.release()


def test_a_lease_ends_with_a_process_that_is_killed(engine: Engine, database_url: str) -> None:
    mine = leases.lease(engine, "nanguan", "relay")
    with holding(database_url) as process:
        assert not mine.held()
        process.kill()
        wait_until(mine.held, 5, "the dead process's lease is free")
    mine.release()


def test_a_lease_whose_connection_was_cut_is_lost_and_noticed(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "ASK_EVERY_S", 0.0)
    engine, reader = engines.open_engines(postgresql_url)
    first, second = (leases.lease(engine, "nanguan", "relay") for _ in range(2))
    assert first.held()
    with reader.connect() as connection:
        cut = text(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
        )
        assert connection.execute(cut).scalars().all() == [True]
    assert not first.held()
    assert second.held()
    assert not first.held()
    second.release()
    engine.dispose()
    reader.dispose()
