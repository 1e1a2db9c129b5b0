"""`python -m dashboard channel`: by which channels people on duty are called."""

import base64
import secrets as random

import click

from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.runtime.readiness import ready_system
from dashboard.senders import outlets, webhook
from dashboard.senders.letter import Outlet
from dashboard.senders.outlets import OutletError
from dashboard.system import System


@click.group()
def channel() -> None:
    """Channels by which people on duty are called."""


@channel.command("add")
@click.argument("name")
@click.argument("kind", type=click.Choice(sorted(kind.value for kind in outlets.READY)))
@click.option("--url", default="", help="Where to post.")
@click.option("--secret", multiple=True, help="Repeat it while secrets are exchanged; - asks.")
@click.option("--post", "posts", multiple=True, help="A post that it serves; all without this.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--private", is_flag=True, help="The address may lie in a private network.")
def channel_add(
    name: str, kind: str, url: str, secret: tuple[str, ...], posts: tuple[str, ...], **more: object
) -> None:
    """Add the channel NAME, or replace it. A webhook without a secret gets one, shown once."""
    system = ready_system()
    given = [click.prompt("Secret", hide_input=True) if one == "-" else one for one in secret]
    chosen = ChannelKind(kind)
    if chosen is ChannelKind.WEBHOOK and not given:
        given = [webhook.PREFIX + base64.b64encode(random.token_bytes(32)).decode()]
        click.echo(given[0])
    _need(system, name, posts)
    options: dict[str, object] = {"url": url, "private": more["private"]}
    if chosen is ChannelKind.WEBHOOK:
        options["secrets"] = given
    elif given:
        options["secret"] = given[0]
    made = CallChannel(name=name, kind=chosen, posts=posts, lang=str(more["lang"]))
    try:
        outlets.keep(system.settings.var, Outlet(channel=made, options=options))
    except OutletError as error:
        raise click.ClickException(str(error)) from error


def _need(system: System, name: str, posts: tuple[str, ...]) -> None:
    if not name.replace("-", "").isalnum() or len(name) > 40:  # noqa: PLR2004 - said below
        raise click.ClickException("A name has letters, digits and -, at most 40.")
    unknown = [post for post in posts if post not in system.district.posts]
    if unknown:
        raise click.ClickException(f"There is no post {unknown[0]!r} in duty_posts.csv.")


@channel.command("list")
def channel_list() -> None:
    """List the channels, without their secrets."""
    for one in _all(ready_system()):
        made = one.channel
        state = f"off: {made.off}" if made.off else "on"
        click.echo(f"{made.name:<20} {made.kind:<9} {', '.join(made.posts) or 'all':<20} {state}")


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
