"""Tiles under the map: the right ones are requested, and they are at their places."""

import json
import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import asinh, pi, radians, tan
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dashboard.districts import load
from dashboard.districts.coordinates import from_wgs84
from dashboard.domain.commands import Crs
from dashboard.tiles import Tiles
from tests.screens.conftest import DRAWN
from tests.screens.map_page import MapPage

CELL = "G206"
SIDE = 256
XYZ = "/{z}/{x}/{y}.png"
WMTS = "/img_w/wmts?SERVICE=WMTS&LAYER=img&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=key"
# Where a cell's first corner and each tile are, in pixels of the page. Both are read at one
# instant, once all tiles are there, because each new outline moves the map.
SEEN = """(id) => {
  const tiles = [...document.querySelectorAll(".leaflet-tile")];
  const loaded = tiles.every((tile) => tile.complete && tile.naturalWidth > 0);
  if (tiles.length <= 3 || !loaded) return null;
  const path = cc.map.cell(id).layer._path;
  const { x, y } = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
  const town = tiles.filter((tile) => tile.closest("#wall-map-old_town"));
  return [x, y, town.map((tile) => {
    const { left, top, width, height } = tile.getBoundingClientRect();
    return [tile.src, tile.naturalWidth, left, top, width, height];
  })];
}"""


def png() -> bytes:
    """A grey square with a darker rim."""
    rim, inside = b"\x50" * SIDE, b"\x50" + b"\xb0" * (SIDE - 2) + b"\x50"
    rows = [rim, *[inside] * (SIDE - 2), rim]
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    )


class TileServer:
    """Serves the same square for every tile, and remembers the requests."""

    def __init__(self) -> None:
        asked: list[str] = []
        picture = png()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                self.wfile.write(picture)

            def log_message(self, *_: object) -> None:
                """Logs nothing."""

        self.asked = asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def tile_server() -> Iterator[TileServer]:
    server = TileServer()
    yield server
    server.stop()


def tile_of(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Column and row, with the part inside, of a point in Web Mercator."""
    count = 2**zoom
    return (lon + 180) / 360 * count, (1 - asinh(tan(radians(lat))) / pi) / 2 * count


def zoom_of(source: str, template: str) -> int:
    before = template.partition("{z}")[0]
    return int(source.removeprefix(before)[:2].rstrip("/&"))


@pytest.mark.parametrize(
    ("template", "crs"),
    [(XYZ, Crs.WGS84), (WMTS, Crs.CGCS2000), (XYZ, Crs.GCJ02)],
    ids=["xyz", "wmts", "gcj02"],
)
def test_the_right_tiles_lie_under_the_cells(
    tile_server: TileServer, page: Page, template: str, crs: Crs
) -> None:
    tiles = Tiles(tile_server.origin + template, crs, "示例底图 GS(2026)1号")
    shown = MapPage(load("nanguan", tiles_crs=crs), tiles)
    shown.start()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(shown.url)
        page.wait_for_function(DRAWN)
        x, y, found = page.wait_for_function(SEEN, arg=CELL).json_value()
        note = page.locator("#wall-map .note").first.inner_text()
    finally:
        shown.stop()
    assert said == []
    assert tiles.attribution in note
    lon, lat = first_corner()
    zoom = zoom_of(found[0][0], tiles.url)
    column, row = tile_of(*from_wgs84(lon, lat, crs), zoom)
    address = tiles.url.format(z=zoom, x=int(column), y=int(row))
    [under] = [tile for tile in found if tile[0] == address]
    _, loaded, left, top, width, height = under
    assert loaded == SIDE
    assert left + column % 1 * width == pytest.approx(x, abs=1.5)
    assert top + row % 1 * height == pytest.approx(y, abs=1.5)
    assert all(tile[0].startswith(tile_server.origin) for tile in found)
    assert address.removeprefix(tile_server.origin) in tile_server.asked


def first_corner() -> tuple[float, float]:
    """The cell's first corner, in WGS-84, as the pack draws it."""
    features = json.loads(load("nanguan").geometry("grids"))["features"]
    [cell] = [one for one in features if one["properties"]["id"] == CELL]
    lon, lat = cell["geometry"]["coordinates"][0][0]
    return lon, lat


def test_cameras_are_shown_at_their_places_when_they_are_asked_for(
    tmp_path: Path, page: Page
) -> None:
    file = tmp_path / "cameras.csv"
    file.write_text(
        "code,name,lon,lat,crs,url\n"
        "C-1,重庆路,125.3262,43.8875,WGS84,rtsp://10.0.0.8/1\n"
        "C-2,幸福街口,125.35,43.7823,WGS84,\n",
        "utf-8",
    )
    shown = MapPage(load("nanguan", cameras=file))
    shown.start()
    try:
        page.goto(shown.url)
        page.wait_for_function(DRAWN)
        page.wait_for_function("() => document.querySelectorAll('.camera').length === 2")
        assert not page.locator(".camera").first.is_visible()
        page.keyboard.press("9")
        assert page.locator(".camera").first.is_visible()
        assert page.locator("#wall-map-old_town .camera").count() == 1
        assert "rtsp" not in page.content()
    finally:
        shown.stop()
