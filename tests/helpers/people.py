"""Persons of every role, and a hand that acts for them."""

from collections.abc import Mapping

from dashboard.actions.handle import handle
from dashboard.actions.ingest import Receipt
from dashboard.demo.people import LOGINS
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from tests.helpers.centre import Centre

COMMUNITY = "C-01"
PEOPLE: Mapping[str, Person] = {
    **LOGINS,
    "foreman2": Person(login="foreman2", name="Foreman", role=Role.FOREMAN),
    "head-u01": Person(login="head-u01", name="Head", role=Role.UNIT_HEAD, unit="U01"),
    "unit-d18": Person(login="unit-d18", name="Unit", role=Role.UNIT, unit="D18"),
}


def ask(centre: Centre, who: str, command: CentreCommand, seen: int | None = None) -> Receipt:
    """What this person is answered."""
    return handle(centre.system, command, by=PEOPLE[who], seen=seen)


def do(centre: Centre, who: str, command: CentreCommand) -> str:
    """Carries it out; the key of what it changed or opened."""
    answer = ask(centre, who, command)
    assert answer.refused is None, (who, command, answer.refused.code, answer.refused.words)
    return answer.key


def refused(centre: Centre, who: str, command: CentreCommand, seen: int | None = None) -> Refused:
    """Why not."""
    found = ask(centre, who, command, seen).refused
    assert found is not None, (who, command)
    return found
