"""What the intake stores besides states: taken messages, reserved numbers, sealed reporters."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from dashboard.actions import privacy
from dashboard.domain.commands import Reporter
from dashboard.store import intake, tables
from dashboard.store.engines import Conflict
from dashboard.streams import changes
from tests.helpers.centre import SECRET, Centre
from tests.helpers.messages import report

DAY = "20261123"
REPORTER = Reporter("欧阳震华", "13904310000")


def reserve(centre: Centre, count: int, district: str = "nanguan", series: str = DAY) -> int:
    with centre.system.engine.begin() as connection:
        return intake.reserve_numbers(connection, district, series, count)


def mark(centre: Centre, *ids: str, district: str = "nanguan") -> None:
    rows = [
        {"district": district, "source": "test", "id": one, "number": f"NG-{one}", "at": 0}
        for one in ids
    ]
    with centre.system.engine.begin() as connection:
        intake.mark_received(connection, rows)


def test_numbers_begin_at_one_and_go_on_behind_what_was_reserved(centre: Centre) -> None:
    assert [reserve(centre, count) for count in (3, 1, 5)] == [1, 4, 5]


def test_each_series_and_each_district_counts_for_itself(centre: Centre) -> None:
    reserve(centre, 3)
    assert reserve(centre, 1, series="20261124") == 1
    assert reserve(centre, 1, district="chaoyang") == 1


def test_unused_numbers_go_back_and_are_given_to_the_next(centre: Centre) -> None:
    with centre.system.engine.begin() as connection:
        assert intake.reserve_numbers(connection, centre.district, DAY, 10) == 1
        intake.reserve_numbers(connection, centre.district, DAY, -7)
    assert reserve(centre, 1) == 4


def test_a_transaction_that_gives_up_gives_its_numbers_back(centre: Centre) -> None:
    with centre.system.engine.connect() as connection:
        intake.reserve_numbers(connection, centre.district, DAY, 10)
        connection.rollback()
    assert reserve(centre, 1) == 1


def test_four_at_once_never_get_the_same_number(centre: Centre) -> None:
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda _: reserve(centre, 2), range(40)))
    assert sorted(given) == list(range(1, 81, 2))


def test_a_message_is_known_by_source_and_id_together(centre: Centre) -> None:
    mark(centre, "1", "2")
    mark(centre, "3", district="chaoyang")
    keys = [("test", "1"), ("test", "2"), ("test", "3"), ("another", "1")]
    with centre.system.reader.connect() as connection:
        known = intake.already_received(connection, centre.district, keys)
    assert known == {("test", "1"): "NG-1", ("test", "2"): "NG-2"}


def test_d2_a_message_cannot_be_marked_twice_and_takes_its_batch_with_it(centre: Centre) -> None:
    mark(centre, "1")
    with pytest.raises(Conflict):
        mark(centre, "2", "1")
    with centre.system.reader.connect() as connection:
        keys = [("test", "1"), ("test", "2")]
        assert list(intake.already_received(connection, centre.district, keys)) == [("test", "1")]


def test_who_reported_is_nowhere_to_be_read_but_by_the_key(centre: Centre) -> None:
    centre.settle(report(1, reporter=REPORTER))
    [number] = centre.numbers()
    assert centre.case(number).reporter_known
    with centre.system.reader.connect() as connection:
        books = "".join(
            str(row)
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
        )
        sealed = connection.execute(select(tables.reporters.c.sealed)).scalar_one()
    told = changes.after(centre.system.redis, centre.district, 0, 1)
    assert len(told) == 1
    for secret in (REPORTER.name, REPORTER.phone):
        assert secret not in books
        assert secret not in str(told)
        assert secret.encode() not in sealed
    assert privacy.unseal(SECRET, number, sealed) == REPORTER


def test_a_sealed_reporter_opens_with_its_own_key_and_case_only() -> None:
    sealed = privacy.seal(SECRET, "NG20261123-0001", REPORTER)
    assert privacy.seal(SECRET, "NG20261123-0001", REPORTER) != sealed
    with pytest.raises(InvalidTag):
        privacy.unseal(SECRET, "NG20261123-0002", sealed)
    with pytest.raises(InvalidTag):
        privacy.unseal("another secret of sixteen", "NG20261123-0001", sealed)
    with pytest.raises(InvalidTag):
        privacy.unseal(SECRET, "NG20261123-0001", sealed[:-1] + b"x")
