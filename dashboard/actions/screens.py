"""Walls: what a foreman sends to one of them becomes its state and a journal row."""

from collections.abc import Iterable

from dashboard.actions.sitting import Sitting
from dashboard.domain.changes import Act, Kind
from dashboard.domain.refusals import Refused
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Identify,
    RemoveScreen,
    Screen,
    ScreenCommand,
    SetPlaylist,
    ShowCase,
    ShowOnScreen,
    View,
    key_of,
)
from dashboard.domain.showing import SCREENS_MAX, Moment, decide_screen
from dashboard.store import reads, records, screens, tokens
from dashboard.system import to_ms

NAMES: dict[type, str] = {
    AddScreen: "add_screen",
    ChangeScreen: "change_screen",
    RemoveScreen: "remove_screen",
    ShowOnScreen: "show_on_screen",
    ShowCase: "show_case",
    SetPlaylist: "set_playlist",
    Identify: "identify",
}


def change(sitting: Sitting, command: ScreenCommand) -> str:
    """Carries the command out on its wall, or on all; returns the name, or what they are."""
    names, every = _named(sitting, command), command.name is None
    records.wait_turn(sitting.connection, sitting.district, map(key_of, names))
    at = Moment(sitting.now, sitting.person, sitting.system.district)
    for name in names:
        before = screens.for_update(sitting.connection, sitting.district, name)
        if every and before and not before.active:
            continue  # removed while we waited
        _note(sitting, command, decide_screen(before, command, at))
    _look_up(sitting, command)
    if isinstance(command, RemoveScreen):
        _revoke(sitting, command.name)
    sitting.write()
    return ", ".join(names)


def _named(sitting: Sitting, command: ScreenCommand) -> list[str]:
    if command.name is not None and not isinstance(command, AddScreen):
        return [command.name]
    known = screens.active(sitting.connection, sitting.district)
    if isinstance(command, AddScreen):
        if len(known) >= SCREENS_MAX:
            most = SCREENS_MAX
            raise Refused("TOO_MANY_SCREENS", f"There are {most} screens already.", most=most)
        return [command.name]
    return _some(known)


def _some(known: Iterable[Screen]) -> list[str]:
    names = [screen.name for screen in known]
    if not names:
        raise Refused("NO_SCREENS", "There is no screen yet.")
    return names


def _note(sitting: Sitting, command: ScreenCommand, after: Screen) -> None:
    why = f"{after.shows.view.value} {after.shows.filter}".strip() if after.shows else ""
    name = NAMES[type(command)]
    sitting.add(Act(Kind.SCREEN, after.key, name, sitting.person, why, sitting.now, after))


def _look_up(sitting: Sitting, command: ScreenCommand) -> None:
    """A case that isn't there is shown nowhere."""
    number = command.case if isinstance(command, ShowCase) else _asked(command)
    if number and reads.one_case(sitting.connection, sitting.district, number) is None:
        raise Refused("NO_SUCH_CASE", f"There is no case {number[:40]}.", case=number[:40])


def _asked(command: ScreenCommand) -> str | None:
    if not isinstance(command, ShowOnScreen) or command.view is not View.CASE:
        return None
    return next((p[3:] for p in command.filter.lstrip("?").split("&") if p.startswith("no=")), None)


def _revoke(sitting: Sitting, name: str) -> None:
    now_ms = to_ms(sitting.now)
    tokens.revoke(sitting.connection, sitting.district, name, tokens.Use.WALL, now_ms)
