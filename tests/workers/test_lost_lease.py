"""An intake loses its lease with its connection: whatever happens meanwhile, nothing hangs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.store import leases
from dashboard.streams import inbox
from dashboard.streams.inbox import Reader
from tests.helpers.centre import Centre, read_settings
from tests.helpers.messages import reports
from tests.services.valkey import Valkey


@pytest.fixture
def postgresql_centre(
    tmp_path: Path, valkey: Valkey, migrated_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Centre]:
    """PostgreSQL only: SQLite's lease is a file lock, which ends only with the process."""
    monkeypatch.setattr(leases, "ASK_EVERY_S", 0.0)
    with Centre(read_settings(tmp_path, valkey.url, migrated_postgresql_url)) as made:
        yield made


def cut(centre: Centre) -> None:
    """Ends the connections that hold a lease, as a server's restart or a firewall does."""
    with centre.system.reader.connect() as connection:
        ended = connection.execute(
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'")
        )
        assert all(ended.scalars())


def test_who_gets_the_lease_back_takes_over_from_who_had_it_meanwhile(
    postgresql_centre: Centre,
) -> None:
    centre = postgresql_centre
    centre.settle(*reports(3))
    cut(centre)
    centre.send(*reports(3, "meanwhile"))
    inbox.read(centre.system.redis, centre.district, Reader("another intake, dead", 3, 1))
    centre.settle(*reports(3, "later"))
    assert len(centre.numbers()) == 9
    assert centre.faults() == []


def test_who_has_lost_the_lease_does_nothing_until_it_is_free_again(
    postgresql_centre: Centre,
) -> None:
    centre = postgresql_centre
    centre.settle(*reports(3))
    cut(centre)
    with centre.beside() as other:
        other.settle(*reports(3, "by the other"))
        centre.send(*reports(3, "waiting"))
        centre.intake.step()
        assert inbox.depth(centre.system.redis, centre.district)[0] == 3
    centre.settle()
    assert len(centre.numbers()) == 9
