"""The places of a district, from large to small: street, community, grid (网格)."""

from dataclasses import dataclass
from typing import Literal

CommunityKind = Literal["community", "village"]
Panel = Literal["old_town", "south"]
Hold = Literal["middle", "right", "above"]
NORTH = "north"
"""In a street's place among the labels: where the southern map goes on in the other one."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label holds on to the map (WGS-84), and with which part of itself."""

    lon: float
    lat: float
    hold: Hold = "middle"


@dataclass(frozen=True, slots=True)
class Street:
    """A street or township; its code is also the code of the unit that runs it."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    center: tuple[float, float]
    """Longitude and latitude, WGS-84: where a map puts the label, unless it is placed elsewhere."""
    panel: Panel
    """Which of the wall's two maps, each with its own scale, shows this street."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community (社区) or village (村) of one street, by its 12-digit code."""

    code: str
    name_zh: str
    name_en: str
    kind: CommunityKind
    street: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The smallest area with its own leader (网格长); people know it by its number."""

    no: int
    code: str
    name_zh: str
    name_en: str
    community: str
    street: str
    households: int | None = None
    """None if the pack doesn't say."""
    residents: int | None = None
