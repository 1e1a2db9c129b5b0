"""A snapshot may contain changes without a number: PostgreSQL numbers after the commit (D5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.live.follower import Follower
from dashboard.streams import changes
from tests.helpers.centre import Centre, read_settings, rounds_until
from tests.helpers.messages import message, report, reports
from tests.helpers.pictures import portrait
from tests.live.slow import UNIT, SlowWriter
from tests.live.ways import LIFE, command
from tests.services.valkey import Valkey

NUMBER = "NG20261123-0001"


@pytest.fixture
def centre(tmp_path: Path, valkey: Valkey, migrated_postgresql_url: str) -> Iterator[Centre]:
    with Centre(read_settings(tmp_path, valkey.url, migrated_postgresql_url)) as made:
        yield made


@pytest.fixture
def slow(centre: Centre) -> Iterator[SlowWriter]:
    made = SlowWriter(centre.system)
    yield made
    made.commit()


def live_through(centre: Centre, steps: int) -> None:
    """Takes a case through its life in the database, without publishing anything."""
    now = centre.clock()
    centre.send(*(message(name, command(name, NUMBER, "U01", now)) for name in LIFE[:steps]))
    centre.take_in()


def follow_one_by_one(centre: Centre, follower: Follower) -> Iterator[int]:
    """Applies every change by itself; yields the number of open cases after each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "READ_MAX", 1)
        for _ in rounds_until(lambda: follower.picture.seq == centre.last_seq()):
            follower.step(1)
            yield follower.picture.figures["open"]


def test_a_case_closed_before_its_changes_had_numbers_does_not_come_back(centre: Centre) -> None:
    centre.settle(report("first"))
    live_through(centre, steps=4)
    follower = centre.follower()
    assert follower.picture.seq == 1
    centre.tell()
    assert list(follow_one_by_one(centre, follower)) == [0, 0, 0, 0]
    assert follower.picture.figures["closed_today"] == 1
    assert portrait(follower.picture) == portrait(centre.follower().picture)


def test_a_case_does_not_step_back_while_its_changes_get_their_numbers(centre: Centre) -> None:
    centre.settle(report("first"))
    live_through(centre, steps=3)
    follower = centre.follower()
    centre.tell()
    for _ in follow_one_by_one(centre, follower):
        assert follower.picture.rows[NUMBER].version == 4
    assert portrait(follower.picture) == portrait(centre.follower().picture)


def test_what_happens_after_the_snapshot_is_shown_although_the_snapshot_was_ahead(
    centre: Centre,
) -> None:
    centre.settle(report("first"))
    live_through(centre, steps=3)
    follower = centre.follower()
    live_through(centre, steps=4)
    centre.tell()
    assert list(follow_one_by_one(centre, follower)) == [1, 1, 1, 0]


def test_a_transaction_that_commits_late_is_neither_missed_nor_out_of_order(
    centre: Centre, slow: SlowWriter
) -> None:
    """Its rows get the lower numbers; until it ends, no other rows may get any."""
    slow.begin_or_commit()
    centre.send(*reports(3))
    centre.take_in()
    centre.relay.step()
    early = centre.follower()
    assert (early.picture.seq, early.picture.figures["open"]) == (0, 3)
    slow.commit()
    centre.tell()
    assert centre.told() == [1, 2, 3, 4]
    early.step(1)
    assert early.picture.on_duty[UNIT].on_duty == 1
    assert portrait(early.picture) == portrait(centre.follower().picture)
