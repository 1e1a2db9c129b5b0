"""`python -m dashboard`: the command line."""

import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import structlog

from dashboard import settings
from dashboard.actions import sealing
from dashboard.cli import (
    announcement,
    backup,
    calendar,
    cases,
    channel,
    district,
    keys,
    rejected,
    roster,
    screens,
    up,
    users,
    warnings,
)
from dashboard.cli import replay as replaying
from dashboard.demo import live
from dashboard.districts import PackError
from dashboard.domain.refusals import BadMessage
from dashboard.maintenance import checks, paper_pack
from dashboard.maintenance.upgrade import update
from dashboard.runtime import garbage, logs
from dashboard.runtime.bootstrap import closing_database, open_system
from dashboard.runtime.orphans import end_with_parent
from dashboard.runtime.readiness import need_demo, need_known_schema, ready_system
from dashboard.runtime.valkey import NoValkeyError
from dashboard.settings import SettingsError
from dashboard.store import engines, people
from dashboard.store.copies import CopyError
from dashboard.store.engines import DatabaseUnavailable, UnsafeDatabase
from dashboard.streams import client
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System
from dashboard.workers import intake, notifier, relay, timers
from dashboard.workers.loop import stop_on_signals
from feeds.table import read_mapping
from layouts import dry_run_text, outgoing_text

Loop = Callable[[System, threading.Event], None]
LOOPS: dict[str, Loop] = {
    "intake": intake.run,
    "relay": relay.run,
    "timers": timers.run,
    "paper": paper_pack.run,
    "notifier": partial(notifier.run, say=outgoing_text.letter, report=dry_run_text.report),
}
SENTENCES = (
    SettingsError,
    PackError,
    UnsafeDatabase,
    NoValkeyError,
    BadMessage,
    CopyError,
    RedisUnavailable,
    *DatabaseUnavailable,
)
HTTP_THREADS = 40
PRIVATE = 0o077
"""The umask: only our own user may read what we write."""


@click.group()
def cli() -> None:
    """The command centre of a district."""
    os.umask(PRIVATE)
    logs.configure()


for part in (
    users.user,
    cases.case,
    roster.roster,
    district.district,
    screens.screen,
    keys.key,
    channel.channel,
    rejected.rejected,
    warnings.warning,
    calendar.group,
    backup.backup,
    backup.restore,
):
    cli.add_command(part)


def _warn(system: System) -> None:
    """Prints which settings could lose an acknowledged report."""
    for words in engines.unsafe_settings(system.engine) + client.unsafe_settings(system.redis):
        click.echo(f"warning: {words}", err=True)


@cli.command("up")
@click.option("--demo/--no-demo", "is_demo", default=False, help="A simulated live day.")
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1, show_default=True)
def up_command(*, is_demo: bool, speed: float) -> None:
    """Run the whole centre on this machine."""
    found = settings.read(demo=is_demo)
    system = open_system(found)
    with closing_database(system):
        need_known_schema(system)
        if is_demo:
            need_demo(system)
        update(system, "up")
        if is_demo:
            live.prepare(system, click.echo)
        with system.reader.connect() as connection:
            staffed = bool(people.accounts(connection, system.district.key))
    up.run(found, speed, announcement.lines(found, staffed=staffed))


@cli.command()
def web() -> None:
    """Run one web process."""
    end_with_parent()
    system = ready_system()
    found = system.settings
    threads = found.sockets_max + HTTP_THREADS
    command = [sys.executable, "-m", "gunicorn", "dashboard.app:create()", "--workers", "1"]
    command += [
        "--worker-class",
        "dashboard.runtime.gunicorn_worker.Worker",
        "--threads",
        str(threads),
    ]
    command += ["--bind", found.address, "--graceful-timeout", "3"]
    command += ["--no-control-socket", "--logger-class", "dashboard.runtime.logs.OfGunicorn"]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell


@cli.command()
@click.argument("names", nargs=-1, type=click.Choice(list(LOOPS)))
def worker(names: tuple[str, ...]) -> None:
    """Run the loops NAMES, or all of them."""
    end_with_parent()
    stop = stop_on_signals()
    system = ready_system()
    try:
        _warn(system)
    except RedisUnavailable as error:
        click.echo(f"warning: Redis does not answer yet: {error}", err=True)
    garbage.spare_the_start()
    threads = [threading.Thread(target=_loop, args=(name, system, stop)) for name in names or LOOPS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _loop(name: str, system: System, stop: threading.Event) -> None:
    """Runs one loop; if it ends for any reason but a stop, the process ends and is restarted."""
    try:
        LOOPS[name](system, stop)
    finally:
        if not stop.is_set():
            try:  # perhaps nobody reads the log any more
                structlog.get_logger().exception("worker failed", worker=name)
            finally:
                os._exit(1)


@cli.command("migrate")
def migrate_command() -> None:
    """Bring the database to this version's schema, and the calendar to the libraries' days."""
    system = ready_system(current=False)
    update(system, "migrate")


@cli.command("check")
@click.option("--seal", is_flag=True, help="Seal the chain's end now, if there is no fault.")
def check_command(*, seal: bool) -> None:
    """Verify the journal's chain and seals, every state against it, every figure against SQL."""
    system = ready_system()
    found = checks.check(system)
    for line in found.lines:
        click.echo(line)
    if found.faults:
        sys.exit(1)
    if seal:
        made = sealing.seal(system)
        click.echo(f"sealed: {made.line()}" if made else "sealed already, nothing new since")


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", type=click.Choice(list(replaying.SOURCES)), default="la311", show_default=True
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that says which column is what, for any table; see docs/tables.md.",
)
@click.option("--dry-run", is_flag=True, help="Count what would be taken, and why not; send none.")
@click.option("--speed", type=click.FloatRange(0.1, 100_000), default=1, show_default=True)
def replay(file: Path, source: str, mapping: Path | None, speed: float, *, dry_run: bool) -> None:
    """Send a file of real requests through the inbox as if they happened now.

    Ends with 1 if nothing of the file can be taken.
    """
    system, outcome = ready_system(), replaying.ReplayOutcome()
    if mapping:
        found = replaying.read_table(file, read_mapping(mapping))
    else:
        found = replaying.SOURCES[source](system, file)
    reports = replaying.look(system, found, outcome)
    if dry_run:
        for _ in reports:
            pass
        click.echo(f"{outcome.good} of {outcome.rows} rows would be taken")
    else:
        sent = replaying.play(system, reports, speed, stop_on_signals())
        click.echo(f"{sent} reports sent")
    for line in outcome.told():
        click.echo(line, err=True)
    if not outcome.good:
        sys.exit(1)


@cli.command()
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1, show_default=True)
def simulate(speed: float) -> None:
    """Play the district's day: reports come, units, grid leaders and the centre act."""
    end_with_parent()
    system = ready_system()
    need_demo(system)
    live.simulate(system, speed, stop_on_signals())


def main() -> None:
    """Runs the command line; a wrong setting prints a sentence instead of a traceback."""
    try:
        cli(prog_name="python -m dashboard")
    except SENTENCES as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
