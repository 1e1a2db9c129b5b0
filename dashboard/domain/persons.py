"""Persons, and the table of their roles (brief of the field, 2.7).

A role is one line of `Role` and one of `ROLES`; what it may do stands in `roles`, what it is called
in `layouts/words/case.py` as `role.<value>`. Every other list of roles is made from these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A person's role; walls and outside systems are no persons."""

    INTAKE = "intake"
    DISPATCHER = "dispatcher"
    FOREMAN = "foreman"
    SUPERVISOR = "supervisor"
    GRID_LEADER = "grid_leader"
    GRID_ASSISTANT = "grid_assistant"
    STATION = "station"
    STREET = "street"
    UNIT = "unit"
    UNIT_HEAD = "unit_head"
    DUTY = "duty"
    DUTY_LEADER = "duty_leader"
    DIRECTOR = "director"
    LEADER = "leader"
    ASSESSOR = "assessor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Area(StrEnum):
    """The kinds of jurisdiction; for all but the centre, an account names which one."""

    CENTRE = "centre"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    UNIT = "unit"


class Entry(StrEnum):
    """What a role may open besides the walls, which every person may open."""

    DESK = "desk"
    """For work on cases: the desk, its search, the role's own cases and its part of the picture."""
    READING = "reading"
    """For reading every case without acting on any."""
    LEADERS = "leaders"
    """The leaders' page."""
    DUTY = "duty"
    """The duty desk."""
    JOURNAL = "journal"
    ACCOUNTS = "accounts"
    """Accounts and the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The properties of a role, except what it may do; the defaults deny."""

    bounds: Area | None = None
    """Which cases it sees: all, or those of the area that its account names; None: no case."""
    narrowed: Area | None = None
    """A smaller area that an account of this role may name; then it sees only that."""
    enters: frozenset[Entry] = frozenset()
    home: str = "/console"
    """Where it lands after its log-in."""
    seat: str = ""
    """Where its own work lies, "mine" at the desk: an `OwnerKind`, or `DUTY_SEAT`."""
    knows_reporters: bool = False
    """Whether it may know reporters, as it calls them or answers for who does: `disclosure`."""


DUTY_SEAT = "DUTY"
"""The seat of critical cases that no unit has yet."""
DESK = frozenset({Entry.DESK})
READING = frozenset({Entry.READING})
LEADING = DESK | {Entry.LEADERS}
ON_DUTY = DESK | {Entry.DUTY}
ROLES: Mapping[Role, Office] = {
    Role.INTAKE: Office(bounds=Area.CENTRE, enters=DESK, seat="INTAKE", knows_reporters=True),
    Role.DISPATCHER: Office(
        bounds=Area.CENTRE,
        narrowed=Area.STREET,
        enters=DESK,
        seat="DISPATCH",
        knows_reporters=True,
    ),
    Role.FOREMAN: Office(bounds=Area.CENTRE, enters=ON_DUTY, seat="FOREMAN", knows_reporters=True),
    Role.SUPERVISOR: Office(bounds=Area.CENTRE, enters=DESK),
    Role.GRID_LEADER: Office(bounds=Area.GRID, enters=DESK, seat="GRID"),
    Role.GRID_ASSISTANT: Office(bounds=Area.GRID, enters=DESK, seat="GRID"),
    Role.STATION: Office(bounds=Area.COMMUNITY, enters=DESK, seat="STATION"),
    Role.STREET: Office(bounds=Area.STREET, enters=DESK, seat="DISPATCH"),
    Role.UNIT: Office(bounds=Area.UNIT, enters=DESK, seat="UNIT", knows_reporters=True),
    Role.UNIT_HEAD: Office(bounds=Area.UNIT, enters=DESK, seat="UNIT", knows_reporters=True),
    Role.DUTY: Office(bounds=Area.CENTRE, enters=ON_DUTY, home="/duty", seat=DUTY_SEAT),
    Role.DUTY_LEADER: Office(
        bounds=Area.CENTRE, enters=ON_DUTY | LEADING, home="/duty", seat=DUTY_SEAT
    ),
    Role.DIRECTOR: Office(
        bounds=Area.CENTRE,
        enters=LEADING | ON_DUTY,
        home="/leaders",
        seat="FOREMAN",
        knows_reporters=True,
    ),
    Role.LEADER: Office(bounds=Area.CENTRE, enters=LEADING, home="/leaders", seat="LEADER"),
    Role.ASSESSOR: Office(enters=READING, home="/wall/overview"),
    Role.AUDITOR: Office(enters=READING | {Entry.JOURNAL}, home="/journal"),
    Role.ADMIN: Office(enters=frozenset({Entry.ACCOUNTS}), home="/accounts"),
}


# Roles that rules treat alike.
FOREMEN = frozenset({Role.FOREMAN, Role.DIRECTOR})
IN_GRIDS = frozenset({Role.GRID_LEADER, Role.GRID_ASSISTANT})
AT_UNITS = frozenset({Role.UNIT, Role.UNIT_HEAD, Role.STREET})


def who_enters(entry: Entry) -> frozenset[Role]:
    """The roles that may open it."""
    return frozenset(role for role, office in ROLES.items() if entry in office.enters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account.

    The scope is what the role needs: a grid leader's grid, a station's community, a street's or a
    unit's code.
    """

    login: str
    name: str
    role: Role
    grid: int | None = None
    community: str | None = None
    street: str | None = None
    unit: str | None = None

    @property
    def office(self) -> Office:
        """The properties of the role."""
        return ROLES[self.role]

    @property
    def speaks_for(self) -> str | None:
        """The unit for which this person acts; a street is also a unit."""
        return self.unit or (self.street if self.role is Role.STREET else None)
