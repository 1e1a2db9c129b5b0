"""Camera points: an optional file; what is wrong in it stops the start with the line."""

import json
from pathlib import Path

import pytest

from dashboard.districts import Pack, PackError, load
from dashboard.districts.coordinates import Crs, from_wgs84
from dashboard.districts.outlines import Kind
from tests.districts.conftest import Edit
from tests.districts.test_coordinates import metres

HEADER = "code,name,lon,lat,crs,url\n"
LINE = "C-001,重庆路与人民大街,125.3262,43.8875,WGS84,rtsp://10.0.0.8/1\n"
SOUTH = "C-002,幸福街口,125.3500,43.7823,CGCS2000,\n"


def file_with(folder: Path, text: str) -> Path:
    path = folder / "cameras.csv"
    path.write_text(text, "utf-8")
    return path


def said(folder: Path, text: str) -> str:
    with pytest.raises(PackError) as caught:
        load("nanguan", cameras=file_with(folder, text))
    return str(caught.value)


def test_a_pack_without_a_file_has_no_cameras_and_says_so(pack: Pack) -> None:
    assert pack.cameras is None
    assert json.loads(pack.geometry("cameras")) == {"type": "FeatureCollection", "features": []}


def test_the_file_in_the_packs_folder_is_found(edited: Edit) -> None:
    folder = edited("district.toml", "Nanguan District", "Nanguan District")
    file_with(folder, HEADER + LINE + SOUTH)
    loaded = load(str(folder))
    assert loaded.cameras
    assert [(camera.code, camera.panel) for camera in loaded.cameras] == [
        ("C-001", "old_town"),
        ("C-002", "south"),
    ]


def test_a_named_file_goes_before_it_and_its_points_are_small_and_have_no_address(
    tmp_path: Path,
) -> None:
    loaded = load("nanguan", cameras=file_with(tmp_path, HEADER + LINE))
    [feature] = json.loads(loaded.geometry("cameras"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [125.3262, 43.8875]}
    assert feature["properties"] == {
        "id": "C-001",
        "name": "重庆路与人民大街",
        "panel": "old_town",
    }


def test_a_point_of_another_map_comes_to_lie_where_it_is(tmp_path: Path) -> None:
    lon, lat = from_wgs84(125.35, 43.864, Crs.GCJ02)
    line = f"C-001,路口,{lon:.7f},{lat:.7f},GCJ02,\n"
    loaded = load("nanguan", cameras=file_with(tmp_path, HEADER + line))
    assert loaded.cameras
    east, north = metres((125.35, 43.864), (loaded.cameras[0].lon, loaded.cameras[0].lat))
    assert abs(east) < 0.1
    assert abs(north) < 0.1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LINE + LINE, "line 3: code 'C-001' is already in cameras.csv, line 2; change one."),
        (LINE.replace("WGS84", "GPS"), "line 2: crs 'GPS' is unknown; use one of WGS84"),
        (LINE.replace("125.3262", "east"), "line 2: lon 'east' must be in degrees, from -180"),
        (LINE.replace("43.8875", "143.8"), "line 2: lat '143.8' must be in degrees, from -90"),
        (LINE.replace("125.3262", "nan"), "line 2: lon 'nan' must be in degrees"),
        (LINE.replace("125.3262", "121.47"), "line 2: lon, lat (121.47, 43.8875) is not in the"),
        (LINE.replace("C-001", ""), "line 2: code is empty; fill it in."),
        (LINE.replace("重庆路", "重" * 40), "line 2: name '"),
        ("C-001,路口\n", "line 2: has 2 fields, the header 6."),
    ],
)
def test_a_bad_line_stops_the_start_and_is_named(tmp_path: Path, text: str, says: str) -> None:
    assert said(tmp_path, HEADER + text).startswith(f"cameras.csv, {says}")


def test_a_named_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.csv: can't be read in"):
        load("nanguan", cameras=tmp_path / "none.csv")


def test_more_cameras_than_a_map_can_show_stop_the_start(tmp_path: Path) -> None:
    lines = "".join(LINE.replace("C-001", f"C-{n}") for n in range(5_001))
    assert said(tmp_path, HEADER + lines) == "cameras.csv: has 5,001 cameras; keep at most 5,000."


# The map with tiles -----------------------------------------------------------------------------


def test_a_map_with_gcj02_tiles_gets_its_places_where_those_tiles_have_them() -> None:
    plain, shifted = load("nanguan"), load("nanguan", tiles_crs=Crs.GCJ02)
    east, north = metres((125.35, 43.864), shifted.on_tiles(125.35, 43.864))
    assert (east, north) == pytest.approx((528, 275), abs=3)
    assert shifted.geometry("grids") == plain.geometry("grids")
    kinds: tuple[Kind, ...] = ("grids", "streets", "communities")
    for kind in kinds:
        before = json.loads(plain.geometry(kind, on_tiles=True))["features"]
        after = json.loads(shifted.geometry(kind, on_tiles=True))["features"]
        assert before == json.loads(plain.geometry(kind))["features"]
        for one, other in zip(before, after, strict=True):
            assert one["properties"] == other["properties"]
            [start, *_], [there, *_] = (f["geometry"]["coordinates"][0] for f in (one, other))
            assert there == pytest.approx(from_wgs84(start[0], start[1], Crs.GCJ02), abs=1e-5)


def test_tiles_of_the_national_map_move_nothing() -> None:
    loaded = load("nanguan", tiles_crs=Crs.CGCS2000)
    assert loaded.on_tiles(125.35, 43.864) == (125.35, 43.864)


# Households -------------------------------------------------------------------------------------


def test_a_grid_has_the_households_that_its_pack_says_and_none_it_does_not(edited: Edit) -> None:
    folder = edited("grids.geojson", '"no":1,', '"no":1,"households":820,"residents":2100,')
    grids = load(str(folder)).district.grids
    assert (grids[1].households, grids[1].residents) == (820, 2100)
    assert (grids[2].households, grids[2].residents) == (None, None)


def test_households_that_are_no_number_stop_the_start(edited: Edit) -> None:
    folder = edited("grids.geojson", '"no":1,', '"no":1,"households":"many",')
    with pytest.raises(PackError, match="feature 1: households 'many' must be a whole number from"):
        load(str(folder))
