"""`python -m dashboard roster`: imports a roster from a table, line by line."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from dashboard.actions.handle import handle
from dashboard.cli import imports
from dashboard.cli.imports import BY, ImportOutcome
from dashboard.domain.duty.roster import ENTRIES_MAX, AddToRoster, RosterEntry
from dashboard.domain.duty.rostering import Rostered, added
from dashboard.domain.minute import read_minute
from dashboard.domain.persons import Person
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.runtime.readiness import ready_system
from dashboard.store import people
from dashboard.store import roster as stored
from dashboard.system import System
from feeds.files import ENCODING, Row, rows
from layouts.refused import in_words

NEEDED = frozenset({"post", "login", "from", "to"})


@click.group()
def roster() -> None:
    """The roster of the duty desk."""


@roster.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--encoding", default=ENCODING, help="GB18030, if UTF-8 isn't what it was saved as.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and why not; take none.")
def roster_import(file: Path, encoding: str, *, dry_run: bool) -> None:
    """Put each line of a table into the roster.

    Ends with 1 if a line is refused. See docs/import.md.
    """
    outcome = ImportOutcome()
    bring_roster(ready_system(), file, outcome, encoding=encoding, dry_run=dry_run)
    imports.end(outcome)


@dataclass(slots=True)
class _Standing:
    """What stands in the roster while lines are read, by post and by person, as both may forbid."""

    system: System
    holders: Mapping[str, Person]
    posts: dict[str, list[RosterEntry]] = field(default_factory=lambda: defaultdict(list))
    persons: dict[str, list[RosterEntry]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def keep(self, entry: RosterEntry) -> None:
        self.posts[entry.post].append(entry)
        self.persons[entry.login].append(entry)
        self.count += 1

    def has(self, command: AddToRoster) -> bool:
        """Whether this person has exactly this tour already."""
        return any(
            (one.post, one.begins_at, one.ends_at)
            == (command.post, command.begins_at, command.ends_at)
            for one in self.persons[command.login]
        )

    def entry(self, command: AddToRoster, line: int) -> RosterEntry:
        """What would be written. Raises `Refused`."""
        if self.count >= ENTRIES_MAX:
            words = f"The roster has {ENTRIES_MAX} entries that aren't over."
            raise Refused("ROSTER_FULL", words, most=ENTRIES_MAX)
        near = {
            one.number: one for one in chain(self.posts[command.post], self.persons[command.login])
        }
        known = Rostered(self.system.district.posts, list(near.values()), self.system.clock())
        return added(command, f"line {line}", self.holders.get(command.login), known)


def bring_roster(
    system: System, file: Path, outcome: ImportOutcome, *, encoding: str = ENCODING, dry_run: bool
) -> None:
    """Adds the tour of each line, as who plans would; what is there already stays as it is."""
    lines = imports.limited(rows(file, set(NEEDED), encoding=encoding))
    with system.reader.connect() as connection:
        key = system.district.key
        found = [one for one in people.accounts(connection, key) if one.active]
        entries = stored.not_over(connection, key, system.clock())
    standing = _Standing(system, {one.person.login: one.person for one in found})
    for entry in entries:
        standing.keep(entry)
    for line, row in lines:
        try:
            command = _tour(system, row)
            if standing.has(command):
                outcome.there += 1
                continue
            entry = standing.entry(command, line)
            refused = None if dry_run else handle(system, command, by=BY).refused
            if refused is not None:
                raise refused
        except Refused as why:
            outcome.refuse(line, Refused(why.code, in_words("en", system.district, why)))
        else:
            standing.keep(entry)
            outcome.taken += 1


def _tour(system: System, row: Row) -> AddToRoster:
    """The tour of one line. Raises `Refused`."""
    named = row["post"].strip()
    posts = system.district.posts
    code = next((c for c, post in posts.items() if named in (c, post.name_zh, post.name_en)), named)
    return AddToRoster(
        post=code,
        login=row["login"].strip(),
        begins_at=_minute(system, row, "from"),
        ends_at=_minute(system, row, "to"),
        contact=row.get("contact", "").strip(),
    )


def _minute(system: System, row: Row, name: str) -> datetime:
    said = row[name].strip()
    found = read_minute(said.replace(" ", "T", 1), system.district.timezone)
    if found is None:
        words = f"`{name}` is {said[:20]!r}, which is no minute such as 2026-12-01T18:00."
        raise BadMessage("UNREADABLE", words)
    return found
