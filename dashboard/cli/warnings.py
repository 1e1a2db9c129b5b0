"""`python -m dashboard warning`: takes in warnings from CAP files."""

import sys
from pathlib import Path

import click

from dashboard.actions.ingest import check
from dashboard.actions.sending import send
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.runtime.readiness import ready_system
from feeds import cap

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SOURCE = "cap"


@click.group("warning")
def warning() -> None:
    """Warnings of the weather service and others."""


@warning.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--source", default=SOURCE, show_default=True, help="In whose name it is sent.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and why not; take none.")
def import_files(files: tuple[Path, ...], source: str, *, dry_run: bool) -> None:
    """Send CAP 1.2 files through the inbox, each for itself; see docs/warnings.md.

    Ends with 1 if a file is refused.
    """
    system, refused = ready_system(), 0
    for file in files:
        try:
            found = check(system, cap.parse(file.read_bytes(), source))
        except BadMessage as bad:
            found = bad
        if isinstance(found, Refused):
            refused += 1
            click.echo(f"{file}: {found.words}", err=True)
        elif not dry_run:
            send(system, [found[0]])
    taken = "would be taken" if dry_run else "sent"
    click.echo(f"{len(files) - refused} {taken}, {refused} refused")
    if refused:
        sys.exit(1)
