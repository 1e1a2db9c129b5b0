"""The benches' own computations: percentiles, rounds, rows, and pairing messages with sights."""

from math import inf
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from dashboard.domain.changes import Change, Kind
from dashboard.live.stages import BUCKETS_S, STAGES, Stages
from dashboard.streams.traces import WAY, Trace
from tests.bench import stages
from tests.bench.change import SMALL, Wall, in_turns
from tests.bench.figures import Row, of_rounds, percentile, short, table
from tests.bench.pairing import Sent, delays, number_of
from tests.helpers.states import strength


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


def exposed(*ms: float) -> str:
    """What Prometheus is told of changes that took so long in the stage `committed`."""
    counting, registry = Stages(), CollectorRegistry()
    registry.register(counting.histogram)
    for version, took in enumerate(ms):
        at = [0.0 if mark in WAY[: WAY.index("committed")] else took for mark in WAY]
        counting.heard([Trace("U01", version, tuple(at))])
        counting.applied(Change(version, Kind.DUTY, "U01", strength("U01", version)))
        counting.told(version)
    return generate_latest(registry).decode()


def test_stages_are_read_out_of_what_prometheus_is_told() -> None:
    before, after = stages.read(exposed(4.0)), stages.read(exposed(4.0, 4.0, 4.5, 60_000.0))
    found = stages.since(before, after)
    assert list(found) == list(STAGES)
    assert found["committed"] == {0.005: 2, inf: 1}
    assert found["begun"] == {BUCKETS_S[0]: 3}
    twice = stages.together([found, found])
    assert twice["committed"] == {0.005: 4, inf: 2}


def test_a_quantile_lies_within_its_bucket_and_not_beyond_the_last_bound() -> None:
    counted = stages.Buckets({0.005: 8, 0.007: 2})
    assert stages.quantile(counted, 0.4) == pytest.approx(0.004)
    assert stages.quantile(counted, 0.9) == pytest.approx(0.006)
    assert stages.quantile(stages.Buckets({inf: 3}), 0.5) == BUCKETS_S[-1]
    with pytest.raises(ValueError, match="nothing"):
        stages.quantile(stages.Buckets(), 0.5)


def test_the_slowest_stage_of_each_column_is_marked() -> None:
    counted = {"read": stages.Buckets({0.002: 100}), "told": stages.Buckets({0.001: 98, 0.5: 2})}
    found = stages.figures(counted, {"arrived": [1.0, 3.0]})
    assert found["arrived"] == {"p50": 1.0, "p99": 3.0, "count": 2}
    _, read, told, arrived = stages.lines(found)
    assert read.split() == ["read", ">", "1.75", "2.00", "100"]
    assert told.split() == ["told", "0.85", ">", "350", "100"]
    assert arrived.split() == ["arrived", "1.00", "3.00", "2"]


def test_a_size_is_not_measured_against_itself(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not two sizes"):
        in_turns(tmp_path, (SMALL, SMALL), 1, Wall)
