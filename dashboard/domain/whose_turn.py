"""Whose turn it is: to verify, by time; to answer a supervision or alert, by its addressee."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard.domain import commands as c
from dashboard.domain.alerts.value import is_for_leader
from dashboard.domain.case import Case
from dashboard.domain.life.owner import OwnerKind
from dashboard.domain.life.verifying import in_turn
from dashboard.domain.persons import AT_UNITS, IN_GRIDS, Person, Role
from dashboard.domain.refusals import Denied


def not_yet(person: Person, kind: type, case: Case | None, now: datetime | None) -> Denied | None:
    """The grid verifies; after its limit the station or street may, and at last the foreman.

    For what the grid itself has settled the station or the street verifies, then the foreman.
    """
    if kind is not c.Verify or case is None:
        return None
    if not in_turn(person.role, case, now):
        return Denied("NOT_YOUR_VERIFICATION", "This is for another tier to verify.")
    return None


def addressed(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    """Only the addressee answers a supervision."""
    asked = case.supervision if case else None
    if asked is None or person.role in ANSWERS.get(asked.seat, frozenset[Role]()):
        return None
    return Denied("NOT_YOUR_SUPERVISION", "It was addressed to somebody else.")


def leaders_own(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    """Only a leader acknowledges an alert to the district leader."""
    if command is None or not is_for_leader(command.alert) or person.role is Role.LEADER:
        return None
    return Denied("ALERT_OF_LEADER", "This alert is the district leader's to acknowledge.")


ANSWERS: Mapping[str, frozenset[Role]] = {
    OwnerKind.UNIT: AT_UNITS,
    OwnerKind.GRID: IN_GRIDS,
    OwnerKind.STATION: frozenset({Role.STATION}),
}
