"""Walls as devices: their settings, what they were told to show, and commands for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.wall_views import WallView


class Profile(StrEnum):
    """Who looks at it: staff, or visitors, for whom the server masks."""

    INSIDE = "inside"
    VISITORS = "visitors"


class Language(StrEnum):
    """The language of a wall's words."""

    ZH = "zh"
    EN = "en"


class Theme(StrEnum):
    """Light type on dark, or dark type on light."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The hours in which it is dimmed, by the district's clock: 22 to 6 runs over midnight."""

    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is set once where the wall hangs; the distance is that of the furthest reader."""

    profile: Profile = Profile.INSIDE
    lang: Language = Language.ZH
    theme: Theme = Theme.DARK
    distance_m: float = 8.0
    pitch_mm: float = 1.56
    night: Night | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """A view; `filter` is a query of known keys, `at` a past minute as in 2026-11-25T17:42."""

    view: WallView = WallView.OVERVIEW
    filter: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of a tour, and how long it stays."""

    view: WallView
    filter: str = ""
    seconds: int = 30


def key_of(name: str) -> str:
    """The key of the wall of this name; its prefix keeps it apart from units and cases."""
    return f"screen:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WallScreen:
    """A named wall. A removed one is kept, but not active."""

    name: str
    version: int
    setting: Setting
    shows: Shows | None = None
    """None until something is sent: the wall keeps the address of its link."""
    playlist: tuple[Stop, ...] = ()
    identify_until: datetime | None = None
    """Until then it shows its number in large type."""
    active: bool = True
    changed_at: datetime
    changed_by: str

    @property
    def key(self) -> str:
        """The key of its state."""
        return key_of(self.name)

    @property
    def visitors(self) -> bool:
        """Whether its content is masked."""
        return self.setting.profile is Profile.VISITORS


@dataclass(frozen=True, slots=True, kw_only=True)
class AddScreen:
    """A new wall, or a removed one set up again."""

    name: str
    setting: Setting = Setting()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeScreen:
    """Another setting; the present view stays if the new profile may see it."""

    name: str
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveScreen:
    """Removes the wall and revokes its links in the same transaction."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOnScreen:
    """Another view, filter or minute on one wall."""

    name: str
    view: WallView
    filter: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCase:
    """One case, large, on one wall."""

    name: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlaylist:
    """The stops of the tour on one wall, or on all (`name` None)."""

    name: str | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """Makes one wall, or all (`name` None), show their numbers for some seconds."""

    name: str | None = None


ScreenCommand = (
    AddScreen | ChangeScreen | RemoveScreen | ShowOnScreen | ShowCase | SetPlaylist | Identify
)


def address(found: Setting, shows: Shows | Stop) -> str:
    """The address of a view with a wall's setting; the server decides what may be seen on it."""
    parts = [shows.filter] if shows.filter else []
    if isinstance(shows, Shows) and shows.at:
        parts.append(f"at={shows.at}")
    parts += [
        f"lang={found.lang.value}",
        f"distance={found.distance_m:g}",
        f"pitch={found.pitch_mm:g}",
        f"theme={found.theme.value}",
    ]
    return f"/wall/{shows.view.value}?{'&'.join(parts)}"
