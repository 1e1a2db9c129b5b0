"""Accounts: an administrator's command becomes the account's state and a journal row."""

from dashboard.actions.sitting import Sitting
from dashboard.actions.telling import tell
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

NAMES: dict[type, str] = {
    AddPerson: "add_person",
    ChangePerson: "change_person",
    ResetPassword: "reset_password",
    ChangePassword: "change_password",
    SwitchAccount: "switch_account",
}


def change(sitting: Sitting, command: AccountCommand) -> str:
    """Carries the command out and returns the log-in; whoever sits there is cut."""
    connection, district, login = sitting.connection, sitting.district, command.login
    if isinstance(command, AddPerson | ChangePerson):
        check_person(command.person, sitting.system.district)
    records.wait_turn(connection, district, [login])
    before = people.account_for_update(connection, district, login)
    after = decide_account(before, command, sitting.now)
    act = Act(Kind.PERSON, login, NAMES[type(command)], sitting.person, "", sitting.now, after)
    sitting.add(act)
    sitting.write()
    if isinstance(command, AddPerson | ResetPassword | ChangePassword):
        people.set_password(connection, district, login, command.hashed)
    sessions.end_all(connection, district, login, to_ms(sitting.now))
    return login


def note_denial(system: System, person: Person, asked: tuple[str, str], refused: Refused) -> None:
    """Puts a denied act into the journal, so many a minute at most; losing a race keeps none.

    `asked` is the act's name and the case's number.
    """
    now = system.clock()
    told = Denial(
        login=person.login,
        version=1,
        asked=asked[0],
        case=asked[1],
        code=refused.code,
        at=now,
        since=now,
        within=1,
    )
    with system.reader.connect() as connection:
        last = people.last_denial(connection, system.district.key, person.login)
    kept = next_denial(last, told)
    if kept is None:
        return
    act = Act(Kind.DENIED, person.login, asked[0], person.login, refused.words, now, kept)
    try:
        with system.engine.begin() as connection:
            done = records.record(connection, system.district.key, [act])
    except Conflict:
        return
    tell(system, done)
