"""The order of changes: no committed row is skipped, whichever transaction commits first (D5)."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from dashboard.domain.changes import Act
from dashboard.store import journal, records, tables
from dashboard.store.journal import Stamped
from tests.helpers.centre import Centre, read_settings
from tests.helpers.states import act, changed, new_case, strength
from tests.services.valkey import Valkey

WRITERS, TURNS = 8, 20


def stamp(centre: Centre, limit: int = 100) -> list[Stamped]:
    """Stamps once, like a new relay."""
    with centre.system.engine.begin() as connection:
        head = journal.head(connection, centre.district)
        return journal.stamp(connection, centre.district, head, limit)[1]


def write(centre: Centre, *acts: Act, pause: float = 0) -> list[Stamped]:
    with centre.system.engine.begin() as connection:
        told = records.record(connection, centre.district, acts)
        time.sleep(pause)
    return told


def chained(centre: Centre) -> list[tuple[int, str, int]]:
    """The chain as (seq, key, version)."""
    c, j = tables.chain.c, tables.journal.c
    rows = (
        select(c.seq, j.key, j.version)
        .join_from(tables.chain, tables.journal, j.id == c.entry)
        .order_by(c.seq)
    )
    with centre.system.reader.connect() as connection:
        return [(row.seq, row.key, row.version) for row in connection.execute(rows)]


def waits(centre: Centre) -> bool:
    with centre.system.reader.connect() as connection:
        head = journal.head(connection, centre.district)
        return journal.waiting(connection, centre.district, head)


@pytest.fixture
def postgresql_centre(tmp_path: Path, valkey: Valkey, migrated_postgresql_url: str) -> Centre:
    return Centre(read_settings(tmp_path, valkey.url, migrated_postgresql_url))


def test_d5_a_row_that_commits_late_is_waited_for_not_passed_over(
    postgresql_centre: Centre,
) -> None:
    with postgresql_centre as centre:
        with centre.system.engine.begin() as slow:
            records.record(slow, centre.district, [act(strength("slow", 1))])
            write(centre, act(strength("quick", 1)))
            assert stamp(centre) == []
            assert not waits(centre)
        assert waits(centre)
        assert [one.seq for one in stamp(centre)] == [1, 2]
        assert chained(centre) == [(1, "slow", 1), (2, "quick", 1)]


def test_d5_a_row_of_an_older_transaction_that_is_written_later_is_waited_for_too(
    postgresql_centre: Centre,
) -> None:
    with postgresql_centre as centre:
        with centre.system.engine.begin() as slow:
            records.record(slow, centre.district, [act(strength("first", 1))])
            write(centre, act(strength("quick", 1)))
            records.record(slow, centre.district, [act(strength("second", 1))])
            assert stamp(centre) == []
        stamp(centre)
        assert [key for _, key, _ in chained(centre)] == ["first", "second", "quick"]


def test_d5_a_transaction_that_gives_up_leaves_no_gap(postgresql_centre: Centre) -> None:
    with postgresql_centre as centre:
        with centre.system.engine.connect() as given_up:
            records.record(given_up, centre.district, [act(strength("never", 1))])
            write(centre, act(strength("kept", 1)))
            given_up.rollback()
        stamp(centre)
        assert chained(centre) == [(1, "kept", 1)]


def write_many(centre: Centre, writer: int) -> None:
    """Some transactions commit at once, some hold their rows back for a while."""
    chance = random.Random(writer)
    for version in range(1, TURNS + 1):
        pause = chance.choice((0, 0, 0.002, 0.01))
        write(centre, act(strength(f"U{writer}", version)), pause=pause)


def stamp_until(centre: Centre, done: threading.Event) -> list[Stamped]:
    """Stamps again and again, like a running relay."""
    told: list[Stamped] = []
    with centre.system.reader.connect() as connection:
        head = journal.head(connection, centre.district)
    while not done.is_set() or waits(centre):
        with centre.system.engine.begin() as connection:
            head, more = journal.stamp(connection, centre.district, head, 7)
        told += more
    return told


def test_d5_eight_writers_at_once_and_every_row_has_its_place(centre: Centre) -> None:
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        stamps = centre.system.engine.dialect.name == "postgresql"
        relay = pool.submit(stamp_until, centre, done) if stamps else None
        writers = [pool.submit(write_many, centre, writer) for writer in range(WRITERS)]
        try:
            for writer in writers:
                writer.result()
        finally:
            done.set()
        if relay is not None:
            assert [one.seq for one in relay.result()] == list(range(1, WRITERS * TURNS + 1))
    found = chained(centre)
    assert [seq for seq, _, _ in found] == list(range(1, WRITERS * TURNS + 1))
    for number in range(WRITERS):
        versions = [version for _, key, version in found if key == f"U{number}"]
        assert versions == list(range(1, TURNS + 1))
    assert centre.faults() == []


def test_a_batch_may_end_within_a_transaction(postgresql_centre: Centre) -> None:
    with postgresql_centre as centre:
        write(centre, *(act(strength(f"U{n}", 1)) for n in range(5)))
        batches = [stamp(centre, limit=2) for _ in range(4)]
        assert [[one.seq for one in told] for told in batches] == [[1, 2], [3, 4], [5], []]
        assert [key for _, key, _ in chained(centre)] == ["U0", "U1", "U2", "U3", "U4"]


def test_sqlite_rows_are_numbered_by_the_transaction_that_writes_them(
    sqlite_centre: Centre,
) -> None:
    first = write(sqlite_centre, act(strength("U1", 1)), act(strength("U2", 1)))
    second = write(sqlite_centre, act(strength("U1", 2)))
    assert [one.seq for one in first + second] == [1, 2, 3]
    assert not waits(sqlite_centre)


def test_each_district_has_a_chain_of_its_own(centre: Centre) -> None:
    for district in ("nanguan", "chaoyang", "nanguan"):
        with centre.system.engine.begin() as connection:
            head = journal.head(connection, district)
            acts = [act(strength(f"U{head.seq}", 1))]
            records.record(connection, district, acts)
        with centre.system.engine.begin() as connection:
            journal.stamp(connection, district, journal.head(connection, district), 10)
    with centre.system.reader.connect() as connection:
        assert journal.last_seq(connection, "nanguan") == 2
        assert journal.last_seq(connection, "chaoyang") == 1
    assert centre.faults() == []


def test_what_is_read_from_the_journal_is_what_was_stamped(centre: Centre) -> None:
    told = write(centre, act(strength("U1", 1)), act(strength("U1", 2))) or stamp(centre)
    with centre.system.reader.connect() as connection:
        assert journal.told_after(connection, centre.district, 0, 10) == told
        assert journal.told_after(connection, centre.district, 1, 10) == told[1:]
        changes = journal.changes_after(connection, centre.district, 0, 10)
    assert [change.state for change in changes] == [strength("U1", 1), strength("U1", 2)]


def test_versions_that_are_committed_but_not_yet_in_the_chain_are_known(
    postgresql_centre: Centre,
) -> None:
    case = new_case()
    with postgresql_centre as centre, centre.system.reader.connect() as connection:
        write(centre, act(case))
        stamp(centre)
        write(centre, act(changed(case), "direct"), act(changed(changed(case)), "acknowledge"))
        head = journal.head(connection, centre.district)
        ahead = journal.unstamped_versions(connection, centre.district, head)
    assert ahead == {case.number: 3}
