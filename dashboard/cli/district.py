"""`python -m dashboard district`: checks a district's files without a database or a start."""

from collections.abc import Sized
from pathlib import Path

import click

from dashboard import districts


@click.group()
def district() -> None:
    """A district's files; see docs/district.md."""


@district.command("check")
@click.argument("name", metavar="FOLDER", default="nanguan")
@click.option(
    "--cameras",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of camera points instead of the folder's own.",
)
def district_check(name: str, cameras: Path | None) -> None:
    """Read the district in FOLDER, or a packaged one, and print what it contains.

    Ends with 1 at the first thing that doesn't fit, with its file and line.
    """
    try:
        pack = districts.load(name, cameras=cameras)
    except districts.PackError as error:
        raise click.ClickException(str(error)) from None
    found = pack.district
    click.echo(f"{found.name_zh} · {found.name_en} ({found.key}), {pack.folder}")
    counts: dict[str, Sized] = {
        "streets": found.streets,
        "communities and villages": found.communities,
        "grids": found.grids,
        "units": found.units,
        "duty items": found.items,
        "cameras": pack.cameras or (),
    }
    for words, things in counts.items():
        click.echo(f"{len(things):>6} {words}")
    counted = sum(grid.households is not None for grid in found.grids.values())
    click.echo(f"{counted:>6} grids with their households")
