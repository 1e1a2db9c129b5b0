"""Files that are missing, cut, or not what their ending says stop the start."""

from pathlib import Path

import pytest

from dashboard.districts import PackError, load
from tests.districts.conftest import Edit, Refusal


def refused(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        load(str(folder))
    return str(caught.value)


@pytest.mark.parametrize(
    "file",
    [
        *("units.csv", "categories.csv", "duty_items.csv", "suppliers.csv"),
        *("streets.geojson", "communities.geojson", "grids.geojson"),
    ],
)
def test_a_missing_file_is_named_with_its_folder(edited: Edit, file: str) -> None:
    folder = edited("district.toml", "", "")
    (folder / file).unlink()
    assert refused(folder).startswith(f"{file}: can't be read in {folder}: No such file")


@pytest.mark.parametrize("file", ["district.toml", "units.csv", "grids.geojson"])
def test_an_empty_file_is_named(edited: Edit, file: str) -> None:
    folder = edited(file, "", "")
    (folder / file).write_text(" \n")
    assert refused(folder) == f"{file}: is empty; bring back its content."


def test_a_table_of_comments_alone_is_empty(edited: Edit) -> None:
    folder = edited("categories.csv", "", "")
    (folder / "categories.csv").write_text("# nothing yet\n")
    assert refused(folder).startswith("categories.csv: is empty; it needs the columns code,")


def test_a_file_in_another_encoding_names_the_first_such_line(edited: Edit) -> None:
    folder = edited("units.csv", "", "")
    text = (folder / "units.csv").read_text("utf-8")
    (folder / "units.csv").write_bytes(text.encode("gb18030"))
    assert refused(folder) == "units.csv, line 2: isn't UTF-8; save it as UTF-8."


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(edited: Edit) -> None:
    folder = edited("units.csv", "code,", "\N{ZERO WIDTH NO-BREAK SPACE}code,")
    assert load(str(folder)).district.units["D01"].short_zh == "服务中心"


def test_a_missing_column_is_named(refusal: Refusal) -> None:
    said = refusal("units.csv", "per_handler", "handlers")
    assert said == "units.csv, line 1: needs one column 'per_handler', it has 0."


def test_a_column_twice_is_named(refusal: Refusal) -> None:
    said = refusal("units.csv", "staff,per_handler", "staff,staff,per_handler")
    assert said == "units.csv, line 1: needs one column 'staff', it has 2."


def test_a_line_with_a_field_too_many_is_named(refusal: Refusal) -> None:
    said = refusal("suppliers.csv", "heat,S02,U05", "heat,S02,U05,U06")
    assert said == "suppliers.csv, line 5: has 4 fields, the header 3."


def test_an_open_quotation_mark_is_named(refusal: Refusal) -> None:
    assert "isn't valid CSV" in refusal("suppliers.csv", "telecom,S14,U08", 'telecom,S14,"U08')


def test_broken_json_names_the_line(refusal: Refusal) -> None:
    said = refusal("grids.geojson", '"no":2,', '"no":2;')
    assert said.startswith("grids.geojson, line 3: isn't valid JSON")


def test_geojson_that_is_no_collection_is_refused(edited: Edit) -> None:
    folder = edited("streets.geojson", "", "")
    (folder / "streets.geojson").write_text("[]")
    assert refused(folder) == (
        "streets.geojson: must be a GeoJSON FeatureCollection with features."
    )


def test_a_feature_without_properties_is_named(refusal: Refusal) -> None:
    said = refusal("streets.geojson", '"properties":{"code":"S01"', '"extra":{"code":"S01"')
    assert said == "streets.geojson, feature 1: must be a GeoJSON feature with properties."


def test_a_property_that_is_missing_is_named(refusal: Refusal) -> None:
    said = refusal("grids.geojson", '"code":"G003",', "")
    assert said == "grids.geojson, feature 3: code is missing; add it."


def test_broken_toml_says_where(refusal: Refusal) -> None:
    said = refusal("district.toml", 'prefix = "NG"', "prefix = NG")
    assert said.startswith("district.toml: isn't valid TOML")
    assert "line 9" in said


def test_a_name_that_is_no_district_lists_those_there_are() -> None:
    with pytest.raises(PackError, match=r"no district 'atlantis': name a packaged one \(nanguan\)"):
        load("atlantis")
