"""`python -m dashboard case`: imports another system's open cases."""

from pathlib import Path

import click

from dashboard.cli import imports
from dashboard.runtime.readiness import ready_system
from feeds.table import read_mapping

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def case() -> None:
    """Cases."""


@case.command("import")
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help="Which column is what; see docs/tables.md.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and why not; take none.")
def case_import(file: Path, mapping: Path | None, *, dry_run: bool) -> None:
    """Import another system's open cases, and give each to the unit that has it.

    Ends with 1 if a line is refused. See docs/import.md.
    """
    outcome = imports.ImportOutcome()
    columns = read_mapping(mapping) if mapping else None
    imports.import_cases(ready_system(), file, columns, outcome, dry_run=dry_run)
    imports.end(outcome)
