"""`python -m dashboard channel`: by which channels people on duty are called."""

import base64
import secrets as random
import sys
from collections.abc import Collection, Sequence
from typing import Any

import click

from dashboard import codec
from dashboard.actions import dry_running
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.refusals import Refused
from dashboard.runtime.readiness import ready_system
from dashboard.senders import mail, outlets, webhook
from dashboard.senders.letter import Outlet
from dashboard.senders.outlets import OutletError
from dashboard.store import people
from dashboard.system import System
from layouts import dry_run_text
from layouts.words import Lang


@click.group()
def channel() -> None:
    """Channels by which people on duty are called."""


@channel.command("add")
@click.argument("name")
@click.argument("kind", type=click.Choice(sorted(kind.value for kind in outlets.SENDERS)))
@click.option("--url", default="", help="Where to post.")
@click.option("--secret", multiple=True, help="Repeat it while secrets are exchanged; - asks.")
@click.option("--post", "posts", multiple=True, help="A post that it serves; all without this.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--private", is_flag=True, help="The address may lie in a private network.")
@click.option("--address", "addresses", multiple=True, help="LOGIN=ADDRESS, for e-mail and SMS.")
@click.option("--host", default="", help="E-mail: the mail server.")
@click.option("--port", type=click.IntRange(0, mail.PORT_MAX), default=0, help="Its port.")
@click.option("--security", type=click.Choice(list(mail.PORTS)), default="starttls")
@click.option("--user", default="", help="E-mail: its user there; the password is the secret.")
@click.option("--sender", default="", help="E-mail: the address that it comes from.")
@click.option("--template", default="", help="SMS: an object with {phone}, {text} and {id}.")
@click.option("--form", is_flag=True, help="SMS: send the template as a form, not as JSON.")
@click.option("--accepted", default="", help="SMS: FIELD=VALUE of the answer that means accepted.")
@click.option("--header", "headers", multiple=True, help="SMS: NAME=VALUE; NAME=- asks.")
def channel_add(name: str, kind: str, posts: tuple[str, ...], **given: Any) -> None:
    """Add the channel NAME, or replace it. A webhook without a secret gets one, shown once."""
    system, chosen = ready_system(), ChannelKind(kind)
    addresses = _pairs("--address", given["addresses"])
    _need(system, name, posts, addresses)
    secret = [click.prompt("Secret", hide_input=True) if s == "-" else s for s in given["secret"]]
    if chosen is ChannelKind.WEBHOOK and not secret:
        secret = [webhook.PREFIX + base64.b64encode(random.token_bytes(32)).decode()]
        click.echo(secret[0])
    made = CallChannel(
        name=name,
        kind=chosen,
        posts=posts,
        addresses=addresses,
        lang=given["lang"],
    )
    options = _options(chosen, secret, given)
    try:
        outlets.keep(system.settings.var, Outlet(channel=made, options=options))
    except OutletError as error:
        raise click.ClickException(str(error)) from error


def _options(kind: ChannelKind, secret: list[str], given: dict[str, Any]) -> dict[str, Any]:
    """What is kept for the sender of this kind: only what it uses."""
    if kind is ChannelKind.FILE:
        return {}
    options: dict[str, Any] = {"private": given["private"]}
    if kind is ChannelKind.MAIL:
        names = ("host", "port", "security", "user", "sender")
        return options | {name: given[name] for name in names} | {"secret": "".join(secret[:1])}
    options["url"] = given["url"]
    if kind is ChannelKind.WEBHOOK:
        return options | {"secrets": secret}
    if kind is not ChannelKind.SMS:
        return options | ({"secret": secret[0]} if secret else {})
    headers = _pairs("--header", given["headers"])
    field, _, value = given["accepted"].partition("=")
    return options | {
        "template": _object(given["template"]),
        "form": given["form"],
        "accepted": {"field": field, "value": value},
        "headers": {
            one: click.prompt(one, hide_input=True) if said == "-" else said
            for one, said in headers.items()
        },
    }


def _object(text: str) -> object:
    try:
        return codec.from_json(text)
    except ValueError as error:
        raise click.ClickException(f"The template is no JSON: {error}") from error


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE, each in an option of its own."""
    pairs = [one.partition("=") for one in given]
    wrong = next((one for one, sign, _ in pairs if not sign or not one), None)
    if wrong is not None:
        raise click.ClickException(f"{option} is NAME=VALUE, not {wrong!r}.")
    return {one: said for one, _, said in pairs}


def _need(system: System, name: str, posts: tuple[str, ...], logins: Collection[str]) -> None:
    if not name.replace("-", "").isalnum() or len(name) > 40:  # noqa: PLR2004 - said below
        raise click.ClickException("A name has letters, digits and -, at most 40.")
    unknown = [post for post in posts if post not in system.district.posts]
    if unknown:
        raise click.ClickException(f"There is no post {unknown[0]!r} in duty_posts.csv.")
    with system.reader.connect() as connection:
        nobody = set(logins) - people.known(connection, system.district.key, logins)
    if nobody:
        raise click.ClickException(f"There is no account {min(nobody)!r}.")


@channel.command("list")
def channel_list() -> None:
    """List the channels, without their secrets."""
    for one in _all(ready_system()):
        made = one.channel
        state = f"off: {made.off}" if made.off else "on"
        click.echo(f"{made.name:<20} {made.kind:<9} {', '.join(made.posts) or 'all':<20} {state}")


@channel.command("dry-run")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True)
def channel_dry_run(lang: Lang) -> None:
    """Say who can't be reached in the next seven days; call nobody.

    Ends with 1 if a whole chain reaches nobody at some time.
    """
    system = ready_system()
    try:
        found = dry_running.now_unreached(system)
    except (OutletError, Refused) as error:
        raise click.ClickException(str(error)) from error
    click.echo(dry_run_text.report(system.district, found, system.clock(), lang))
    if any(one.nobody for one in found):
        sys.exit(1)


@channel.command("remove")
@click.argument("name")
def channel_remove(name: str) -> None:
    """Remove the channel NAME."""
    if not outlets.remove(ready_system().settings.var, name):
        raise click.ClickException(f"There is no channel {name!r}.")


def _all(system: System) -> list[Outlet]:
    try:
        return outlets.read(system.settings.var)
    except OutletError as error:
        raise click.ClickException(str(error)) from error
