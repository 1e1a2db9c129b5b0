"""How a wall is set up: its readers' distance, the size of its pixels, its colours."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from layouts.wall.basemap import Ground

OFFLINE = Ground()
DESK, HOME, LOGOUT = "desk", "home", "logout"
Theme = Literal["dark", "light"]
DRAWN_DISTANCE_M = 8.0
DRAWN_PITCH_MM = 1.56
AT_HAND = (0.7, 0.25)
"""Distance (m) and pixel pitch (mm) of a person's own screen, on a desk or a lap."""
DRAWN_TYPE_PX: Mapping[str, int] = {
    "figure": 112,  # digits of 55 arc minutes at the drawn distance and pitch
    "clock": 64,  # 31
    "title": 48,  # Han 30
    "text": 40,  # Han 25, digits 20
    "mid": 36,  # Han 22
    "note": 33,  # Han 20, digits 16: nothing is smaller
}
DISTANCES_M = (0.5, 60.0)
PITCHES_MM = (0.05, 20.0)
TEXT_PX = (14.0, 320.0)
"""Smaller type can't be read even close up; larger type leaves no room for a row."""


@dataclass(frozen=True, slots=True)
class WallSetting:
    """The furthest reader's distance, the wall's pixel pitch and its colours.

    `ground` is what its maps are drawn on; an address never sets it.
    """

    distance_m: float = DRAWN_DISTANCE_M
    pitch_mm: float = DRAWN_PITCH_MM
    theme: Theme = "dark"
    minute: str = ""
    """The past minute to show, as in the address; empty for now."""
    ways: tuple[str, ...] = ()
    """Where a person can go from it; empty for a device. Never set by the address."""
    ground: Ground = OFFLINE

    @property
    def desk(self) -> bool:
        """Whether somebody with a desk looks at it."""
        return DESK in self.ways

    @classmethod
    def from_search(
        cls, search: str | None, ground: Ground = OFFLINE, *, at_hand: bool = False
    ) -> "WallSetting":
        """Reads an address's "?distance=5&pitch=0.63&theme=light"; invalid values are ignored.

        Missing values are those of the design, or with `at_hand` those of a person's own screen.
        """
        asked = parse_qs((search or "").removeprefix("?"))
        distance, pitch = AT_HAND if at_hand else (DRAWN_DISTANCE_M, DRAWN_PITCH_MM)
        if "distance" in asked or "pitch" in asked:  # measured: the rest is as in the design
            distance, pitch = DRAWN_DISTANCE_M, DRAWN_PITCH_MM
        return cls(
            _limited(asked.get("distance"), DISTANCES_M, distance),
            _limited(asked.get("pitch"), PITCHES_MM, pitch),
            "light" if asked.get("theme", [""])[-1] == "light" else "dark",
            asked.get("at", [""])[-1],
            ground=ground,
        )

    def type_px(self) -> dict[str, int]:
        """Size of each kind of type, in pixels of the wall.

        Height in mm = distance in m x 0.291 x arc minutes; pixels = mm / pitch. So a size keeps its
        angle if it grows with distance / pitch from the size in the design.
        """
        ratio = (self.distance_m / self.pitch_mm) / (DRAWN_DISTANCE_M / DRAWN_PITCH_MM)
        least, most = (limit / DRAWN_TYPE_PX["text"] for limit in TEXT_PX)
        ratio = min(max(ratio, least), most)
        return {kind: round(px * ratio) for kind, px in DRAWN_TYPE_PX.items()}


def _limited(asked: list[str] | None, limits: tuple[float, float], default: float) -> float:
    try:
        value = float(asked[-1]) if asked else math.nan
    except ValueError:
        return default
    return min(max(value, limits[0]), limits[1]) if math.isfinite(value) else default
