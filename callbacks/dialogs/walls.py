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
from layouts.dialogs.form import DialogLocale

Payload = Mapping[str, Any]


def open_list(context: DialogContext, locale: DialogLocale) -> DialogUpdate:
    """The list, for people who may send something."""
    denied = may_kind(context.person, WALL_ACTS[0].command)
    if denied:
        raise denied
    return DialogUpdate(dialog=screens.overview(locale))


def send(context: DialogContext, locale: DialogLocale, payload: Payload) -> DialogUpdate:
    """Carries out a request of the list: {"act", "name", …}; name null means all walls."""
    make = COMMANDS.get(text(payload.get("act")))
    if make is None:
        raise Refused("UNKNOWN_ACT", "There is no such act.")
    answer = handle(context.system, make(payload), by=context.person)
    if answer.refused:
        raise answer.refused
    return DialogUpdate(answer=said(locale.say(f"screens.sent.{payload['act']}", names=answer.key)))


def _name(payload: Payload) -> str | None:
    return None if payload.get("name") is None else text(payload["name"])


def _view(payload: Payload) -> WallView:
    try:
        return WallView(text(payload.get("view")))
    except ValueError:
        raise Refused("FIELD_WRONG", "There is no such view.", field="view") from None


def _show(payload: Payload) -> ScreenCommand:
    return ShowOnScreen(
        name=text(payload.get("name")), view=_view(payload), filter=text(payload.get("filter"))
    )


def _case(payload: Payload) -> ScreenCommand:
    number = text(payload.get("case"))
    if not number:
        raise Refused("CASE_MISSING", "Choose a case first.")
    return ShowCase(name=text(payload.get("name")), case=number)


def _tour(payload: Payload) -> ScreenCommand:
    stops = payload.get("stops")
    found = [one for one in stops if isinstance(one, dict)] if isinstance(stops, list) else []
    # One more than allowed, so that it is refused and not cut.
    return SetPlaylist(name=_name(payload), stops=tuple(map(_stop, found[: STOPS_MAX + 1])))


def _stop(payload: Payload) -> Stop:
    seconds = payload.get("seconds")
    whole = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else 0
    return Stop(view=_view(payload), filter=text(payload.get("filter")), seconds=whole)


COMMANDS: Mapping[str, Callable[[Payload], ScreenCommand]] = {
    "show": _show,
    "case": _case,
    "tour": _tour,
    "identify": lambda payload: Identify(name=_name(payload)),
}
