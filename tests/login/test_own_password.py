"""Everybody changes their own password, behind the old one."""

import pytest
from flask.testing import FlaskClient

from dashboard import passwords
from dashboard.actions.handle import handle
from dashboard.domain.accounts import ChangePassword, ResetPassword
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.store import journal
from tests.helpers.web import Web, somebody
from tests.login.test_accounts import said
from tests.login.test_entrance import form_token

OLD, NEW = "correct horse", "battery staple"
HASHED = passwords.hashed(OLD)


@pytest.fixture
def browser(web: Web) -> FlaskClient:
    """A dispatcher who has logged in with the old password."""
    web.person(Role.DISPATCHER)
    command = ResetPassword(login="dispatcher", hashed=HASHED)
    assert handle(web.centre.system, command, by="test").refused is None
    return web.session_of("dispatcher")


def change(browser: FlaskClient, old: str = OLD, new: str = NEW, again: str | None = None) -> str:
    token = form_token(browser.get("/password").text)
    fields = {"old": old, "new": new, "again": new if again is None else again}
    answer = browser.post("/password", data=fields | {"csrf_token": token})
    return said(answer.text)


def test_the_new_one_counts_and_the_other_browsers_are_out(web: Web, browser: FlaskClient) -> None:
    elsewhere = web.session_of("dispatcher")
    assert change(browser) == "密码已修改，其他地方的登录已结束。"
    assert browser.get("/console").status_code == 200
    assert elsewhere.get("/console").location.startswith("/login")
    assert change(browser, old=NEW, new=OLD).startswith("密码已修改")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "wrong"}, "现在的密码不对。"),
        ({"new": "short"}, "新密码太短，或与账号相同。"),
        ({"new": "Dispatcher"}, "新密码太短，或与账号相同。"),
        ({"again": "battery stable"}, "两次输入的新密码不一样。"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    browser: FlaskClient, fields: dict[str, str], words: str
) -> None:
    assert change(browser, **fields) == words
    assert change(browser) == "密码已修改，其他地方的登录已结束。"


def test_the_change_is_on_record_without_the_hash(web: Web, browser: FlaskClient) -> None:
    change(browser)
    with web.centre.system.reader.connect() as connection:
        acts = journal.history(connection, web.centre.district, Kind.PERSON, "dispatcher")
    assert [(act.act, act.by) for act in acts][-1] == ("change_password", "dispatcher")
    assert "argon2" not in str(acts)


def test_nobody_changes_the_password_of_another(web: Web, browser: FlaskClient) -> None:
    assert browser.get("/console").status_code == 200
    command = ChangePassword(login="dispatcher", hashed="x")
    answer = handle(web.centre.system, command, by=somebody(Role.ADMIN))
    assert answer.refused is not None
    assert answer.refused.code == "NOT_YOUR_ACCOUNT"
