"""Accounts and sessions in SQL, on both databases."""

import threading

import pytest

from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson, ChangePerson, ResetPassword, SwitchAccount
from dashboard.domain.persons import Person, Role
from dashboard.store import people, sessions, tables
from dashboard.store.tokens import digest
from tests.helpers.centre import Centre

LI = Person(login="li", name="李强", role=Role.DISPATCHER)
RACERS = 8


@pytest.fixture
def li(centre: Centre) -> Centre:
    assert handle(centre.system, AddPerson(person=LI, hashed="first"), by="test").refused is None
    return centre


def begin(centre: Centre) -> str:
    """The digest of a new session."""
    with centre.system.engine.begin() as connection:
        token = sessions.begin(connection, centre.district, "li", centre.system.now_ms())
    return digest(token)


def open_ones(centre: Centre, *digests: str) -> set[str]:
    with centre.system.reader.connect() as connection:
        return {one.digest for one in sessions.find(connection, centre.district, digests)}


def test_an_account_is_read_as_it_was_written(li: Centre) -> None:
    with li.system.reader.connect() as connection:
        found = people.account(connection, li.district, "li")
        assert found is not None
        assert (found.person, found.version, found.active) == (LI, 1, True)
        assert people.accounts(connection, li.district) == [found]
        assert people.account(connection, li.district, "wang") is None
        assert people.password_of(connection, li.district, "li") == "first"
        assert people.password_of(connection, li.district, "wang") is None


def test_a_session_ends_alone_or_with_all_others(li: Centre) -> None:
    one, two, three = begin(li), begin(li), begin(li)
    with li.system.engine.begin() as connection:
        sessions.end(connection, li.district, one, li.system.now_ms())
    assert open_ones(li, one, two, three) == {two, three}
    handle(li.system, ResetPassword(login="li", hashed="second"), by="test")
    assert open_ones(li, one, two, three) == set()


def test_the_use_of_a_session_never_goes_back(li: Centre) -> None:
    one = begin(li)
    for moved in (5, 0):
        with li.system.engine.begin() as connection:
            sessions.touch(connection, li.district, one, li.system.now_ms() + moved)
    with li.system.reader.connect() as connection:
        (found,) = sessions.find(connection, li.district, [one])
    assert found.used_at == li.system.now_ms() + 5
    assert found.person == LI


def test_a_switched_off_accounts_sessions_count_no_more(li: Centre) -> None:
    one = begin(li)
    handle(li.system, SwitchAccount(login="li", active=False), by="test")
    two = begin(li)
    assert open_ones(li, one, two) == set()


def test_sessions_of_long_ago_are_forgotten(li: Centre) -> None:
    begin(li)
    li.clock.move(days=401)
    begin(li)
    with li.system.reader.connect() as connection:
        kept = connection.execute(tables.sessions.select()).all()
    assert len(kept) == 1


def test_administrators_at_once_make_one_account_and_lose_no_change(centre: Centre) -> None:
    start, answers = threading.Barrier(RACERS), []

    def add() -> None:
        start.wait()
        answers.append(handle(centre.system, AddPerson(person=LI, hashed="x"), by="test"))

    racers = [threading.Thread(target=add) for _ in range(RACERS)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    refused = [answer.refused.code for answer in answers if answer.refused]
    assert refused == ["LOGIN_TAKEN"] * (RACERS - 1)
    handle(centre.system, ChangePerson(person=LI), by="test")
    centre.tell()
    assert centre.faults() == []
