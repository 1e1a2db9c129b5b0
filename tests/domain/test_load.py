"""How many cases a unit may still get."""

from datetime import datetime

import pytest

from dashboard.domain.changes import Strength
from dashboard.domain.load import Load, Strain, capacity, refuse_overload, strength
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency
from tests.domain.situations import CALENDAR, DISTRICT

UNIT = DISTRICT.units["U01"]
DAY, NOON, EVENING = "2026-11-23T08:30", "2026-11-23T12:00", "2026-11-23T17:30"
NIGHT, SUNDAY = "2026-11-24T05:00", "2026-11-29T10:00"


def after(*told: tuple[str, int]) -> int:
    """The unit's capacity, in multiples of `per_handler`, after these reports."""
    said: Strength | None = None
    for at, on_duty in told:
        now = datetime.fromisoformat(at).replace(tzinfo=CALENDAR.zone)
        said = strength(said, UNIT.code, on_duty, now, CALENDAR)
    assert said is None or said.version == len(told)
    return capacity(UNIT, said) // UNIT.per_handler


def test_until_it_speaks_a_unit_can_hold_what_its_staff_can() -> None:
    assert after() == UNIT.staff


def test_by_day_its_handlers_on_duty_count() -> None:
    assert after((DAY, 4)) == 4
    assert after((DAY, 4), (NOON, 3)) == 3
    assert after((DAY, 0)) == 0


def test_by_night_and_on_rest_days_those_of_the_working_day_count() -> None:
    assert after((DAY, 4), (EVENING, 1), (NIGHT, 1), (SUNDAY, 2)) == 4


def test_who_is_called_in_at_night_counts() -> None:
    assert after((DAY, 4), (NIGHT, 9)) == 9
    assert after((DAY, 4), (NIGHT, 9), (SUNDAY, 1)) == 4


def test_a_unit_that_has_spoken_only_by_night_counts_with_its_staff() -> None:
    assert after((NIGHT, 1)) == UNIT.staff


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
