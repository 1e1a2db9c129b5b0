"""`python -m dashboard screen`: walls, their settings and links, and what they must show."""

from dataclasses import replace
from typing import Any, TypedDict, Unpack

import click

from dashboard.actions.handle import handle
from dashboard.cli.announcement import address_of
from dashboard.domain.refusals import Refused
from dashboard.domain.screens import (
    AddScreen,
    ChangeScreen,
    Language,
    Profile,
    RemoveScreen,
    ScreenCommand,
    Setting,
    ShowOnScreen,
    Shows,
    Theme,
    WallScreen,
    address,
)
from dashboard.domain.wall_rules import night_of
from dashboard.domain.wall_views import WallView
from dashboard.runtime.readiness import ready_system
from dashboard.store import screens, tokens
from dashboard.system import System

BY = "command line"
VIEWS = click.Choice([view.value for view in WallView])


class Options(TypedDict, total=False):
    """The settings that the command line offers."""

    profile: str | None
    lang: str | None
    theme: str | None
    distance: float | None
    pitch: float | None
    night: str | None


def _settings(command: click.Command) -> click.Command:
    choices = {"profile": Profile, "lang": Language, "theme": Theme}
    for name, kind in choices.items():
        codes = click.Choice([one.value for one in kind])
        command.params.append(click.Option([f"--{name}"], type=codes))
    numbers = {
        "distance": "How far away the furthest reader is, in metres.",
        "pitch": "From one pixel to the next, in millimetres.",
    }
    for name, words in numbers.items():
        command.params.append(click.Option([f"--{name}"], type=float, help=words))
    words = "Hours in which it is dimmed, such as 22-6; or off."
    command.params.append(click.Option(["--night"], help=words))
    return command


@click.group()
def screen() -> None:
    """Walls: settings, links, and what they show."""


@_settings
@screen.command("add")
@click.argument("name")
def screen_add(name: str, **asked: Unpack[Options]) -> None:
    """Add the wall NAME and print its link, once."""
    system = ready_system()
    _do(system, AddScreen(name=name, setting=_setting(Setting(), asked)))
    click.echo(_link(system, name))


@_settings
@screen.command("set")
@click.argument("name")
def screen_set(name: str, **asked: Unpack[Options]) -> None:
    """Change the settings of the wall NAME; options that aren't given stay as they are."""
    system = ready_system()
    setting = _setting(_known(system, name).setting, asked)
    _do(system, ChangeScreen(name=name, setting=setting))


@screen.command("link")
@click.argument("name")
def screen_link(name: str) -> None:
    """Print a new link for the wall NAME, once; earlier links are revoked."""
    system = ready_system()
    _known(system, name)
    _revoke(system, name)
    click.echo(_link(system, name))


@screen.command("list")
def screen_list() -> None:
    """List all walls, what each must show, and since when its link is valid."""
    system = ready_system()
    with system.reader.connect() as connection:
        found = {one.name: one for one in screens.active(connection, system.district.key)}
        given = tokens.all_of(connection, system.district.key, tokens.TokenUse.WALL)
    links = {name: revoked_at is None for name, _, revoked_at in given}
    for name in sorted(found.keys() | links.keys()):
        link = "on" if links.get(name) else "revoked" if name in links else "no link"
        known = found.get(name)
        told = _told(known) if known else "not set"
        click.echo(f"{name:<20} {link:<8} {told}")
    if not found and not links:
        click.echo("There is no wall yet; `screen add NAME` makes one.")


def _told(known: WallScreen) -> str:
    """What the wall must show; until something is sent to it, it keeps the address of its link."""
    shows = address(known.setting, known.shows) if known.shows else "as linked"
    return f"{known.setting.profile.value:<9} {shows}"


@screen.command("show")
@click.argument("name")
@click.argument("view", type=VIEWS)
@click.argument("asked", metavar="[FILTER]", default="")
def screen_show(name: str, view: str, asked: str) -> None:
    """Make the wall NAME show VIEW, narrowed by FILTER such as street=S08."""
    _do(ready_system(), ShowOnScreen(name=name, view=WallView(view), filter=asked))


@screen.command("revoke")
@click.argument("name")
def screen_revoke(name: str) -> None:
    """Remove the wall NAME and revoke its links; it is cut off within seconds."""
    system = ready_system()
    # Links first, to count them; a wall of an older release has nothing but links.
    count = _revoke(system, name)
    gone = handle(system, RemoveScreen(name=name), by=BY).refused is None
    if not count and not gone:
        raise click.ClickException(f"Nothing of the name {name!r} is on.")
    click.echo(f"{count} revoked")


def _setting(before: Setting, asked: Options) -> Setting:
    kinds: dict[str, Any] = {"profile": Profile, "lang": Language, "theme": Theme}
    given = {name: value for name, value in asked.items() if value is not None}
    changes: dict[str, Any] = {n: kinds[n](value) for n, value in given.items() if n in kinds}
    names = {"distance": "distance_m", "pitch": "pitch_mm"}
    changes |= {field: given[name] for name, field in names.items() if name in given}
    if "night" in given:
        try:
            changes["night"] = night_of(str(given["night"]))
        except Refused as refused:
            raise click.ClickException(refused.words) from None
    return replace(before, **changes)


def _known(system: System, name: str) -> WallScreen:
    with system.reader.connect() as connection:
        found = screens.active(connection, system.district.key)
    known = next((one for one in found if one.name == name), None)
    if known is None:
        raise click.ClickException(f"There is no screen {name!r}.")
    return known


def _do(system: System, command: ScreenCommand) -> None:
    answer = handle(system, command, by=BY)
    if answer.refused:
        raise click.ClickException(answer.refused.words)


def _link(system: System, name: str) -> str:
    page = address(_known(system, name).setting, Shows())
    key, now_ms = system.district.key, system.now_ms()
    with system.engine.begin() as connection:
        token = tokens.make(connection, key, name, tokens.TokenUse.WALL, now_ms)
    return f"{address_of(system.settings)}{page}&token={token}"


def _revoke(system: System, name: str) -> int:
    key, now_ms = system.district.key, system.now_ms()
    with system.engine.begin() as connection:
        return tokens.revoke(connection, key, name, tokens.TokenUse.WALL, now_ms)
