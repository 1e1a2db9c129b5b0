"""The places of a district, from large to small: street, community, grid (网格)."""

from dataclasses import dataclass
from typing import Literal

CommunityKind = Literal["community", "village"]
Panel = Literal["old_town", "south"]


@dataclass(frozen=True, slots=True)
class Street:
    """A street or township; its code is also the code of the unit that runs it."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    center: tuple[float, float]
    """Longitude and latitude, WGS-84, of the label on a map."""
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
