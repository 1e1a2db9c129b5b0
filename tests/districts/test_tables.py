"""Units, categories, duty items and suppliers that don't add up stop the start."""

import pytest

from dashboard.districts import Pack
from dashboard.domain.unit import Urgency
from tests.districts.conftest import Refusal


def test_an_item_of_an_unknown_unit_names_its_line_and_what_to_do(refusal: Refusal) -> None:
    said = refusal("duty_items.csv", "Gas leak,U04", "Gas leak,U99")
    assert said == (
        "duty_items.csv, line 9: unit 'U99' is not in units.csv; correct it or add it there."
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("0101,01,", "0101,1,", "line 2: category '1' is not in categories.csv"),
        ("E2,24,HOUR,D18", "E5,24,HOUR,D18", "line 2: urgency 'E5' is unknown; use one of E1"),
        ("E2,24,HOUR,D18", "E2,0,HOUR,D18", "line 2: limit_value '0' must be a whole number"),
        ("E2,24,HOUR,D18", "E2,1.5,HOUR,D18", "line 2: limit_value '1.5' must be a whole number"),
        ("E2,24,HOUR,D18", "E2,²,HOUR,D18", "line 2: limit_value '²' must be a whole number"),
        ("E2,24,HOUR,D18", "E2,24,DAY,D18", "line 2: limit_unit 'DAY' is unknown; use one of"),
        ("E2,24,HOUR,D18", "E2,24,HOUR,D88", "line 2: co_units 'D88' is not in units.csv"),
        ("E2,24,HOUR,D18", "E2,24,HOUR,U01", "line 2: co_units names a unit twice or the lead"),
        ("HOUR,D06;D12", "HOUR,D12;D12", "line 9: co_units names a unit twice or the lead"),
        ("D18,APPEAL,ACCIDENT,0", "D18,PHONE,ACCIDENT,0", "line 2: platform 'PHONE' is unknown"),
        ("D18,APPEAL,ACCIDENT,0", "D18,APPEAL,WAR,0", "line 2: major_kind 'WAR' is unknown"),
        ("D18,APPEAL,ACCIDENT,0", "D18,APPEAL,ACCIDENT,2", "line 2: territorial '2' is unknown"),
        ("水质异常,Wa", "自来水水质异常,Wa", "line 2: short_zh '自来水水质异常' is longer than 5"),
        ("Water quality", "Tap water quality", "line 2: short_en 'Tap water quality' is longer"),
        (
            ",管线改造,",
            ",水质异常,",
            "line 3: short_zh '水质异常' is already in duty_items.csv, line 2",
        ),
        ("Pipe renewal", "Water quality", "line 3: short_en 'Water quality' is already in"),
        ("\n0102,", "\n0101,", "line 3: code '0101' is already in duty_items.csv, line 2"),
        (",Burst water", ", Burst water", "line 5: name_en ' Burst water main' must be plain text"),
        ("Burst water main", "", "line 5: name_en is empty; fill it in"),
        ("Burst water main", "Burst\x00", "line 5: name_en 'Burst\\x00' must be plain text"),
    ],
)
def test_a_bad_field_of_a_duty_item_names_its_line(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("duty_items.csv", old, new).startswith(f"duty_items.csv, {says}")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",综治办,", ",综合治理办,", "line 3: short_zh '综合治理办' is longer than 4 characters"),
        (",综治办,", ",服务中心,", "line 3: short_zh '服务中心' is already in units.csv, line 2"),
        ("\nD02,", "\nD01,", "line 3: code 'D01' is already in units.csv, line 2"),
        ("department,5,2", "office,5,2", "line 2: kind 'office' is unknown; use one of department"),
        ("department,5,2", "department,-5,2", "line 2: staff '-5' must be a whole number from 1"),
        ("department,5,2", "department,5,", "line 2: per_handler '' must be a whole number from 1"),
    ],
)
def test_a_bad_field_of_a_unit_names_its_line(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("units.csv", old, new).startswith(f"units.csv, {says}")


def test_a_category_twice_stops_the_start(refusal: Refusal) -> None:
    said = refusal("categories.csv", "\n02,", "\n01,")
    assert said.startswith("categories.csv, line 3: code '01' is already in categories.csv, line 2")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("heat,S02,U05", "heat,S02,U77", ", line 5: unit 'U77' is not in units.csv"),
        ("heat,S02,U05", "heat,S02,D13", ", line 5: D13 is a department; name a utility"),
        ("heat,S02,U05", "heat,S02,U08", ", line 22: U08 already supplies heat; keep one service"),
        ("heat,S02,U05", "heat,S03,U05", ", line 6: S03 already has a supplier of heat"),
        ("heat,G208,U06", "heat,G908,U06", ", line 18: area 'G908' is not in the district's"),
        ("heat,S03,U05\n", "", ": nobody supplies heat to G050; add a line for it or for its"),
    ],
)
def test_a_supplier_that_does_not_fit_names_its_line(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("suppliers.csv", old, new).startswith(f"suppliers.csv{says}")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("0101,0,", "0199,0,", "item '0199' is not in duty_items.csv"),
        ("0101,0,", "0104,0,", "item '0104' is critical (E1); no grid settles it alone"),
        ("0101,0,", "0101,2,", "picture '2' is unknown"),
        ("0101,0,", "0101,1,", "why says what the picture is for"),
        ("0110,0,", "0101,0,", "item '0101' is already in grid_settles.csv"),
    ],
)
def test_what_a_grid_may_settle_adds_up(refusal: Refusal, old: str, new: str, says: str) -> None:
    assert says in refusal("grid_settles.csv", old, new)


def test_the_pack_says_what_a_grid_may_settle(pack: Pack) -> None:
    items = pack.district.items.values()
    assert {item.code for item in items if item.grid_settles} >= {"0201", "0601"}
    assert all(item.grid_settles for item in items if item.needs_picture)
    assert not [item for item in items if item.grid_settles and item.urgency is Urgency.E1]
