"""The unit for an item depends on the grid if several utilities share a service."""

import pytest

from dashboard.districts import load
from dashboard.domain.district import District


@pytest.fixture(scope="module")
def district() -> District:
    return load("nanguan").district


def test_an_item_of_a_department_goes_to_it_in_every_grid(district: District) -> None:
    rubbish = district.items["0201"]
    assert {district.unit_for(rubbish, grid).code for grid in district.grids} == {"D14"}


def test_an_item_of_a_utility_without_rivals_goes_to_it_in_every_grid(district: District) -> None:
    water = district.items["0101"]
    assert {district.unit_for(water, grid).code for grid in district.grids} == {"U01"}


def test_heat_is_answered_for_by_the_company_that_heats_the_grid(district: District) -> None:
    cold = district.items["0111"]
    assert district.unit_for(cold, 206).short_zh == "热力集团"
    assert district.unit_for(cold, 282).short_zh == "春城热力"


def test_all_heat_items_of_a_grid_go_to_the_same_company(district: District) -> None:
    heat = [district.items[code] for code in ("0111", "0112", "0113")]
    for grid in district.grids:
        assert len({district.unit_for(item, grid) for item in heat}) == 1


def test_a_grid_may_have_another_supplier_than_its_street(district: District) -> None:
    cold = district.items["0111"]
    assert district.grids[208].street == district.grids[206].street
    assert district.unit_for(cold, 208) != district.unit_for(cold, 206)


def test_the_reference_data_cannot_be_changed(district: District) -> None:
    with pytest.raises(TypeError):
        district.units["D01"] = district.units["D02"]  # type: ignore[index]
    with pytest.raises(TypeError):
        district.suppliers["U05"][206] = "U06"  # type: ignore[index]
