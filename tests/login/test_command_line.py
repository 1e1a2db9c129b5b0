"""Accounts and tokens from the command line, and their rows in the journal."""

from dashboard.access import identity, passwords
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.store import journal, people, tokens
from tests.helpers.web import Web
from tests.login.conftest import Command


def test_an_account_from_the_command_line_has_the_password_that_was_printed(
    web: Web, command: Command
) -> None:
    password = command("user", "add", "grid207", "刘桂兰", "grid_leader", "--grid", "207")
    assert passwords.matches(identity.password_of(web.centre.system, "grid207"), password)
    with web.centre.system.reader.connect() as connection:
        found = people.account(connection, web.centre.district, "grid207")
    assert found is not None
    assert (found.person.role, found.person.grid, found.active) == (Role.GRID_LEADER, 207, True)


def test_another_password_takes_the_place_of_the_first(web: Web, command: Command) -> None:
    first = command("user", "add", "li", "李强", "dispatcher")
    second = command("user", "password", "li")
    kept = identity.password_of(web.centre.system, "li")
    assert passwords.matches(kept, second)
    assert not passwords.matches(kept, first)


def test_the_list_says_who_has_which_role_where_and_who_is_off(command: Command) -> None:
    command("user", "add", "li", "李强", "dispatcher")
    command("user", "add", "u01", "张伟", "unit", "--unit", "U01")
    command("user", "off", "li")
    lines = [line.split() for line in command("user", "list").splitlines()]
    assert lines == [
        ["li", "off", "dispatcher", "-", "李强"],
        ["u01", "on", "unit", "U01", "张伟"],
    ]
    command("user", "on", "li")
    assert " on " in command("user", "list").splitlines()[0]


def test_a_list_without_anybody_says_how_the_first_is_made(command: Command) -> None:
    assert "no account yet; `user add LOGIN NAME admin`" in command("user", "list")


def test_another_role_takes_its_own_scope_along(web: Web, command: Command) -> None:
    command("user", "add", "li", "李强", "unit", "--unit", "U01")
    command("user", "change", "li", "street", "--street", "S08")
    with web.centre.system.reader.connect() as connection:
        found = people.account(connection, web.centre.district, "li")
    assert found is not None
    assert (found.person.unit, found.person.street, found.person.name) == (None, "S08", "李强")


def test_what_cannot_be_is_refused_in_words(command: Command) -> None:
    command("user", "add", "li", "李强", "dispatcher")
    for words, said in (
        (("user", "add", "li", "李强", "dispatcher"), "is taken"),
        (("user", "add", "L I", "李强", "dispatcher"), "A log-in is"),
        (("user", "add", "wang", " ", "dispatcher"), "A name has"),
        (("user", "add", "wang", "王芳", "grid_leader"), "needs its grid"),
        (("user", "add", "wang", "王芳", "grid_leader", "--grid", "311"), "isn't a grid"),
        (("user", "add", "wang", "王芳", "foreman", "--unit", "U01"), "isn't a unit"),
        (("user", "off", "nobody"), "no such account"),
        (("user", "change", "nobody", "foreman"), "no account"),
        (("screen", "revoke", "nowhere"), "Nothing of the name"),
    ):
        assert said in command(*words, code=1)


def test_each_change_is_in_the_journal_without_the_hash(web: Web, command: Command) -> None:
    command("user", "add", "li", "李强", "dispatcher")
    command("user", "password", "li")
    command("user", "off", "li")
    with web.centre.system.reader.connect() as connection:
        acts = journal.history(connection, web.centre.district, Kind.PERSON, "li")
        hashed = people.password_of(connection, web.centre.district, "li")
    assert hashed is None
    assert [(act.act, act.by) for act in acts] == [
        ("add_person", "command line"),
        ("reset_password", "command line"),
        ("switch_account", "command line"),
    ]
    assert "argon2" not in str(acts)
    web.centre.tell()
    assert web.centre.faults() == []


def test_walls_and_keys_are_listed_and_revoked_by_name(web: Web, command: Command) -> None:
    command("screen", "add", "south wall")
    assert [line.split()[0] for line in command("screen", "list").splitlines()] == [
        "north",
        "south",
    ]
    assert command("screen", "revoke", "south wall") == "1 revoked"
    assert [line.split()[2] for line in command("screen", "list").splitlines()] == ["on", "revoked"]
    assert web.outside().get("/api/picture").status_code == 200
    assert command("key", "revoke", "12345") == "1 revoked"
    assert web.outside().get("/api/picture").status_code == 401
    assert "revoked" in command("key", "list")


def test_a_keys_scope_is_told_changed_and_each_change_is_a_row(web: Web, command: Command) -> None:
    assert "no key yet" in command("key", "list")
    command("key", "add", "waterworks", "--type", "case.fed_back", "--unit", "U01")
    command("key", "change", "waterworks", "--read", "picture", "--per-minute", "60")
    told = command("key", "list")
    for words in ("case.fed_back", "units U01", "picture", "60 messages a minute"):
        assert words in told
    command("key", "change", "waterworks", "--read", "none")
    assert "picture" not in command("key", "list")
    command("key", "revoke", "waterworks")
    with web.centre.system.reader.connect() as connection:
        acts = journal.history(connection, web.centre.district, Kind.KEY, "key:waterworks")
    assert [(act.act, act.by) for act in acts] == [
        ("add_key", "command line"),
        ("change_key", "command line"),
        ("change_key", "command line"),
        ("revoke_key", "command line"),
    ]
    web.centre.tell()
    assert web.centre.faults() == []


def test_a_key_of_an_older_release_reports_until_it_is_granted_more(
    web: Web, command: Command
) -> None:
    key = web.make_token("old", tokens.TokenUse.API)
    assert web.outside(key).get("/api/picture").status_code == 403
    assert "case.reported" in command("key", "list")
    command("key", "change", "old", "--read", "picture")
    assert web.outside(key).get("/api/picture").status_code == 200
    assert command("key", "revoke", "old") == "1 revoked"
    assert web.outside(key).get("/api/picture").status_code == 401


def test_what_cannot_be_granted_is_refused_in_words(command: Command) -> None:
    command("key", "add", "hotline", "--source", "12345")
    for words, said in (
        (("key", "add", "hotline"), "a key 'hotline' already"),
        (("key", "add", "other", "--source", "12345"), "belongs to another key"),
        (("key", "add", "other", "--unit", "U99"), "no unit 'U99'"),
        (("key", "change", "nobody"), "no key 'nobody'"),
        (("key", "revoke", "nobody"), "no key 'nobody'"),
    ):
        assert said in command(*words, code=1)
