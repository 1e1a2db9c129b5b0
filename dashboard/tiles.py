"""The tiles under the map: none unless a setting names a server, our own or 天地图's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.domain.commands import Crs

URL_MAX = 500
WORDS_MAX = 60
DRAWN_IN = (Crs.WGS84, Crs.CGCS2000, Crs.GCJ02)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")
_PLACES = ("{z}", "{x}", "{y}")
_BRACES = re.compile(r"\{[^}]*\}?")


class WrongTiles(ValueError):
    """A tile setting can't be used; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of tiles in Web Mercator: address template, coordinates, attribution."""

    url: str
    crs: Crs
    attribution: str

    @property
    def origin(self) -> str:
        """The host from which the browser may load pictures, e.g. "https://t0.tianditu.gov.cn"."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def read(env: Mapping[str, str]) -> Tiles | None:
    """The tiles that TILES_URL, TILES_CRS and TILES_ATTRIBUTION name; raises `WrongTiles`."""
    url, words = env.get("TILES_URL") or "", env.get("TILES_ATTRIBUTION") or ""
    crs = env.get("TILES_CRS") or Crs.WGS84.value
    if crs not in DRAWN_IN:
        names = ", ".join(DRAWN_IN)
        raise WrongTiles(f"TILES_CRS is {crs!r}; tiles may be drawn in one of {names}.")
    if not url:
        if env.get("TILES_CRS") or words:
            raise WrongTiles("TILES_CRS and TILES_ATTRIBUTION need a TILES_URL; set it too.")
        return None
    _check(url)
    if not words or not words.isprintable() or len(words) > WORDS_MAX:
        raise WrongTiles(
            f"TILES_ATTRIBUTION must say whose map it is, and its approval number (审图号), in at "
            f"most {WORDS_MAX} characters."
        )
    return Tiles(url, Crs(crs), words)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WrongTiles(f"TILES_URL {url!r} isn't an address: {error}.") from error
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or port == 0:
        raise WrongTiles(
            f"TILES_URL {url!r} must begin with http:// or https:// and the name of one host; "
            "it can't have a {s} for several, nor a password."
        )
    if len(url) > URL_MAX or not url.isascii() or not url.isprintable() or " " in url:
        raise WrongTiles(f"TILES_URL must be plain characters, at most {URL_MAX}.")
    rest = url.removeprefix(f"{parts.scheme}://{parts.netloc}")
    if sorted(_BRACES.findall(rest)) != sorted(_PLACES):
        raise WrongTiles(
            f"TILES_URL {url!r} must have {{z}}, {{x}} and {{y}} once each where zoom, column and "
            "row belong, and no other braces."
        )
