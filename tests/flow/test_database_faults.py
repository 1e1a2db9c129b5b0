"""The database is full, or gone and back: what it didn't take stays in the inbox (D1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from dashboard.streams import inbox
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre, read_settings, running
from tests.helpers.clock import MovableClock
from tests.helpers.messages import report, reports
from tests.helpers.pictures import portrait
from tests.services.centre import wait_until
from tests.services.postgres import Postgres
from tests.services.valkey import Valkey


@contextmanager
def full_disk(engine: Engine) -> Iterator[None]:
    """SQLite may not grow by more than a few pages."""
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def limit(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 5}")

    event.listen(engine, "connect", limit)
    engine.dispose()
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def long_reports(source: str) -> list[bytes]:
    return [report(number, source, text="积水" * 500) for number in range(40)]


def test_a_full_disk_takes_nothing_by_halves_and_all_when_there_is_room(
    sqlite_centre: Centre,
) -> None:
    centre = sqlite_centre
    centre.settle(*reports(5))
    follower = centre.follower()
    with full_disk(centre.system.engine):
        centre.send(*long_reports("into a full disk"))
        for _ in range(7):
            with pytest.raises(OperationalError, match="full"):
                centre.take_in()
        assert inbox.depth(centre.system.redis, centre.district)[0] == 40
        assert len(centre.numbers()) == 5
        assert centre.faults() == []
        follower.step(1)
    assert_whole(centre, follower, 45)
    assert centre.rejected() == []


@pytest.fixture
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL of this test's own."""
    server = Postgres()
    server.start()
    yield server
    server.stop()


def test_a_postgresql_that_crashes_is_waited_out_by_everybody(
    tmp_path: Path, valkey: Valkey, mortal: Postgres
) -> None:
    found = read_settings(tmp_path, valkey.url, mortal.new_database())
    with Centre(found, MovableClock(None)) as centre, centre.beside() as worker:
        follower = centre.follower()
        with running(worker.system):
            centre.send(*reports(20))
            wait_until(lambda: len(centre.numbers()) == 20, 15, "the first are taken")
            mortal.crash()
            centre.send(*reports(20, "while it is down"))
            follower.step(100)
            mortal.go_on()
            # Not the count: after a crash before the first publication the stream begins later.
            wait_until(lambda: centre.told()[-1:] == [40], 30, "all are taken and told")
        wait_until(lambda: follower.step(100) or follower.picture.seq == 40, 10, "followed")
        assert follower.picture.figures["open"] == 40
        shown, fresh = portrait(follower.picture), portrait(centre.follower().picture)
        assert shown | {"now": 0} == fresh | {"now": 0}
        assert centre.rejected() == []
        assert centre.faults() == []
