"""The worked example: computed by hand once, and every rival says something else."""

import pytest

from dashboard.domain.assessment.metrics import METRICS
from dashboard.domain.assessment.rivals import RIVALS
from dashboard.domain.assessment.worked_example import HOUR_MS, ours, theirs

# By metric: the cases that it counts, of how many; then what its rivals say (met, n).
BY_HAND: dict[str, tuple[str, int, tuple[int, int], tuple[int, int]]] = {
    "reported": ("1 2 4 6 7 8 10", 7, (6, 6), (5, 5)),
    "closed": ("1 2 4 5 9", 5, (4, 4), (3, 3)),
    "judged": ("1 2 3 4 5 9", 6, (5, 5), (4, 4)),
    "on_time": ("1 4 5", 6, (2, 5), (3, 5)),
    "late": ("2 3 9", 6, (3, 5), (2, 5)),
    "settled": ("1 2 4 5 9", 6, (4, 5), (3, 4)),
    "returned": ("4", 6, (1, 7), (1, 5)),
    "extended": ("3", 6, (0, 7), (0, 5)),
    "suspended": ("9", 6, (0, 7), (1, 5)),
    "reworked": ("2", 5, (1, 7), (1, 3)),
    "satisfied": ("1 5", 3, (4, 5), (1, 2)),
    "solved": ("1 2 5", 4, (4, 5), (2, 2)),
    "once": ("1 5 9", 5, (1, 7), (1, 3)),
    "local": ("1 5 9", 5, (1, 7), (1, 3)),
    "proactive": ("1", 5, (1, 7), (2, 5)),
    "time_to_close": ("1 2 4 5 9", 5, (5, 5), (3, 3)),
    "handled": ("1 4", 5, (2, 4), (2, 4)),
    "handled_late": ("2 3 9", 5, (2, 4), (2, 4)),
    "acknowledged": ("1 4", 4, (2, 3), (4, 5)),
}


def test_every_metric_has_its_example_and_two_rivals() -> None:
    assert BY_HAND.keys() == METRICS.keys() == RIVALS.keys()
    assert {len({rival.way for rival in pair}) for pair in RIVALS.values()} == {2}


@pytest.mark.parametrize("name", METRICS)
def test_what_the_code_says_of_the_example_is_what_the_hand_has_counted(name: str) -> None:
    counted, n, *others = BY_HAND[name]
    mine = ours(name)
    assert " ".join(mine.counted) == counted
    assert mine.share.n == n
    assert [(one.share.met, one.share.n) for one in theirs(name).values()] == others


def test_times_are_those_of_the_middle_case_and_of_nine_in_ten() -> None:
    mine, (to_result, by_report) = ours("time_to_close"), theirs("time_to_close").values()
    assert (mine.half, mine.most) == (50 * HOUR_MS, 260 * HOUR_MS)
    assert (to_result.half, to_result.most) == (40 * HOUR_MS, 255 * HOUR_MS)
    assert (by_report.half, by_report.most) == (50 * HOUR_MS, 50 * HOUR_MS)


@pytest.mark.parametrize("name", METRICS)
def test_a_rival_differs_from_ours_on_these_cases(name: str) -> None:
    for way, other in theirs(name).items():
        assert other != ours(name), way
        rate = name not in ("reported", "closed", "judged", "time_to_close")
        assert not rate or other.share.value != ours(name).share.value, way
