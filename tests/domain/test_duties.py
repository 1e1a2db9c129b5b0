"""The units that may get a case."""

from dashboard.domain.duties import Duty, duties
from tests.helpers.centre import PACK

DISTRICT = PACK.district


def test_the_lead_comes_first_and_the_street_last() -> None:
    item = DISTRICT.items["0101"]
    found = duties(DISTRICT, item, 206)
    assert next(iter(found.items())) == ("U01", Duty.LEAD)
    assert list(found.items())[-1] == ("S08", Duty.STREET)


def test_assisting_units_come_between() -> None:
    item = DISTRICT.items["0101"]
    assert duties(DISTRICT, item, 206)["D18"] is Duty.ASSISTING


def test_of_a_shared_service_it_is_the_supplier_of_the_grid() -> None:
    heat = next(item for item in DISTRICT.items.values() if item.unit in ("U05", "U06"))
    for grid in DISTRICT.grids:
        local = DISTRICT.suppliers[heat.unit][grid]
        why = Duty.LEAD if local == heat.unit else Duty.SUPPLIER
        assert duties(DISTRICT, heat, grid)[local] is why


def test_text_without_an_item_is_the_streets() -> None:
    assert duties(DISTRICT, None, 206) == {"S08": Duty.STREET}


def test_every_item_in_every_grid_has_a_lead_and_a_fallback() -> None:
    for item in DISTRICT.items.values():
        for grid in (1, 206, 310):
            found = duties(DISTRICT, item, grid)
            assert {Duty.LEAD, Duty.SUPPLIER} & set(found.values())
            assert DISTRICT.grids[grid].street in found
