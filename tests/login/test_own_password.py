"""Everybody can change their own password, with the old one."""

import pytest
from flask.testing import FlaskClient

from dashboard.access import passwords
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson, ChangePassword, ResetPassword
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.store import journal
from tests.helpers.web import Web, somebody
from tests.login.test_accounts import said
from tests.login.test_login_routes import form_token

OLD, NEW = "correct horse", "battery staple"
HASHED = passwords.hashed(OLD)
EASY = "新密码容易被猜到：太短、字符太少，或是常见词、键盘序列、账号名。"


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
        ({"new": "short"}, EASY),
        ({"new": "Dispatcher-1"}, EASY),
        ({"new": "a" * 12}, EASY),
        ({"new": " " * 12}, EASY),
        ({"new": OLD}, "新密码与现在的相同。"),
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


GUESSED = (
    "aaaaaaaaaaaa",
    "            ",
    "123456789012",
    "password1234",
    "Passw0rd!!!!",
    "qwertyuiop12",
    "dispatcher01",
    "rehctapsid-1",
    "1q2w3e1q2w3e",
    "admin@123456",
    "changchun123",
    "ababababcdcd",
)


@pytest.mark.parametrize("guessed", GUESSED)
def test_what_guessers_try_first_is_weak(guessed: str) -> None:
    assert passwords.is_weak(guessed, "dispatcher")


def test_what_is_made_and_what_people_remember_is_not(web: Web) -> None:
    kept = ("correct horse", "battery staple", "南关区今晚八点半有小雨转多云", "Tr4m-63-to-Weixing")
    for password in (*kept, *(passwords.make() for _ in range(50))):
        assert not passwords.is_weak(password, "dispatcher"), password


def test_a_password_set_by_another_opens_nothing_but_its_change(web: Web) -> None:
    person = somebody(Role.FOREMAN)
    handle(web.centre.system, AddPerson(person=person, hashed=HASHED), by="test")
    reset = ResetPassword(login=person.login, hashed=HASHED, temporary=True)
    assert handle(web.centre.system, reset, by="admin").refused is None
    browser = web.session_of(person.login)
    for path in ("/", "/console", "/wall/overview", "/case/NG1"):
        assert browser.get(path).location == "/password", path
    assert browser.get("/api/picture").status_code == 403
    told = browser.get("/password").text
    assert "admin" in told
    assert "审计员" in told
    assert change(browser).startswith("密码已修改")
    assert browser.get("/").location == "/console"
    assert browser.get("/console").status_code == 200
    auditor = web.person(Role.AUDITOR).get("/journal").text
    assert f"{person.login} ← admin" in auditor
