"""`python -m dashboard rejected`: lists refused messages, and sends them again when corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from dashboard import codec
from dashboard.runtime.readiness import ready_system
from dashboard.streams import inbox
from dashboard.system import System, from_ms

SHOWN = 50
AT_ONCE = 100


@click.group()
def rejected() -> None:
    """Messages that could not be taken."""


@dataclass(frozen=True, slots=True)
class RejectedFilter:
    """Selects refused messages by source, reason code or entry; an empty field matches all."""

    source: str
    code: str
    entry: str

    def has(self, kept: inbox.RefusedMessage) -> bool:
        return (
            self.source in ("", kept.source)
            and self.code in ("", kept.code)
            and self.entry in ("", kept.entry)
        )


@rejected.command("list")
@click.option("--source", default="", help="Of this source alone.")
@click.option("--code", default="", help="With this reason's code alone.")
@click.option("--most", type=click.IntRange(1, 10_000), default=SHOWN, show_default=True)
def rejected_list(source: str, code: str, most: int) -> None:
    """List the newest refused messages, and how many there are of each source and reason."""
    system = ready_system()
    choice = RejectedFilter(source, code, "")
    counts: dict[tuple[str, str], int] = {}
    shown: list[str] = []
    for kept in _newest(system):
        if choice.has(kept):
            counts[kept.source, kept.code] = counts.get((kept.source, kept.code), 0) + 1
            if len(shown) < most:
                shown.append(_line(system, kept))
    for line in shown:
        click.echo(line)
    for (name, why), count in sorted(counts.items(), key=lambda one: -one[1]):
        click.echo(f"{count} of {name or 'nobody known'}: {why}")
    if not counts:
        click.echo("Nothing was refused.")


@rejected.command("resend")
@click.option("--source", default="", help="Of this source alone.")
@click.option("--code", default="", help="With this reason's code alone.")
@click.option("--entry", default="", help="This one alone, as `rejected list` names it.")
@click.option("--all", "every", is_flag=True, help="All of them.")
def rejected_resend(source: str, code: str, entry: str, *, every: bool) -> None:
    """Put refused messages into the inbox again, oldest first; accepted ones are not taken twice.

    A message that is refused again comes back here with its reason.
    """
    if not (source or code or entry or every):
        raise click.UsageError("Say which: --source, --code, --entry, or --all.")
    system = ready_system()
    choice = RejectedFilter(source, code, entry)
    chosen = [kept for kept in _newest(system) if choice.has(kept)][::-1]
    for start in range(0, len(chosen), AT_ONCE):
        inbox.put_again(system.redis, system.district.key, chosen[start : start + AT_ONCE])
    click.echo(f"{len(chosen)} sent again")


def _newest(system: System) -> Iterator[inbox.RefusedMessage]:
    before = "+"
    while found := inbox.kept(system.redis, system.district.key, before, AT_ONCE):
        yield from found
        before = f"({found[-1].entry}"


def _line(system: System, kept: inbox.RefusedMessage) -> str:
    at = from_ms(int(kept.entry.split("-")[0])).astimezone(system.zone)
    kind, message = codec.labels(kept.raw)
    about = f"{kept.source or '?'} {kind or '?'} {message or '?'}"
    return f"{kept.entry}  {at:%Y-%m-%d %H:%M:%S}  {about}  {kept.code}: {kept.words}"
