"""The reporter of a case: masked for those who may know, unmasked only with a journal row."""

from dashboard.actions import privacy
from dashboard.actions.publish import tell
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind
from dashboard.domain.commands import Reporter
from dashboard.domain.disclosure import (
    DISCLOSURES_MAX,
    DISCLOSURES_WITHIN,
    Disclosure,
    masked,
    may_know_reporter,
)
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.store import reads, records, reporters
from dashboard.store.engines import Conflict, Connection
from dashboard.system import System

ATTEMPTS = 5


def masked_reporter(
    system: System, connection: Connection, person: Person, case: Case
) -> Reporter | None:
    """The masked reporter; None if this person may not know it, or if none is known."""
    if not may_know_reporter(person, case):
        return None
    found = _unsealed(system, connection, case.number)
    return masked(found) if found else None


def disclose(system: System, person: Person, number: str) -> Reporter:
    """The reporter unmasked, after recording it; raises `Refused` for people who may not know."""
    for _ in range(ATTEMPTS):
        try:
            with system.engine.begin() as connection:
                case = reads.one_case(connection, system.district.key, number)
                if case is None or not may_know_reporter(person, case):
                    raise Refused("REPORTER_HIDDEN", "You may not know who reported this.")
                _refuse_too_many(system, connection, person)
                found = _unsealed(system, connection, number)
                told = records.record(
                    connection, system.district.key, [_note(system, connection, person, number)]
                )
        except Conflict:
            continue
        tell(system, told)
        return found or Reporter()
    raise Refused("BUSY", "Others keep looking at the same moment; try again.")


def _refuse_too_many(system: System, connection: Connection, person: Person) -> None:
    since = system.clock() - DISCLOSURES_WITHIN
    if (
        reporters.shown_since(connection, system.district.key, person.login, since)
        < DISCLOSURES_MAX
    ):
        return
    words = f"You have looked at {DISCLOSURES_MAX} reporters within a minute; wait a little."
    raise Refused("TOO_MANY_DISCLOSURES", words, most=DISCLOSURES_MAX)


def _note(system: System, connection: Connection, person: Person, number: str) -> Act:
    district, now = system.district.key, system.clock()
    state = Disclosure(case=number, version=1, login=person.login, at=now)
    records.wait_turn(connection, district, [state.key])
    last = reporters.last_disclosure(connection, district, number)
    if last is not None:
        state = Disclosure(case=number, version=last.version + 1, login=person.login, at=now)
    return Act(Kind.DISCLOSED, state.key, "disclose", person.login, "", now, state)


def _unsealed(system: System, connection: Connection, number: str) -> Reporter | None:
    sealed = reporters.sealed(connection, system.district.key, number)
    return privacy.unseal(system.settings.secret_key, number, sealed) if sealed else None
