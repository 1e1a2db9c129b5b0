"""The benches' own computations: percentiles, rounds, rows, and pairing messages with sights."""

from pathlib import Path

import pytest

from tests.bench.change import SMALL, Wall, in_turns
from tests.bench.figures import Row, of_rounds, percentile, short, table
from tests.bench.pairing import Sent, delays, number_of


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile([7.0], 0.99) == 7


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_one_disturbed_round_does_not_decide() -> None:
    assert of_rounds([[1.0, 2.0], [900.0, 950.0], [1.0, 3.0]], 0.99) == 3.0


@pytest.mark.parametrize(
    ("ours", "at_least", "reached"),
    [(20.0, False, True), (21.0, False, False), (20.0, True, True), (19.0, True, False)],
)
def test_a_goal_is_reached_at_its_bound(ours: float, at_least: bool, reached: bool) -> None:
    row = Row("latency", "a way", ours, 10.0, "ms", 2.0, at_least=at_least)
    assert row.reached is reached


def test_a_row_says_when_it_stands_against_a_limit() -> None:
    row = Row("load", "bytes", 450.0, 1800.0, "KB", 1.0, against_limit=True)
    assert "limit 1,800 KB" in row.cells()
    assert row.told()["against_is_a_limit"] is True
    assert row.told()["ratio"] == 0.25


def test_the_columns_of_a_table_stand_below_each_other() -> None:
    rows = [
        Row("latency", "a short way", 5.0, 4.0, "ms", 2.0),
        Row("load", "a much longer way", 1234.0, 1.0, "KB", 2.0),
    ]
    heading, _, *lines = table(rows).splitlines()
    place = heading.index("verdict")
    assert [line[place:] for line in lines] == ["reached", "MISSED"]


@pytest.mark.parametrize(
    ("value", "told"), [(0.456, "0.46"), (12.34, "12.3"), (1234.5, "1,234"), (100.0, "100")]
)
def test_figures_keep_the_digits_that_count(value: float, told: str) -> None:
    assert short(value) == told


def test_numbers_of_cases_grow_with_day_and_count() -> None:
    told = ["NG20261123-9999", "NG20261123-10000", "NG20261124-0001"]
    assert sorted(told, key=number_of) == told


def test_what_is_no_case_number_is_not_one() -> None:
    with pytest.raises(ValueError, match="no case number"):
        number_of("NG-I-1")


def test_a_message_is_seen_with_the_first_sight_of_it_or_a_later_one() -> None:
    sent = [Sent(1, at=100.0), Sent(2, at=110.0), Sent(3, at=120.0)]
    # The second and third came together, so only the third was ever the newest.
    assert delays(sent, [(1, 105.0), (3, 127.0)]) == [5.0, 17.0, 7.0]


def test_a_message_that_was_never_seen_stops_the_bench() -> None:
    with pytest.raises(RuntimeError, match="2 was never seen"):
        delays([Sent(1, at=1.0), Sent(2, at=2.0)], [(1, 3.0)])


def test_a_size_is_not_measured_against_itself(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not two sizes"):
        in_turns(tmp_path, (SMALL, SMALL), 1, Wall)
