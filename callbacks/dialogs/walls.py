"""What the foreman sends to a wall from the list of walls."""

from collections.abc import Callable, Mapping
from typing import Any

from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import text
from dashboard.actions.handle import handle
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may_kind
from dashboard.domain.screens import (
    Identify,
    ScreenCommand,
    SetPlaylist,
    ShowCase,
    ShowOnScreen,
    Stop,
)
from dashboard.domain.wall_rules import STOPS_MAX
from dashboard.domain.wall_views import WallView
from layouts.acts.walls import WALL_ACTS
from layouts.dialogs import screens
from layouts.dialogs.answers import said
from layouts.dialogs.form import Room

Told = Mapping[str, Any]


def open_list(context: DialogContext, room: Room) -> DialogUpdate:
    """The list, for people who may send something."""
    denied = may_kind(context.person, WALL_ACTS[0].command)
    if denied:
        raise denied
    return DialogUpdate(dialog=screens.overview(room))


def send(context: DialogContext, room: Room, told: Told) -> DialogUpdate:
    """Carries out a request of the list: {"deed", "name", …}; name null means all walls."""
    make = DEEDS.get(text(told.get("deed")))
    if make is None:
        raise Refused("UNKNOWN_ACT", "There is no such act.")
    answer = handle(context.system, make(told), by=context.person)
    if answer.refused:
        raise answer.refused
    return DialogUpdate(answer=said(room.say(f"screens.sent.{told['deed']}", names=answer.key)))


def _name(told: Told) -> str | None:
    return None if told.get("name") is None else text(told["name"])


def _view(told: Told) -> WallView:
    try:
        return WallView(text(told.get("view")))
    except ValueError:
        raise Refused("FIELD_WRONG", "There is no such view.", field="view") from None


def _show(told: Told) -> ScreenCommand:
    return ShowOnScreen(
        name=text(told.get("name")), view=_view(told), filter=text(told.get("filter"))
    )


def _case(told: Told) -> ScreenCommand:
    number = text(told.get("case"))
    if not number:
        raise Refused("CASE_MISSING", "Choose a case first.")
    return ShowCase(name=text(told.get("name")), case=number)


def _tour(told: Told) -> ScreenCommand:
    stops = told.get("stops")
    found = [one for one in stops if isinstance(one, dict)] if isinstance(stops, list) else []
    # One more than allowed, so that it is refused and not cut.
    return SetPlaylist(name=_name(told), stops=tuple(map(_stop, found[: STOPS_MAX + 1])))


def _stop(told: Told) -> Stop:
    seconds = told.get("seconds")
    whole = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else 0
    return Stop(view=_view(told), filter=text(told.get("filter")), seconds=whole)


DEEDS: Mapping[str, Callable[[Told], ScreenCommand]] = {
    "show": _show,
    "case": _case,
    "tour": _tour,
    "identify": lambda told: Identify(name=_name(told)),
}
