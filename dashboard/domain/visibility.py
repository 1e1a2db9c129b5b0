"""Which cases somebody may see: checked before any part of a case is shown, on every way."""

from dashboard.domain.grid import Grid
from dashboard.domain.persons import Entry, Person, who_enters
from dashboard.domain.scope import CENTRE, Placed, scope_of

CHECKERS = who_enters(Entry.READING)
"""Roles that read every case and act on none."""


def may_read(person: Person, case: Placed) -> bool:
    """Whether the person may see anything of the case; checking roles may see any case.

    Every screen, dialog and answer checks this before it shows any part of a case, however it came
    to the case: as similar, linked, chosen or named.
    """
    if person.role in CHECKERS:
        return True
    scope = scope_of(person)
    return scope is not None and scope.holds(case)


def may_read_place(person: Person, grid: Grid) -> bool:
    """Whether the person may see everything about this grid.

    Everybody at a desk knows which incidents run; but apart from its title, an incident shows the
    text and the address of the case that it came from.
    """
    scope = scope_of(person)
    return person.role in CHECKERS or (scope is not None and scope.covers(grid))


def may_read_all(person: Person) -> bool:
    """Whether the person may see every case of the district."""
    return person.role in CHECKERS or scope_of(person) == CENTRE
