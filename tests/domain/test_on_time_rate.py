"""A share is shown with enough cases behind it, or not at all."""

from dashboard.domain.on_time_rate import NONE, Rate


def test_fewer_than_five_cases_have_no_share() -> None:
    assert Rate(4, 4, 3.5).share is None
    assert Rate(4, 4, 3.5).expected_share is None


def test_five_cases_have_one() -> None:
    assert Rate(5, 4, 4.5).share == 0.8
    assert Rate(5, 4, 4.5).expected_share == 0.9


def test_no_case_at_all_is_no_zero_percent() -> None:
    assert NONE.share is None
