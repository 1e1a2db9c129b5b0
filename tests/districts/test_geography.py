"""Streets, communities and grids that don't form one map stop the start."""

import json
from pathlib import Path

import pytest

from dashboard.districts import PackError, load
from tests.districts.conftest import Edit, Refusal

G001_CORNER = "[125.32143,43.86175]"


def without_feature(folder: Path, file: str, index: int) -> None:
    path = folder / file
    collection = json.loads(path.read_text("utf-8"))
    del collection["features"][index]
    path.write_text(json.dumps(collection), "utf-8")


def test_a_grid_twice_stops_the_start(refusal: Refusal) -> None:
    said = refusal("grids.geojson", '"no":206,', '"no":205,')
    assert said == (
        "grids.geojson, feature 206: no '205' is already in grids.geojson, feature 205; change one."
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("grids", '"code":"G206"', '"code":"G205"', "feature 206: code 'G205' is already in"),
        ("grids", '"no":7,', '"no":0,', "feature 7: no 0 must be a whole number from 1 up"),
        ("grids", '"no":7,', '"no":7.5,', "feature 7: no 7.5 must be a whole number from 1"),
        (
            *("grids", '"community":"220102001001"', '"community":"9"'),
            "feature 1: community '9' is not in communities.geojson",
        ),
        (
            *("grids", '"street":"S01"', '"street":"S02"'),
            "feature 1: street 'S02' isn't 'S01', the street of its community 220102001001",
        ),
        ("communities", '"street":"S01"', '"street":"S77"', "feature 1: street 'S77' is not in"),
        ("communities", '"village"', '"hamlet"', "feature 56: kind 'hamlet' is unknown; use one"),
        ("streets", '"panel":"south"', '"panel":"north"', "feature 1: panel 'north' is unknown"),
        ("streets", '"short_zh":"自强"', '"short_zh":"南岭"', "feature 2: short_zh '南岭' is"),
        ("streets", '"code":"S14"', '"code":"S15"', "feature 14: S15 is not a unit of kind street"),
    ],
)
def test_a_place_that_does_not_fit_names_its_feature(
    refusal: Refusal, file: str, old: str, new: str, says: str
) -> None:
    assert refusal(f"{file}.geojson", old, new).startswith(f"{file}.geojson, {says}")


@pytest.mark.parametrize("centre", ["[125.3]", "null", '"here"', "[NaN,43.86]", "[43.86,125.32]"])
def test_a_centre_that_is_no_position_names_its_feature(refusal: Refusal, centre: str) -> None:
    said = refusal("grids.geojson", '"center":[125.32168,43.86002]', f'"center":{centre}')
    assert said == (
        "grids.geojson, feature 1: center must be [longitude, latitude] in degrees, WGS-84."
    )


def test_a_centre_outside_its_place_is_refused(refusal: Refusal) -> None:
    said = refusal("grids.geojson", '"center":[125.32168,43.86002]', '"center":[125.4,43.86]')
    assert "feature 1: center (125.4, 43.86) is outside G001; move it inside" in said


@pytest.mark.parametrize("position", ["[NaN,43.86]", "[Infinity,43.86]", "[125.3,1e999]", "[1]"])
def test_a_coordinate_that_is_no_number_names_its_position(refusal: Refusal, position: str) -> None:
    said = refusal("grids.geojson", G001_CORNER, position)
    assert said.startswith("grids.geojson, feature 1: position 2 of a ring must be [longitude,")


def test_projected_metres_are_no_degrees(refusal: Refusal) -> None:
    assert "feature 1: position 2" in refusal("grids.geojson", G001_CORNER, "[525000.0,4858000.0]")


def test_a_ring_that_stays_open_is_refused(refusal: Refusal) -> None:
    said = refusal("grids.geojson", "[[[125.31863,43.86172],", "[[[125.31864,43.86172],")
    assert "feature 1: a ring needs four positions or more and must end where it began" in said


def test_a_polygon_that_crosses_itself_is_refused(refusal: Refusal) -> None:
    said = refusal("grids.geojson", G001_CORNER, "[125.32143,43.85]")
    assert "feature 1: G001 isn't a valid polygon: Self-intersection" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"type":"Polygon"', '"type":"Point"', "the geometry must be a Polygon"),
        ('"coordinates":[[[125.31863', '"places":[[[125.31863', "the polygon has no coordinates"),
    ],
)
def test_a_shape_that_is_no_polygon_is_refused(
    refusal: Refusal, old: str, new: str, says: str
) -> None:
    assert refusal("grids.geojson", old, new).startswith(f"grids.geojson, feature 1: {says}")


def test_overlapping_cells_are_both_named(refusal: Refusal) -> None:
    # A corner of grid 1 on its northern border, moved 100 metres into grid 2.
    said = refusal("grids.geojson", "[125.32458,43.86179]", "[125.326,43.861]")
    assert said.startswith("grids.geojson, feature 2: G002 overlaps G001 by ")
    assert said.endswith(" m²; redraw their border.")


def test_a_cell_outside_its_community_is_refused(refusal: Refusal) -> None:
    said = refusal("grids.geojson", '"community":"220102001001"', '"community":"220102001002"')
    assert said.startswith("grids.geojson, feature 1: G001 lies outside its community 220102001002")


def test_a_cell_outside_its_street_is_refused(edited: Edit) -> None:
    folder = edited("communities.geojson", '"street":"S01"', '"street":"S02"')
    text = (folder / "grids.geojson").read_text("utf-8")
    moved = text.replace(
        '"community":"220102001001","street":"S01"', '"community":"220102001001","street":"S02"'
    )
    (folder / "grids.geojson").write_text(moved, "utf-8")
    with pytest.raises(PackError, match="feature 1: G001 lies outside its street S02 by"):
        load(str(folder))


def test_a_missing_cell_leaves_a_hole_in_its_street(edited: Edit) -> None:
    folder = edited("district.toml", "grids = 310", "grids = 309")
    without_feature(folder, "grids.geojson", 205)
    with pytest.raises(PackError, match=r"feature 8: [0-9,]+ m² of S08 belong to none of its"):
        load(str(folder))


def test_a_sliver_from_rounding_is_let_pass(edited: Edit) -> None:
    folder = edited("grids.geojson", G001_CORNER, "[125.32143,43.86174]")
    assert load(str(folder)).district.grids[1].code == "G001"


def test_a_street_unit_without_an_outline_is_named(edited: Edit) -> None:
    folder = edited("streets.geojson", "", "")
    without_feature(folder, "streets.geojson", 13)
    with pytest.raises(PackError, match=r"^streets.geojson: S14 of units.csv is missing; draw it"):
        load(str(folder))
