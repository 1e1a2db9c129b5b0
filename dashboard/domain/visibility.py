"""What of a case somebody may see: asked before a word of it leaves, whatever way it is come by."""

from dashboard.domain.grid import Grid
from dashboard.domain.persons import Person, Role
from dashboard.domain.scope import CENTRE, Placed, scope_of

CHECKERS = frozenset({Role.ASSESSOR, Role.AUDITOR})
"""They read all and act on nothing."""


def may_read(person: Person, case: Placed) -> bool:
    """Whether the person may see anything of the case: of their own, or any for those who check.

    Every screen, dialog and answer asks this before it says a word of a case, whichever way it has
    come by it: alike, tied, chosen, named.
    """
    if person.role in CHECKERS:
        return True
    scope = scope_of(person)
    return scope is not None and scope.holds(case)


def may_read_place(person: Person, grid: Grid) -> bool:
    """Whether the person may see whatever is said of this grid.

    Everybody at a desk knows which incidents run; what an incident says beside its title are the
    words and the address of the case that it came from.
    """
    scope = scope_of(person)
    return person.role in CHECKERS or (scope is not None and scope.covers(grid))


def may_read_all(person: Person) -> bool:
    """Whether the person may see every case of the district."""
    return person.role in CHECKERS or scope_of(person) == CENTRE
