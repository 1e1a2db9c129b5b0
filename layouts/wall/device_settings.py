"""How a wall is set up: how far away it is read, how fine its pixels are, which colours."""

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
"""Metres and millimetres of a person's own screen, on a desk or a lap."""
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
"""Below, nobody could read it close up; above, no row fits on a real screen."""


@dataclass(frozen=True, slots=True)
class WallSetting:
    """How far away the furthest reader stands, how far apart the wall's pixels are; its colours.

    `ground` is what its maps are drawn on, which no address says.
    """

    distance_m: float = DRAWN_DISTANCE_M
    pitch_mm: float = DRAWN_PITCH_MM
    theme: Theme = "dark"
    minute: str = ""
    """The past minute to be shown, as the address says it; empty for now."""
    ways: tuple[str, ...] = ()
    """Where a person who looks at it may go from it; none from a device. Never from the address."""
    ground: Ground = OFFLINE

    @property
    def desk(self) -> bool:
        """Whether somebody with a desk looks at it."""
        return DESK in self.ways

    @classmethod
    def from_search(
        cls, search: str | None, ground: Ground = OFFLINE, *, at_hand: bool = False
    ) -> "WallSetting":
        """From an address's "?distance=5&pitch=0.63&theme=light"; nonsense counts as not said.

        What isn't said is as a wall is drawn, or `at_hand` as somebody's own screen is.
        """
        asked = parse_qs((search or "").removeprefix("?"))
        distance, pitch = AT_HAND if at_hand else (DRAWN_DISTANCE_M, DRAWN_PITCH_MM)
        if "distance" in asked or "pitch" in asked:  # somebody has measured: the rest is as drawn
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

        Height in mm = distance in m x 0.291 x arc minutes; pixels = mm / pitch. So a size keeps
        its angle when it grows with distance / pitch from the size drawn.
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
