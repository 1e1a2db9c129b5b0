"""What a unit may still be given."""

import pytest

from dashboard.domain.load import Load, Strain, refuse_overload
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency


@pytest.mark.parametrize(
    ("held", "strain"),
    [(0, Strain.ROOM), (39, Strain.ROOM), (40, Strain.FULL), (41, Strain.OVER), (59, Strain.OVER)],
)
def test_a_load_is_named_by_its_capacity(held: int, strain: Strain) -> None:
    assert Load(held, 40).strain is strain


def test_from_150_percent_on_a_unit_is_given_nothing_without_a_reason() -> None:
    refuse_overload("U01", Load(59, 40), Urgency.E2, "")
    with pytest.raises(Refused) as refused:
        refuse_overload("U01", Load(60, 40), Urgency.E2, "  ")
    assert refused.value.code == "OVERLOADED"
    assert refused.value.values == {"unit": "U01", "open": 60, "capacity": 40, "percent": 150}


def test_a_reason_in_words_lets_it_pass() -> None:
    refuse_overload("U01", Load(90, 40), Urgency.E3, "nobody else has a pump")


def test_what_is_critical_waits_for_no_reason() -> None:
    refuse_overload("U01", Load(90, 40), Urgency.E1, "")


def test_a_unit_with_nobody_on_duty_is_overloaded_by_its_second_case() -> None:
    assert Load(0, 0).strain is Strain.FULL
    assert Load(2, 0).strain is Strain.BLOCKED
