"""Accounts: an administrator's command becomes the account's state and a journal row."""

from dataclasses import replace
from typing import Literal

from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.accounts import (
    AccountCommand,
    AddPerson,
    ChangePassword,
    ChangePerson,
    Denial,
    ResetPassword,
    SwitchAccount,
    check_person,
    decide_account,
    next_denial,
)
from dashboard.domain.changes import Act, Kind
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Person
from dashboard.store import people, records, sessions
from dashboard.store.engines import Conflict
from dashboard.system import System, to_ms

ATTEMPTS = 5
UNKNOWN = "?"
"""Stands in for any log-in that does not exist."""
NAMES: dict[type, str] = {
    AddPerson: "add_person",
    ChangePerson: "change_person",
    ResetPassword: "reset_password",
    ChangePassword: "change_password",
    SwitchAccount: "switch_account",
}


def change(work: UnitOfWork, command: AccountCommand) -> str:
    """Carries the command out and returns the log-in; ends the person's sessions if need be."""
    connection, district, login = work.connection, work.district, command.login
    if isinstance(command, AddPerson | ChangePerson):
        check_person(command.person, work.system.district)
    records.wait_turn(connection, district, [login])
    before = people.account_for_update(connection, district, login)
    after = decide_account(before, command, work.now)
    act = Act(Kind.PERSON, login, NAMES[type(command)], work.person, "", work.now, after)
    work.add(act)
    work.write()
    if isinstance(command, AddPerson | ResetPassword | ChangePassword):
        people.set_password(connection, district, login, command.hashed)
    sessions.end_all(connection, district, login, to_ms(work.now))
    return login


def note_session(system: System, login: str, name: Literal["log_in", "log_out"], at: str) -> None:
    """Records in the journal that a person logged in or out; `at` is the address."""
    district, now = system.district.key, system.clock()
    for _ in range(ATTEMPTS):
        try:
            with system.engine.begin() as connection:
                records.wait_turn(connection, district, [login])
                before = people.account_for_update(connection, district, login)
                if before is None:
                    return
                after = replace(before, version=before.version + 1)
                act = Act(Kind.PERSON, login, name, login, at, now, after)
                done = records.record(connection, district, [act])
        except Conflict:
            continue
        tell(system, done)
        return


def note_failure(system: System, login: str, at: str) -> None:
    """Records a wrong password; unknown log-ins share one entry, lest they fill the journal."""
    with system.reader.connect() as connection:
        known = people.account(connection, system.district.key, login) is not None
    words = f"Wrong password, from {at}."
    _note(system, login if known else UNKNOWN, ("log_in", ""), ("WRONG_PASSWORD", words))


def note_denial(system: System, person: Person, asked: tuple[str, str], refused: Refused) -> None:
    """Records a denied act in the journal; `asked` is the act's name and the case's number."""
    _note(system, person.login, asked, (refused.code, refused.words))


def _note(system: System, login: str, asked: tuple[str, str], why: tuple[str, str]) -> None:
    """Records a denial, a limited number a minute; if it loses a race it records nothing."""
    now = system.clock()
    told = Denial(
        login=login,
        version=1,
        asked=asked[0],
        case=asked[1],
        code=why[0],
        at=now,
        since=now,
        within=1,
    )
    with system.reader.connect() as connection:
        last = people.last_denial(connection, system.district.key, login)
    kept = next_denial(last, told)
    if kept is None:
        return
    act = Act(Kind.DENIED, login, asked[0], login, why[1], now, kept)
    try:
        with system.engine.begin() as connection:
            done = records.record(connection, system.district.key, [act])
    except Conflict:
        return
    tell(system, done)
