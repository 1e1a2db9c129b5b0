"""The rules for commands to walls, and the wall after each; every refusal in words."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard.domain.case import CaseState
from dashboard.domain.district import District
from dashboard.domain.figures import FIGURES
from dashboard.domain.minute import read_minute
from dashboard.domain.refusals import Refused
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Identify,
    Night,
    RemoveScreen,
    ScreenCommand,
    SetPlaylist,
    Setting,
    ShowCase,
    ShowOnScreen,
    Shows,
    Stop,
    WallScreen,
)
from dashboard.domain.unit import Urgency
from dashboard.domain.wall_views import WallView

SCREENS_MAX = 200
NAME_MAX = 40
FILTER_MAX = 300
STOPS_MAX = 12
SECONDS = (10, 600)
DISTANCES_M = (0.5, 60.0)
PITCHES_MM = (0.05, 20.0)
HOURS = 24
IDENTIFY = timedelta(seconds=10)
BACK_MAX = timedelta(days=30)
KEYS = (
    *("of", "street", "unit", "grid", "urgency", "item", "state"),
    *(key for view in WallView for key in view.facts.keys),
)
"""What a view may be narrowed by, in the order in which an address has them."""
HIDDEN_KEYS = frozenset({"grid", "cell", "no", "unit", "state"})
"""Keys that name a single place or case, its unit or its state: not for visitors."""
VALUE = re.compile(r"[\w.-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WallContext:
    """When and by whom the command is given, and in which district."""

    now: datetime
    by: str
    district: District


def decide_screen(screen: WallScreen | None, command: ScreenCommand, at: WallContext) -> WallScreen:
    """The wall after the command; raises `Refused`."""
    if isinstance(command, AddScreen):
        return _added(screen, command, at)
    if screen is None or not screen.active:
        name = getattr(command, "name", None) or ""
        raise Refused("NO_SUCH_SCREEN", f"There is no screen {name[:NAME_MAX]!r}.", screen=name)
    changes = CHANGES[type(command)](screen, command, at)
    version = screen.version + 1
    return replace(screen, version=version, changed_at=at.now, changed_by=at.by, **changes)


def _added(screen: WallScreen | None, command: AddScreen, at: WallContext) -> WallScreen:
    name = command.name
    if name != name.strip() or not 1 <= len(name) <= NAME_MAX or not name.isprintable():
        raise Refused("SCREEN_NAME", f"A name has 1 to {NAME_MAX} characters.", most=NAME_MAX)
    if screen is not None and screen.active:
        raise Refused("SCREEN_TAKEN", f"There is a screen {name!r} already.", screen=name)
    check_setting(command.setting)
    return WallScreen(
        name=name,
        version=screen.version + 1 if screen else 1,
        setting=command.setting,
        changed_at=at.now,
        changed_by=at.by,
    )


def check_setting(setting: Setting) -> None:
    """Raises `Refused` for a setting that no wall can have."""
    _within("distance", setting.distance_m, DISTANCES_M)
    _within("pitch", setting.pitch_mm, PITCHES_MM)
    night = setting.night
    if night and not (_hour(night.since) and _hour(night.until) and night.since != night.until):
        raise Refused("NIGHT_HOURS", "Night runs from one hour to another, 0 to 23, as in 22-6.")


def _hour(hour: int) -> bool:
    return 0 <= hour < HOURS


def _within(field: str, value: float, bounds: tuple[float, float]) -> None:
    least, most = bounds
    if not least <= value <= most:
        words = f"`{field}` lies between {least:g} and {most:g}."
        raise Refused("SCREEN_RANGE", words, what=field, least=f"{least:g}", most=f"{most:g}")


def _set(screen: WallScreen, command: ChangeScreen, _: WallContext) -> Mapping[str, Any]:
    check_setting(command.setting)
    after = replace(screen, setting=command.setting)
    # A wall without a view gets the default one, or it would keep the setting of its link.
    shows = screen.shows or Shows()
    if not after.visitors:
        return {"setting": command.setting, "shows": shows}
    # A view that the new readers may not see is removed; nobody has to remember that.
    shows = shows if _public(shows.view, shows.filter) else Shows()
    kept = tuple(stop for stop in screen.playlist if _public(stop.view, stop.filter))
    if shows.view is WallView.TOUR and not kept:
        shows = Shows()
    return {"setting": command.setting, "shows": shows, "playlist": kept}


def _public(view: WallView, asked: str) -> bool:
    return view.facts.public and not HIDDEN_KEYS & dict(parse_qsl(asked)).keys()


def _show(screen: WallScreen, command: ShowOnScreen, at: WallContext) -> Mapping[str, Any]:
    if command.view is WallView.TOUR and not screen.playlist:
        raise Refused("PLAYLIST_EMPTY", f"{screen.name} has no playlist yet.", screen=screen.name)
    found = Shows(
        view=command.view,
        filter=check_filter(command.filter, at.district),
        at=_minute(command.at, at),
    )
    if found.view is WallView.CASE and "no" not in dict(parse_qsl(found.filter)):
        raise Refused("CASE_MISSING", "Say which case.")
    _check_public(screen, found.view, found.filter)
    return {"shows": found}


def _minute(asked: str, at: WallContext) -> str:
    if not asked:
        return ""
    then = read_minute(asked, at.district.timezone)
    if then is None or not at.now - BACK_MAX <= then <= at.now:
        days = BACK_MAX.days
        raise Refused("NOT_IN_REACH", f"One may look back {days} days, not ahead.", days=days)
    return asked


def _show_case(screen: WallScreen, command: ShowCase, at: WallContext) -> Mapping[str, Any]:
    asked = check_filter(urlencode({"no": command.case}), at.district)
    _check_public(screen, WallView.CASE, asked)
    return {"shows": Shows(view=WallView.CASE, filter=asked)}


def _check_public(screen: WallScreen, view: WallView, asked: str) -> None:
    if screen.visitors and not _public(view, asked):
        words = f"{screen.name} is for visitors: no single case, grid, unit or state."
        raise Refused("NOT_FOR_VISITORS", words, screen=screen.name)


def _tour(screen: WallScreen, command: SetPlaylist, at: WallContext) -> Mapping[str, Any]:
    stops = tuple(_stop(screen, stop, at) for stop in check_stops(command.stops))
    if not stops and screen.shows and screen.shows.view is WallView.TOUR:
        return {"playlist": stops, "shows": Shows()}
    return {"playlist": stops}


def check_stops(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """The stops; raises `Refused` if they make no tour."""
    least, most = SECONDS
    if len(stops) > STOPS_MAX:
        raise Refused("TOO_MANY_STOPS", f"A tour has at most {STOPS_MAX} stops.", most=STOPS_MAX)
    for stop in stops:
        if not stop.view.facts.stop:
            raise Refused("NO_STOP", f"{stop.view.value} is no stop of a tour.", view=stop.view)
        if not least <= stop.seconds <= most:
            words = f"A stop lasts {least} to {most} seconds."
            raise Refused("STOP_SECONDS", words, least=least, most=most)
    return stops


def _stop(screen: WallScreen, stop: Stop, at: WallContext) -> Stop:
    asked = check_filter(stop.filter, at.district)
    _check_public(screen, stop.view, asked)
    return replace(stop, filter=asked)


def _identify(_: WallScreen, __: Identify, at: WallContext) -> Mapping[str, Any]:
    return {"identify_until": at.now + IDENTIFY}


def _remove(_: WallScreen, __: RemoveScreen, ___: WallContext) -> Mapping[str, Any]:
    return {"active": False, "shows": None, "playlist": (), "identify_until": None}


CHANGES: Mapping[type, Callable[[WallScreen, Any, WallContext], Mapping[str, Any]]] = {
    ChangeScreen: _set,
    RemoveScreen: _remove,
    ShowOnScreen: _show,
    ShowCase: _show_case,
    SetPlaylist: _tour,
    Identify: _identify,
}


def check_filter(asked: str, district: District) -> str:
    """The query in the order of `KEYS`; raises `Refused` for an unknown key or code."""
    asked = asked.removeprefix("?")
    if len(asked) > FILTER_MAX:
        raise Refused("FILTER_LONG", f"A filter has at most {FILTER_MAX} characters.")
    try:
        found = dict(parse_qsl(asked, keep_blank_values=True, strict_parsing=True)) if asked else {}
    except ValueError:
        raise Refused("FILTER_UNREADABLE", "A filter looks like street=S08&of=overdue.") from None
    for key, value in found.items():
        if key not in KEYS:
            words = f"A wall can't be narrowed by {key[:NAME_MAX]!r}."
            raise Refused("FILTER_KEY", words, key=key[:NAME_MAX])
        if "," in value:
            raise Refused("FILTER_ONE", f"A wall is narrowed by one {key}.", key=key)
        if not VALUE.fullmatch(value) or not _known(key, value, district):
            words = f"There is no {key} {value[:NAME_MAX]!r}."
            raise Refused("FILTER_VALUE", words, key=key, value=value[:NAME_MAX])
    return urlencode({key: found[key] for key in KEYS if key in found})


def _known(key: str, value: str, district: District) -> bool:
    codes: Mapping[str, Container[str]] = {
        "of": FIGURES,
        "street": district.streets,
        "unit": district.units,
        "item": district.items.keys() | district.categories.keys(),
        "grid": {str(no) for no in district.grids} if key == "grid" else (),
        "urgency": {one.value for one in Urgency},
        "state": {one.value for one in CaseState},
    }
    return key not in codes or value in codes[key]


def night_of(words: str) -> Night | None:
    """`22-6` as a night; "" or "off" as none. Raises `Refused`."""
    if words in ("", "off"):
        return None
    since, _, until = words.partition("-")
    if not (since.isdecimal() and until.isdecimal()):
        raise Refused("NIGHT_HOURS", "Night runs from one hour to another, 0 to 23, as in 22-6.")
    return Night(since=int(since), until=int(until))
