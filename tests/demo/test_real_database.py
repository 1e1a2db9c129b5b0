"""A demo never touches a real centre's database."""

import pytest

from dashboard.access.identity import password_of
from dashboard.actions import calendar
from dashboard.actions.handle import handle
from dashboard.demo import live
from dashboard.domain.accounts import AddPerson, ResetPassword
from dashboard.domain.persons import Role
from dashboard.runtime import readiness
from dashboard.settings import SettingsError
from dashboard.store import tokens
from dashboard.store.demo_mark import BY
from dashboard.streams import inbox
from tests.helpers.centre import Centre
from tests.helpers.messages import report
from tests.helpers.web import somebody

ADMIN = AddPerson(person=somebody(Role.ADMIN), hashed="the real one's")


def a_person(centre: Centre) -> None:
    assert not handle(centre.system, ADMIN, by="command line").refused


def a_case(centre: Centre) -> None:
    centre.settle(report(1))


def a_key(centre: Centre) -> None:
    with centre.system.engine.begin() as connection:
        tokens.make(connection, centre.district, "12345", tokens.TokenUse.API, 0)


@pytest.mark.parametrize("filled", [a_person, a_case, a_key])
def test_a_real_database_is_left_as_it_is(sqlite_centre: Centre, filled: object) -> None:
    filled(sqlite_centre)  # type: ignore[operator]
    rows = sqlite_centre.last_seq()
    with pytest.raises(SettingsError, match="a centre of its own"):
        live.prepare(sqlite_centre.system, print)
    assert sqlite_centre.last_seq() == rows
    if filled is a_person:
        assert password_of(sqlite_centre.system, ADMIN.person.login) == ADMIN.hashed


def test_a_new_demo_takes_no_message_out_of_a_real_centre_s_redis(sqlite_centre: Centre) -> None:
    system = sqlite_centre.system
    waiting = inbox.put(system.redis, sqlite_centre.district, [b"a real report"])
    with pytest.raises(SettingsError, match="Redis holds the messages"):
        live.prepare(system, print)
    assert sqlite_centre.last_seq() == 0
    assert system.redis.xlen(inbox.key(sqlite_centre.district)) == len(waiting)


def test_the_working_days_are_nothing_yet(sqlite_centre: Centre) -> None:
    calendar.load(sqlite_centre.system, "migrate")
    assert sqlite_centre.last_seq() > 0
    readiness.need_demo(sqlite_centre.system)


def test_a_demo_s_database_stays_one_whatever_is_done_in_it(sqlite_centre: Centre) -> None:
    system = sqlite_centre.system
    live.open_accounts(system)
    a_case(sqlite_centre)
    a_key(sqlite_centre)
    a_person_more = AddPerson(person=somebody(Role.FOREMAN), hashed="x")
    handle(system, a_person_more, by="admin")
    handle(system, ResetPassword(login="admin", hashed="y"), by="command line")
    readiness.need_demo(system)


def test_a_demo_s_hand_in_a_real_database_doesn_t_make_it_one(sqlite_centre: Centre) -> None:
    a_person(sqlite_centre)
    handle(sqlite_centre.system, ResetPassword(login="admin", hashed="y"), by=BY)
    with pytest.raises(SettingsError):
        readiness.need_demo(sqlite_centre.system)
