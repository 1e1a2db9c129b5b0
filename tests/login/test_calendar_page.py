"""The administrator's page of working days over HTTP: what it shows; each post is an act."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.actions.calendar import load
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.store import journal
from tests.helpers.web import Web
from tests.login.test_login_routes import form_token

STORM = {"day": "2026-11-26", "reason": "暴雪停工", "act": "off"}


@pytest.fixture
def admin(web: Web) -> FlaskClient:
    return web.person(Role.ADMIN)


def post(admin: FlaskClient, fields: dict[str, str]) -> str:
    token = form_token(admin.get("/calendar").text)
    answer = admin.post("/calendar", data=fields | {"csrf_token": token})
    assert answer.status_code == 200
    return answer.text


def said(page: str) -> str:
    found = re.search(r'role="alert">([^<]+)<', page)
    return found[1].strip() if found else ""


def test_the_page_says_until_when_the_list_is_official(web: Web, admin: FlaskClient) -> None:
    load(web.centre.system, "test")
    page = admin.get("/calendar").text
    assert "官方放假安排到 2026-12-31 为止" in page
    assert "2027-02-06 – 02-08" in page
    assert "08:30–11:30 13:00–16:30" in page


def test_a_storm_day_is_listed_with_its_reason_and_kept_with_its_author(
    web: Web, admin: FlaskClient
) -> None:
    page = post(admin, STORM)
    assert "暴雪停工" in page
    assert "本区例外" in page
    with web.centre.system.reader.connect() as connection:
        (act,) = journal.history(connection, web.centre.district, Kind.CALENDAR, "calendar")
    assert (act.act, act.by, act.why) == ("except_day", "admin", "暴雪停工")


def test_an_exception_is_taken_back(admin: FlaskClient) -> None:
    post(admin, STORM)
    page = post(admin, STORM | {"act": "restore", "reason": "雪停"})
    assert "本区例外" not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": "soon"}, "请选一个日期。"),
        ({"day": "2026-11-01"}, "日期须在 2026-11-23 至 2027-12-28 之间。"),
        ({"reason": " "}, "请写明原因，不超过 80 字。"),
        ({"act": "restore"}, "2026-11-26 不是例外日。"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_what_was_typed_stays(
    admin: FlaskClient, fields: dict[str, str], words: str
) -> None:
    page = post(admin, STORM | fields)
    assert said(page) == words
    assert f'value="{(STORM | fields)["day"]}"' in page


def test_markup_in_a_reason_is_shown_as_text(admin: FlaskClient) -> None:
    page = post(admin, STORM | {"reason": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.FOREMAN, Role.DIRECTOR, Role.AUDITOR])
def test_nobody_but_an_administrator_comes_in(web: Web, role: Role) -> None:
    assert web.person(role).get("/calendar").status_code == 403
