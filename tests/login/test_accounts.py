"""The administrator's pages over HTTP: each post is an act, each password is shown once."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.access import passwords
from dashboard.access.identity import password_of
from dashboard.actions.handle import handle
from dashboard.domain.accounts import ChangePerson
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Person, Role
from dashboard.store import journal
from tests.helpers.web import Web
from tests.login.test_login_routes import form_token

LI = {"login": "li", "name": "李强", "role": "grid_leader", "scope": "206"}
Fields = dict[str, str]


@pytest.fixture
def admin(web: Web) -> FlaskClient:
    return web.person(Role.ADMIN)


def post(admin: FlaskClient, path: str, fields: Fields) -> str:
    """Posts a form; returns the page of the answer."""
    token = form_token(admin.get(path).text)
    answer = admin.post(path, data=fields | {"csrf_token": token})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


def shown_password(page: str) -> str:
    found = re.search(r"<output>([^<]+)</output>", page)
    return found[1] if found else ""


def said(page: str) -> str:
    found = re.search(r'role="alert">([^<]+)<', page)
    return found[1].strip() if found else ""


def test_a_new_account_is_listed_and_its_password_is_shown_once(
    web: Web, admin: FlaskClient
) -> None:
    page = post(admin, "/accounts", LI)
    password = shown_password(page)
    assert passwords.matches(password_of(web.centre.system, "li"), password)
    assert "李强" in page
    assert shown_password(admin.get("/accounts").text) == ""
    assert password not in admin.get("/accounts/li").text


def test_what_cannot_be_is_said_in_words_and_what_was_typed_stays(admin: FlaskClient) -> None:
    post(admin, "/accounts", LI)
    page = post(admin, "/accounts", LI)
    assert said(page) == "账号 li 已存在。"
    assert 'value="李强"' in page
    assert said(post(admin, "/accounts", LI | {"login": "wang", "scope": "311"})) == (
        "范围与角色不符，或没有这个代码。"
    )
    assert said(post(admin, "/accounts?lang=en", LI | {"login": "w x"})).startswith("A log-in is")
    assert said(post(admin, "/accounts", LI | {"login": "wang", "role": "king"})) != ""


def test_another_role_ends_the_sessions_of_the_old_one(web: Web, admin: FlaskClient) -> None:
    post(admin, "/accounts", LI)
    inside = web.session_of("li")
    assert inside.get("/console").location == "/password"  # the first one has to be changed
    change = {"act": "change", "name": "李强", "role": "unit", "scope": "U01"}
    assert said(post(admin, "/accounts/li", change)) == "已更改。"
    assert inside.get("/console").location.startswith("/login")


def test_an_account_is_switched_off_and_on(web: Web, admin: FlaskClient) -> None:
    post(admin, "/accounts", LI)
    inside = web.session_of("li")
    assert "停用" in post(admin, "/accounts/li", {"act": "off"})
    assert inside.get("/console").location.startswith("/login")
    assert password_of(web.centre.system, "li") is None
    post(admin, "/accounts/li", {"act": "on"})
    assert password_of(web.centre.system, "li") is not None


def test_each_change_names_the_administrator(web: Web, admin: FlaskClient) -> None:
    post(admin, "/accounts", LI)
    first = password_of(web.centre.system, "li")
    page = post(admin, "/accounts/li", {"act": "reset"})
    kept = password_of(web.centre.system, "li")
    assert kept != first
    assert passwords.matches(kept, shown_password(page))
    with web.centre.system.reader.connect() as connection:
        acts = journal.history(connection, web.centre.district, Kind.PERSON, "li")
    assert [(act.act, act.by) for act in acts] == [
        ("add_person", "admin"),
        ("reset_password", "admin"),
    ]
    assert "重置密码" in page


def test_nobody_shuts_themselves_out(web: Web, admin: FlaskClient) -> None:
    page = post(admin, "/accounts/admin", {"act": "off"})
    assert said(page) == "自己的账号须由另一位管理员更改。"
    assert admin.get("/accounts").status_code == 200
    with web.centre.system.reader.connect() as connection:
        denied = journal.history(connection, web.centre.district, Kind.DENIED, "admin")
    assert [act.act for act in denied] == ["switch_account"]


def test_an_unknown_account_leads_back_to_all(admin: FlaskClient) -> None:
    assert admin.get("/accounts/nobody").location == "/accounts"


def test_names_are_shown_as_text(admin: FlaskClient) -> None:
    page = post(admin, "/accounts", LI | {"name": "<img src=x onerror=alert(1)>"})
    assert "<img" not in page


def test_no_administrator_becomes_anything_else_and_nobody_becomes_one(web: Web) -> None:
    """Otherwise a second administrator could make the first a foreman."""
    web.person(Role.ADMIN)
    web.person(Role.FOREMAN)
    second = Person(login="second", name="某", role=Role.ADMIN)
    for login, role in (("admin", Role.FOREMAN), ("foreman", Role.ADMIN)):
        asked = ChangePerson(person=Person(login=login, name="某", role=role))
        refused = handle(web.centre.system, asked, by=second).refused
        assert refused is not None
        assert refused.code == "ADMIN_APART"
    renamed = ChangePerson(person=Person(login="admin", name="新名", role=Role.ADMIN))
    assert handle(web.centre.system, renamed, by=second).refused is None
