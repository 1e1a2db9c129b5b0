"""Walls: what a foreman sends to a wall becomes its state and a journal row."""

from collections.abc import Iterable

from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.changes import Act, Kind
from dashboard.domain.refusals import Refused
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Identify,
    RemoveScreen,
    ScreenCommand,
    SetPlaylist,
    ShowCase,
    ShowOnScreen,
    WallScreen,
    key_of,
)
from dashboard.domain.wall_rules import SCREENS_MAX, WallContext, decide_screen
from dashboard.domain.wall_views import WallView
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


def change(work: UnitOfWork, command: ScreenCommand) -> str:
    """Carries the command out on its wall, or on all; returns the walls' names."""
    names, every = _named(work, command), command.name is None
    records.wait_turn(work.connection, work.district, map(key_of, names))
    at = WallContext(work.now, work.person, work.system.district)
    for name in names:
        before = screens.for_update(work.connection, work.district, name)
        if every and before and not before.active:
            continue  # removed while we waited
        _note(work, command, decide_screen(before, command, at))
    _look_up(work, command)
    if isinstance(command, RemoveScreen):
        _revoke(work, command.name)
    work.write()
    return ", ".join(names)


def _named(work: UnitOfWork, command: ScreenCommand) -> list[str]:
    if command.name is not None and not isinstance(command, AddScreen):
        return [command.name]
    known = screens.active(work.connection, work.district)
    if isinstance(command, AddScreen):
        if len(known) >= SCREENS_MAX:
            most = SCREENS_MAX
            raise Refused("TOO_MANY_SCREENS", f"There are {most} screens already.", most=most)
        return [command.name]
    return _some(known)


def _some(known: Iterable[WallScreen]) -> list[str]:
    names = [screen.name for screen in known]
    if not names:
        raise Refused("NO_SCREENS", "There is no screen yet.")
    return names


def _note(work: UnitOfWork, command: ScreenCommand, after: WallScreen) -> None:
    why = f"{after.shows.view.value} {after.shows.filter}".strip() if after.shows else ""
    name = NAMES[type(command)]
    work.add(Act(Kind.SCREEN, after.key, name, work.person, why, work.now, after))


def _look_up(work: UnitOfWork, command: ScreenCommand) -> None:
    """Refuses to show a case that does not exist."""
    number = command.case if isinstance(command, ShowCase) else _asked(command)
    if number and reads.one_case(work.connection, work.district, number) is None:
        raise Refused("NO_SUCH_CASE", f"There is no case {number[:40]}.", case=number[:40])


def _asked(command: ScreenCommand) -> str | None:
    if not isinstance(command, ShowOnScreen) or command.view is not WallView.CASE:
        return None
    return next((p[3:] for p in command.filter.lstrip("?").split("&") if p.startswith("no=")), None)


def _revoke(work: UnitOfWork, name: str) -> None:
    now_ms = to_ms(work.now)
    tokens.revoke(work.connection, work.district, name, tokens.TokenUse.WALL, now_ms)
