"""`python -m dashboard key`: API keys of outside systems, and what each may do."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import click

from dashboard.actions.handle import handle
from dashboard.domain.commands import MESSAGES
from dashboard.domain.keys import (
    AddKey,
    ApiKey,
    ChangeKey,
    Grant,
    KeyCommand,
    Quota,
    Reads,
    RevokeKey,
    ungranted,
)
from dashboard.runtime.readiness import ready_system
from dashboard.store import keys, tokens
from dashboard.system import System, from_ms

BY = "command line"
QUOTAS = tuple(field.name for field in fields(Quota))
NONE = "none"
LISTS: dict[str, tuple[str, Any, str]] = {
    "types": ("--type", click.Choice([*MESSAGES, NONE]), "A message type that it may send."),
    "units": ("--unit", str, "A unit's code that it may speak for; * for every one."),
    "grids": ("--grid", str, "A grid's number that it may speak for; * for every one."),
    "sources": ("--source", str, "A `source` that its messages carry, and no other key's."),
    "reads": ("--read", click.Choice([*(read.value for read in Reads), NONE]), "What it may read."),
}


@click.group()
def key() -> None:
    """API keys of outside systems."""


def _grant(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of a grant; each may be repeated, and `none` empties it."""
    for name in QUOTAS:
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, type=int, help=f"Quota: {name.replace('_', ' ')}.")(command)
    for name, (flag, kind, words) in LISTS.items():
        command = click.option(flag, name, type=kind, multiple=True, help=words)(command)
    return command


def _changed(before: Grant, given: dict[str, Any]) -> Grant:
    """Replaces what was given and keeps the rest."""
    lists: dict[str, Any] = {name: _listed(name, given[name]) for name in LISTS if given[name]}
    quota = {name: given[name] for name in QUOTAS if given[name] is not None}
    return replace(before, **lists, quota=replace(before.quota, **quota))


def _listed(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    chosen = dict.fromkeys(value for value in values if value != NONE)
    return tuple(map(Reads, chosen)) if name == "reads" else tuple(chosen)


@key.command("add")
@click.argument("name")
@_grant
def key_add(name: str, **given: Any) -> None:
    """Make an API key for the outside system NAME and print it, once.

    Without options it may report cases and incidents, give signs of life, and read nothing.
    """
    token = tokens.fresh()
    command = AddKey(name=name, grant=_changed(Grant(), given), digest=tokens.digest(token))
    _do(ready_system(), command)
    click.echo(token)


@key.command("change")
@click.argument("name")
@_grant
def key_change(name: str, **given: Any) -> None:
    """Change the scope of the key NAME; options that aren't given stay as they are."""
    system = ready_system()
    before = next((one.grant for one in _all(system) if one.name == name), Grant())
    _do(system, ChangeKey(name=name, grant=_changed(before, given)))


@key.command("list")
def key_list() -> None:
    """List all outside systems that were given a key, and what each may do."""
    system = ready_system()
    with system.reader.connect() as connection:
        made = tokens.all_of(connection, system.district.key, tokens.TokenUse.API)
    known = {one.name: one for one in _all(system)}
    for name, made_at, revoked_at in made:
        state = f"revoked {_day(system, revoked_at)}" if revoked_at else "on"
        click.echo(f"{name:<30} made {_day(system, made_at)}  {state}")
        if not revoked_at:
            for line in _told(known.get(name) or ungranted(name)):
                click.echo(f"    {line}")
    if not made:
        click.echo("There is no key yet; `key add NAME` makes one.")


def _told(one: ApiKey) -> list[str]:
    grant, quota = one.grant, one.grant.quota
    return [
        f"sends    {', '.join(grant.types) or 'nothing'}",
        f"for      units {', '.join(grant.units) or 'none'}; grids {', '.join(grant.grids) or '-'}",
        f"source   {', '.join(grant.sources) or 'any that is nobody else’s'}",
        f"reads    {', '.join(grant.reads) or 'nothing'}",
        f"quota    {quota.per_minute} messages a minute",
        f"         {quota.urgent_per_hour} E1 reports and {quota.refused_per_hour} refused an hour",
    ]


@key.command("revoke")
@click.argument("name")
def key_revoke(name: str) -> None:
    """Revoke the keys of the outside system NAME."""
    system = ready_system()
    with system.reader.connect() as connection:
        made = tokens.all_of(connection, system.district.key, tokens.TokenUse.API)
    count = sum(known == name and revoked_at is None for known, _, revoked_at in made)
    _do(system, RevokeKey(name=name))
    click.echo(f"{count} revoked")


def _all(system: System) -> list[ApiKey]:
    with system.reader.connect() as connection:
        return keys.all_of(connection, system.district.key)


def _day(system: System, ms: int) -> str:
    return f"{from_ms(ms).astimezone(system.zone):%Y-%m-%d %H:%M}"


def _do(system: System, command: KeyCommand) -> None:
    answer = handle(system, command, by=BY)
    if answer.refused:
        raise click.ClickException(answer.refused.words)
