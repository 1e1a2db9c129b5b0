"""`python -m dashboard calendar`: working days, exceptions such as storm days, recounts."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from dashboard.actions.calendar import RECOUNT, CalendarAct, load, recount
from dashboard.actions.handle import handle
from dashboard.domain.calendar import Day
from dashboard.domain.calendar_state import CalendarCommand, ExceptDay, RestoreDay, runs
from dashboard.runtime.readiness import ready_system
from dashboard.store import calendar

BY = "command line"
DAY = click.DateTime(formats=["%Y-%m-%d"])
reason_option = click.option("--reason", required=True, help="Why; kept in the journal.")


@click.group("calendar")
def group() -> None:
    """The working calendar."""


@group.command("load")
def load_command() -> None:
    """Take over the years that the installed libraries know, and compute the next ones."""
    changed = load(ready_system(), BY)
    years = sorted({day.date.year for day in changed})
    said = f"{len(changed)} days, {years[0]} to {years[-1]}" if changed else "nothing new"
    click.echo(said)


@group.command("show")
@click.argument("year", type=click.IntRange(1970, 2099))
def show(year: int) -> None:
    """Print the days of YEAR that aren't plain weekdays or weekends, and their sources."""
    system = ready_system()
    with system.reader.connect() as connection:
        known = calendar.days(connection, system.district.key)
    days = [day for day in known if day.date.year == year]
    if not days:
        click.echo(f"{year} isn't in the calendar; run `python -m dashboard calendar load`.")
        return
    for line in lines_of(days):
        click.echo(line)


def lines_of(days: Sequence[Day]) -> Iterator[str]:
    """A line for each run of days off or make-up days, then the sources of the year."""
    for run in runs(days):
        until = "" if run.last == run.day.date else f" to {run.last:%m-%d}"
        yield f"{run.day.date}{until}  {'works' if run.day.working else 'off'}  {run.day.name}"
    sources = sorted({day.source for day in days})
    certain = "provisional" if any(day.provisional for day in days) else "official"
    yield f"{certain}: {', '.join(sources)}"


@group.command("except")
@click.argument("day", type=DAY)
@click.option("--off/--works", "off", default=True, help="Nobody works that day, or people do.")
@reason_option
def except_command(day: datetime, reason: str, *, off: bool) -> None:
    """Make DAY the district's own exception; open deadlines follow within seconds."""
    _carry_out(ExceptDay(day=day.date(), working=not off, reason=reason))
    click.echo(f"{day:%Y-%m-%d} {'off' if off else 'works'}: {reason}")


@group.command("restore")
@click.argument("day", type=DAY)
@reason_option
def restore_command(day: datetime, reason: str) -> None:
    """Take an exception back: the libraries decide about DAY again."""
    _carry_out(RestoreDay(day=day.date(), reason=reason))
    click.echo(f"{day:%Y-%m-%d} is as the list has it")


@group.command("recount")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@reason_option
def recount_command(first: datetime, last: datetime, reason: str) -> None:
    """Compute open deadlines from FIRST to LAST anew, after a change of working hours."""
    if last < first:
        raise click.BadParameter("LAST must not be before FIRST.")
    recount(ready_system(), first.date(), last.date(), CalendarAct(RECOUNT, BY, reason))
    click.echo("the timers work them out")


def _carry_out(command: CalendarCommand) -> None:
    refused = handle(ready_system(), command, by=BY).refused
    if refused:
        raise click.ClickException(refused.words)
