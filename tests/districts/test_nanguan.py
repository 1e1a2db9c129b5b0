"""The packaged district: what the rest of the program relies on."""

import json
from collections import Counter

from dashboard.districts import Pack

OLD_TOWN = {"S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09"}


def test_the_district_has_the_numbers_everybody_quotes(pack: Pack) -> None:
    district = pack.district
    kinds = Counter(community.kind for community in district.communities.values())
    assert len(district.grids) == 310
    assert kinds == {"community": 57, "village": 3}
    assert len(district.streets) == 14
    assert Counter(unit.kind for unit in district.units.values()) == {
        "department": 27,
        "street": 14,
        "utility": 9,
    }
    assert len(district.categories) == 9
    assert len(district.items) == 118


def test_grids_are_numbered_without_a_gap(pack: Pack) -> None:
    assert sorted(pack.district.grids) == list(range(1, 311))


def test_grid_206_lies_in_ziyou_dalu_community_of_yongji(pack: Pack) -> None:
    grid = pack.district.grids[206]
    assert grid.code == "G206"
    assert pack.district.communities[grid.community].name_zh == "自由大路社区"
    assert pack.district.streets[grid.street].short_zh == "永吉"


def test_the_two_maps_of_the_wall_show_220_and_90_cells(pack: Pack) -> None:
    streets = pack.district.streets
    cells = Counter(streets[grid.street].panel for grid in pack.district.grids.values())
    assert cells == {"old_town": 220, "south": 90}
    assert {code for code, street in streets.items() if street.panel == "old_town"} == OLD_TOWN


def test_the_capacity_of_all_units_is_726_cases(pack: Pack) -> None:
    assert sum(unit.staff * unit.per_handler for unit in pack.district.units.values()) == 726


def test_every_place_unit_and_item_has_an_english_name_without_han(pack: Pack) -> None:
    district = pack.district
    names = [
        *(street.name_en for street in district.streets.values()),
        *(community.name_en for community in district.communities.values()),
        *(grid.name_en for grid in district.grids.values()),
        *(unit.name_en for unit in district.units.values()),
        *(category.name_en for category in district.categories.values()),
        *(item.name_en for item in district.items.values()),
    ]
    assert [name for name in names if not name.isascii()] == []


def test_outlines_carry_only_what_a_map_needs(pack: Pack) -> None:
    cells = json.loads(pack.geometry("grids"))["features"]
    assert len(cells) == 310
    assert cells[205]["properties"] == {
        "id": "G206",
        "no": 206,
        "street": "S08",
        "panel": "old_town",
    }
    streets = json.loads(pack.geometry("streets"))["features"]
    assert streets[7]["properties"] == {"id": "S08", "street": "S08", "panel": "old_town"}
    assert len(json.loads(pack.geometry("communities"))["features"]) == 60


def test_outlines_are_rounded_to_a_metre(pack: Pack) -> None:
    for feature in json.loads(pack.geometry("grids"))["features"]:
        for position in feature["geometry"]["coordinates"][0]:
            assert position == [round(number, 5) for number in position]
