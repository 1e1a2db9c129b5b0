"""Walls as devices: how each is set, what it was told to show, and what may be asked of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WallView(StrEnum):
    """What a wall can show; a case and a tour are no views of their own in a playlist."""

    OVERVIEW = "overview"
    QUEUE = "queue"
    OVERDUE = "overdue"
    MAP = "map"
    LOAD = "load"
    INCIDENTS = "incidents"
    TOUR = "tour"
    CASE = "case"


class Profile(StrEnum):
    """Who stands before it: our own people, or visitors, for whom the server masks."""

    INSIDE = "inside"
    VISITORS = "visitors"


class Language(StrEnum):
    """What it speaks."""

    ZH = "zh"
    EN = "en"


class Theme(StrEnum):
    """Light type on a dark wall, or the other way round."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The hours in which it is dimmed, by the district's clock: 22 to 6 runs over midnight."""

    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is set once, where it hangs; the distance is that of its furthest reader."""

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
    """A named wall. One that was removed stays in the books, not active."""

    name: str
    version: int
    setting: Setting
    shows: Shows | None = None
    """None until somebody sends something: it keeps the address of its link."""
    playlist: tuple[Stop, ...] = ()
    identify_until: datetime | None = None
    """Until then it says in large type which one it is."""
    active: bool = True
    changed_at: datetime
    changed_by: str

    @property
    def key(self) -> str:
        """What the books know it by."""
        return key_of(self.name)

    @property
    def visitors(self) -> bool:
        """Whether what it shows is masked."""
        return self.setting.profile is Profile.VISITORS


@dataclass(frozen=True, slots=True, kw_only=True)
class AddScreen:
    """A new wall, or one that was removed, set anew."""

    name: str
    setting: Setting = Setting()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeScreen:
    """Another setting; what it shows stays, as far as the new profile may see it."""

    name: str
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveScreen:
    """The wall goes: its links are revoked in the same transaction."""

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
    """The stops of the tour on one wall, or on all of them (`name` None)."""

    name: str | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """One wall, or all (`name` None), say for some seconds which they are."""

    name: str | None = None


ScreenCommand = (
    AddScreen | ChangeScreen | RemoveScreen | ShowOnScreen | ShowCase | SetPlaylist | Identify
)


def address(found: Setting, shows: Shows | Stop) -> str:
    """The page of a view with a wall's setting; what may be seen on it is the server's."""
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
