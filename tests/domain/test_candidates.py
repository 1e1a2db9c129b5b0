"""The units that some cases are offered to: their order, and which one is preselected."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dashboard.domain.candidates import CANDIDATES_MAX, UnitFit, preferred, ranked
from dashboard.domain.case import Case
from dashboard.domain.duties import Duty, duties
from dashboard.domain.load import Load
from dashboard.domain.unit import DutyItem, Unit
from tests.domain.situations import DISTRICT, reported

WATER, GARBAGE = reported(item="0101"), reported(item="0201")
GARBAGE_UNIT = DISTRICT.items["0201"].unit
UNCLEAR = reported(item=None)
OVER = Load(open=15, capacity=10)


def offered(*cases: Case, loads: Mapping[str, Load] | None = None) -> list[UnitFit]:
    def load(unit: Unit) -> Load:
        return (loads or {}).get(unit.code, Load(open=0, capacity=10))

    return ranked(DISTRICT, cases, load)


def _helpers(item: DutyItem) -> list[str]:
    """The units that assist everywhere."""
    return [code for code in item.co_units if code not in DISTRICT.suppliers]


def test_of_one_case_they_stand_in_the_order_of_their_duties() -> None:
    found = offered(WATER)
    assert [one.duty for one in found] == sorted((o.duty for o in found), key=list(Duty).index)
    assert {one.unit.code: one.duty for one in found} == duties(
        DISTRICT, DISTRICT.items["0101"], WATER.grid
    )
    assert {one.cases for one in found} == {1}


def test_of_the_same_duty_the_one_with_more_room_comes_first() -> None:
    helped = (item for item in DISTRICT.items.values() if len(_helpers(item)) > 1)
    item = next(helped)
    first, second, *_ = _helpers(item)
    for full, free in ((first, second), (second, first)):
        found = offered(reported(item=item.code), loads={full: Load(open=9, capacity=10)})
        codes = [one.unit.code for one in found]
        assert codes.index(free) < codes.index(full)


def test_who_leads_most_of_them_comes_before_who_takes_anything() -> None:
    found = offered(WATER, WATER, GARBAGE)
    assert [(one.unit.code, one.own) for one in found[:2]] == [("U01", 2), (GARBAGE_UNIT, 1)]
    street = next(one for one in found if one.unit.code == WATER.street)
    assert (street.cases, street.own) == (3, 0)


def test_what_nobody_leads_is_the_streets() -> None:
    found = offered(UNCLEAR, UNCLEAR)
    assert (found[0].unit.code, found[0].cases, found[0].own) == (WATER.street, 2, 0)


def test_of_many_cases_the_strongest_duty_counts() -> None:
    items = DISTRICT.items.values()
    helped, led = next((a, b) for a in items for b in items if b.unit in _helpers(a))
    found = offered(reported(item=helped.code), reported(item=led.code))
    assert next(one.duty for one in found if one.unit.code == led.unit) is Duty.LEAD


def test_nobody_is_offered_what_they_have() -> None:
    assert "U01" not in {one.unit.code for one in offered(replace(WATER, unit="U01"))}


def test_no_more_than_eight_are_offered() -> None:
    many = [reported(item=code) for code in DISTRICT.items]
    assert len(offered(*many)) == CANDIDATES_MAX


@pytest.mark.parametrize(
    ("loads", "cases", "taken"),
    [
        ({}, [WATER], True),
        ({"U01": OVER}, [WATER], False),
        ({"U01": replace(OVER, open=14)}, [WATER], True),
        ({}, [WATER, GARBAGE], False),
        ({}, [UNCLEAR, UNCLEAR], True),
        ({}, [WATER] * 15, True),
        ({}, [WATER] * 16, False),
        ({"U01": Load(open=10, capacity=10)}, [WATER] * 6, False),
    ],
)
def test_the_first_is_taken_unasked_where_it_has_room_for_all(
    loads: dict[str, Load], cases: list[Case], *, taken: bool
) -> None:
    found = offered(*cases, loads=loads)
    assert preferred(found, len(cases)) == (found[0].unit if taken else None)


def test_of_nobody_none_is_taken() -> None:
    assert preferred([], 1) is None
