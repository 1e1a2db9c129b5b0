"""What an auditor reads: all that happened, newest first, and what was denied to whom."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.access import passwords
from dashboard.actions.accounts import note_failure
from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.accounts import DENIALS_MAX, AddPerson
from dashboard.domain.persons import Role
from dashboard.web.journal_page import AT_ONCE
from tests.helpers.messages import WATER_UNIT, report, reports
from tests.helpers.web import Web, somebody

ROW = re.compile(r"<tr><td.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


@pytest.fixture
def auditor(web: Web) -> FlaskClient:
    return web.person(Role.AUDITOR)


def rows(page: str) -> list[list[str]]:
    return [CELL.findall(row) for row in ROW.findall(page)]


def test_the_newest_comes_first_in_words(web: Web, auditor: FlaskClient) -> None:
    web.centre.settle(report(1))
    number = web.centre.numbers()[0]
    assert auditor.get("/").location == "/journal"
    first = rows(auditor.get("/journal").text)[0]
    assert first[1:5] == ["案卷", number, "上报", "test"]


def test_a_denied_act_is_found_by_its_person(web: Web, auditor: FlaskClient) -> None:
    web.centre.settle(report(1))
    number = web.centre.numbers()[0]
    stranger = somebody(Role.GRID_LEADER, grid=1)
    command = c.Direct(case=number, by="x", unit=WATER_UNIT)
    assert handle(web.centre.system, command, by=stranger).refused is not None
    page = auditor.get("/journal", query_string={"kind": "denied", "by": stranger.login}).text
    (told,) = rows(page)
    assert told[1:5] == ["被拒操作", stranger.login, "网格直派", stranger.login]
    assert number in told[5]


def test_one_cases_way_is_found_by_its_number(web: Web, auditor: FlaskClient) -> None:
    web.centre.settle(*reports(3))
    number = web.centre.numbers()[1]
    found = rows(auditor.get("/journal", query_string={"key": number}).text)
    assert [row[2] for row in found] == [number]


def test_older_ones_are_a_link_away_and_none_is_passed_over(web: Web, auditor: FlaskClient) -> None:
    web.centre.settle(*reports(AT_ONCE + 5))
    seen: list[str] = []
    address = "/journal?kind=case&lang=en"
    while address:
        page = auditor.get(address).text
        seen += [row[2] for row in rows(page)]
        older = re.search(r'href="(/journal\?[^"]*before=[^"]*)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == sorted(web.centre.numbers(), reverse=True)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "0", "1.5", "二"])
def test_junk_in_the_address_is_no_fault(auditor: FlaskClient, before: str) -> None:
    answer = auditor.get("/journal", query_string={"before": before, "kind": "<b>", "key": "'"})
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_who_came_who_went_and_who_failed_is_there(web: Web, auditor: FlaskClient) -> None:
    person = somebody(Role.DISPATCHER)
    hashed = passwords.hashed("correct horse")
    handle(web.centre.system, AddPerson(person=person, hashed=hashed), by="test")
    before = web.centre.last_seq()
    browser = web.nobody()
    for login, password in (
        (person.login, "wrong"),
        ("nobody-here", "wrong"),
        ("nobody-there", "wrong"),
        (person.login, "correct horse"),
    ):
        fill_in(browser, "/login", login=login, password=password)
    fill_in(browser, "/logout")
    page = auditor.get("/journal").text
    told = [(row[1], row[2], row[3]) for row in rows(page)[: web.centre.last_seq() - before]]
    assert told == [
        ("账号", person.login, "退出登录"),
        ("账号", person.login, "登录"),
        ("被拒操作", "?", "登录"),
        ("被拒操作", "?", "登录"),
        ("被拒操作", person.login, "登录"),
    ]
    assert "127.0.0.1" in page
    assert web.centre.faults() == []


def test_a_flood_of_wrong_passwords_doesn_t_fill_the_journal(web: Web) -> None:
    before = web.centre.last_seq()
    for number in range(DENIALS_MAX + 5):
        note_failure(web.centre.system, f"nobody{number}", "10.0.0.1")
    assert web.centre.last_seq() - before == DENIALS_MAX


def fill_in(browser: FlaskClient, path: str, **data: str) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text)
    assert found
    browser.post(path, data={"csrf_token": found[1], **data})
