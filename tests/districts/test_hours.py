"""Working hours and allowances of a pack: what they say, and what is refused."""

from datetime import date, time

import pytest

from dashboard.districts import Pack, load
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from tests.districts.conftest import Edit, Refusal

LINE = "1970-01-01,01-01,12-31,08:30-11:30 13:00-16:30"
E3 = "E3,1 WORK_HOUR,2 WORK_HOUR,1 WORK_HOUR"


def test_every_urgency_has_its_allowances(pack: Pack) -> None:
    assert list(pack.district.allowances) == list(Urgency)
    assert pack.district.allowances[Urgency.E1] == Allowances(
        intake=Limit(5, LimitUnit.MINUTE),
        verify_report=Limit(30, LimitUnit.MINUTE),
        dispatch=Limit(5, LimitUnit.MINUTE),
        acknowledge=Limit(15, LimitUnit.MINUTE),
        return_within=None,
        handle=Limit(4, LimitUnit.HOUR),
        verify=Limit(4, LimitUnit.HOUR),
        callback=Limit(3, LimitUnit.CAL_DAY),
    )


def test_the_hours_hold_all_the_year_round(pack: Pack) -> None:
    (season,) = pack.district.seasons
    assert season.stretches == ((time(8, 30), time(11, 30)), (time(13), time(16, 30)))
    assert all(season.holds_on(date(2026, month, 1)) for month in range(1, 13))


def test_a_summer_is_one_more_line(edited: Edit) -> None:
    summer = f"{LINE}\n2027-06-01,06-01,08-31,08:00-11:30 14:00-17:00"
    district = load(str(edited("working_hours.csv", LINE, summer))).district
    assert [season.begins for season in district.seasons] == [(1, 1), (6, 1)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (LINE, LINE.replace("12-31", "11-30"), ": no line holds from 1970-01-01 and from 01-01"),
        (LINE, LINE.replace("1970-", "2026-"), ": no line holds from 1970-01-01 and from 01-01"),
        ("1970-01-01", "1970-13-01", ", line 6: valid_from must be a date such as 2026-05-01"),
        ("12-31", "12-32", ", line 6: season_to must be month and day such as 05-01"),
        ("13:00-16:30", "13:00", ", line 6: hours '13:00' must be like 08:30-11:30"),
        ("13:00-16:30", "25:00-26:30", ", line 6: hours '25:00-26:30' must be like 08:30-11:30"),
        ("13:00-16:30", "13:00-12:30", ", line 6: hours '13:00-12:30' must come after"),
        ("13:00-16:30", "11:00-16:30", ", line 6: hours '11:00-16:30' must come after"),
    ],
)
def test_hours_that_do_not_hold_together_are_refused(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("working_hours.csv", old, new).startswith(f"working_hours.csv{says}")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("E1,", "E5,", ", line 4: urgency 'E5' is unknown; use one of E1, E2, E3, E4"),
        ("E1,", "E2,", ", line 5: urgency 'E2' is already in allowances.csv, line 4"),
        ("5 MINUTE", "5 minutes", ", line 4: intake '5 minutes' must be a number and one of"),
        ("5 MINUTE", "0 MINUTE", ", line 4: intake '0 MINUTE' must be a number and one of"),
        ("15 MINUTE,-", "15 MINUTE,", ", line 4: return_within is empty; fill it in"),
        (E3, f"# {E3}", ": has no line for E3; add it."),
    ],
)
def test_an_allowance_that_says_nothing_is_refused(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("allowances.csv", old, new).startswith(f"allowances.csv{says}")
