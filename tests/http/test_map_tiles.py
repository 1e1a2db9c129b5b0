"""The settings of the map: tiles, their coordinates, cameras; and what a page may load."""

import json
from pathlib import Path

import pytest

from dashboard.domain.commands import Crs
from dashboard.settings import SettingsError, read
from dashboard.web.middleware import content_policy
from tests.helpers.web import Web

XYZ = "http://10.0.0.5:8081/tiles/{z}/{x}/{y}.png"
WMTS = (
    "https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img"
    "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=abc"
)
WHOSE = "天地图 GS(2024)0568号"


def settings_with(folder: Path, **env: str) -> object:
    return read({"VAR_FOLDER": str(folder), **env})


@pytest.mark.parametrize(
    ("url", "origin"),
    [(XYZ, "http://10.0.0.5:8081"), (WMTS, "https://t0.tianditu.gov.cn")],
    ids=["xyz", "wmts"],
)
def test_a_server_of_tiles_is_named_by_its_template(tmp_path: Path, url: str, origin: str) -> None:
    env = {"VAR_FOLDER": str(tmp_path), "TILES_URL": url, "TILES_ATTRIBUTION": WHOSE}
    found = read(env | {"TILES_CRS": "CGCS2000"})
    assert found.tiles
    assert (found.tiles.origin, found.tiles.attribution) == (origin, WHOSE)
    assert found.tiles_crs is Crs.CGCS2000


def test_without_a_setting_the_map_is_drawn_without_tiles(tmp_path: Path) -> None:
    found = read({"VAR_FOLDER": str(tmp_path)})
    assert (found.tiles, found.cameras, found.tiles_crs) == (None, None, Crs.WGS84)


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"TILES_URL": "tiles.png"}, "must begin with http:// or https://"),
        ({"TILES_URL": "file:///x/{z}/{x}/{y}.png"}, "must begin with http:// or https://"),
        ({"TILES_URL": "https://t{s}.map.cn/{z}/{x}/{y}"}, "can't have a {s} for several"),
        ({"TILES_URL": "https://me:word@map.cn/{z}/{x}/{y}"}, "nor a password"),
        ({"TILES_URL": "https://map.cn;/{z}/{x}/{y}"}, "the name of one host"),
        ({"TILES_URL": "https://map.cn:port/{z}/{x}/{y}"}, "isn't an address"),
        ({"TILES_URL": "https://map.cn/{z}/{x}.png"}, "must have {z}, {x} and {y} once each"),
        ({"TILES_URL": "https://map.cn/{z}/{x}/{y}?k={k}"}, "and no other braces"),
        ({"TILES_URL": "https://map.cn/{z}/{x}/{y}/{y}"}, "once each"),
        ({"TILES_URL": "https://map.cn/{z}/{x}/{y} "}, "plain characters"),
        ({"TILES_URL": XYZ, "TILES_CRS": "BD09"}, "one of WGS84, CGCS2000, GCJ02"),
        ({"TILES_URL": XYZ, "TILES_ATTRIBUTION": ""}, "must say whose map it is"),
        ({"TILES_URL": XYZ, "TILES_ATTRIBUTION": "图" * 61}, "at most 60 characters"),
        ({"TILES_URL": "", "TILES_CRS": "GCJ02"}, "need a TILES_URL"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(
    tmp_path: Path, env: dict[str, str], says: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_with(tmp_path, **({"TILES_ATTRIBUTION": WHOSE if env["TILES_URL"] else ""} | env))
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")


def test_pictures_may_come_from_that_host_and_nothing_else_from_anywhere() -> None:
    plain, tiled = content_policy(), content_policy("https://t0.tianditu.gov.cn")
    assert tiled.replace(" https://t0.tianditu.gov.cn", "") == plain
    assert "img-src 'self' data: https://t0.tianditu.gov.cn; " in tiled
    assert "img-src 'self' data:; " in plain


@pytest.mark.parametrize("path", ["/geo/{}.json", "/geo/tiles/{}.json"])
@pytest.mark.parametrize(
    ("kind", "count"), [("grids", 310), ("streets", 14), ("communities", 60), ("cameras", 0)]
)
def test_a_screen_gets_all_its_places_and_nobody_else_does(
    web: Web, path: str, kind: str, count: int
) -> None:
    address = path.format(kind)
    with web.wall().get(address) as answer:
        assert answer.mimetype == "application/geo+json"
        assert len(json.loads(answer.data)["features"]) == count
    with web.nobody().get(address) as refused:
        assert refused.status_code == 401


def test_there_is_no_other_kind_of_place(web: Web) -> None:
    with web.wall().get("/geo/people.json") as answer:
        assert "FeatureCollection" not in answer.get_data(as_text=True)
