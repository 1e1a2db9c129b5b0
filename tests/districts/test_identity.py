"""district.toml: the district's names, and the counts that its files must match."""

import pytest

from dashboard.districts import load
from tests.districts.conftest import Edit, Refusal


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ("grids = 310", "16: declares 999 grids, but grids.geojson has 310"),
        ("communities = 57", "17: declares 999 communities, but communities.geojson has 57"),
        ("villages = 3", "18: declares 999 villages, but communities.geojson has 3"),
        ("streets = 14", "19: declares 999 streets, but streets.geojson has 14"),
        ("units = 50", "20: declares 999 units, but units.csv has 50"),
        ("categories = 9", "21: declares 999 categories, but categories.csv has 9"),
        ("items = 118", "22: declares 999 items, but duty_items.csv has 118"),
    ],
)
def test_a_count_that_does_not_add_up_names_both_numbers(
    refusal: Refusal, declared: str, says: str
) -> None:
    name = declared.partition(" ")[0]
    said = refusal("district.toml", declared, f"{name} = 999")
    assert said == f"district.toml, line {says}; correct one."


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"nanguan"', '"Nan guan"', ", line 8: key 'Nan guan' must be a lower-case word"),
        ('"NG"', '"ng1"', ", line 9: prefix 'ng1' must be one to four capital letters"),
        ("Asia/Shanghai", "Asia/Changchun", ", line 12: there is no time zone 'Asia/Changchun'"),
        ("Asia/Shanghai", "../etc/passwd", ", line 12: there is no time zone '../etc/passwd'"),
        ('name_en = "Nanguan District"\n', "", ": name_en is missing; add it"),
        ("items = 118", 'items = "many"', ", line 22: counts.items 'many' must be a whole number"),
        ("items = 118\n", "", ": counts.items is missing; add it"),
    ],
)
def test_a_bad_setting_names_its_line(refusal: Refusal, old: str, new: str, says: str) -> None:
    assert refusal("district.toml", old, new).startswith(f"district.toml{says}")


def test_another_district_is_loaded_from_its_folder(edited: Edit) -> None:
    folder = edited("district.toml", 'key = "nanguan"', 'key = "chaoyang"')
    pack = load(str(folder))
    assert pack.folder == folder
    assert pack.district.key == "chaoyang"
