"""The page of what was on paper: each row is answered in its place, nothing typed is lost."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from dashboard.domain.persons import Role
from dashboard.web import reentry_page
from layouts.words import WORDS
from tests.helpers.web import Web
from tests.login.test_login_routes import form_token

ROW = {
    "form": "a2611231145-03",
    "at": "2026-11-23T08:15",
    "item": "0101 水质异常",
    "grid": "206",
    "address": "自由大路 <b>1</b> 号",
    "text": "停水",
    "channel": "PHONE",
    "urgency": "E1",
    "reporter": "张某",
    "phone": "13900000000",
}
FIRST = "NG20261123-0001"


@pytest.fixture
def officer(web: Web) -> FlaskClient:
    return web.person(Role.DUTY)


def post(client: FlaskClient, *rows: dict[str, str], query: str = "") -> str:
    fields = {f"{name}-{n}": v for n, row in enumerate(rows, 1) for name, v in row.items()}
    token = form_token(client.get("/reentry").text)
    answer = client.post(f"/reentry{query}", data=fields | {"csrf_token": token})
    assert answer.status_code == 200
    return answer.text


def test_several_rows_become_cases_each_with_its_own_time(web: Web, officer: FlaskClient) -> None:
    other = ROW | {"form": "A-2", "at": "2026-11-22T23:50", "item": "", "text": "路灯不亮了吗"}
    page = post(officer, ROW, {}, other)
    assert "已补录 2 件。" in page
    assert f"A2611231145-03 已补录为 {FIRST}" in page
    case = web.centre.case(FIRST)
    assert f"{case.reported_at:%m-%d %H:%M}" == "11-23 00:15"
    assert (case.urgency, case.text, case.grid) == ("E1", "停水", 206)
    assert f"{web.centre.case('NG20261123-0002').reported_at:%m-%d %H:%M}" == "11-22 15:50"
    web.centre.ring_deadlines()
    assert web.centre.faults() == []


def test_a_row_that_is_wrong_keeps_all_that_was_typed_and_says_why(
    web: Web, officer: FlaskClient
) -> None:
    bad = [
        ROW | {"form": "A-1", "at": ""},
        ROW | {"form": "A-2", "grid": "x"},
        ROW | {"form": "", "text": "只有内容"},
        ROW | {"form": "A-4", "item": "9999"},
        ROW | {"form": "A-5", "urgency": "E9"},
    ]
    page = post(officer, *bad, ROW)
    assert "已补录 1 件，5 行没有录" in page
    reasons = [WORDS[f"refusal.REENTRY_{why}"][0] for why in ("TIME", "GRID")]
    for words in (*reasons, WORDS["refusal.FORM_NUMBER"][0], "没有小项 9999", "紧急程度"):
        assert words in page
    assert page.count("自由大路 &lt;b&gt;1&lt;/b&gt; 号") == len(bad)
    assert "只有内容" in page
    assert 'value="A-4"' in page


def test_a_row_sent_again_is_answered_and_another_one_with_its_number_is_not(
    web: Web, officer: FlaskClient
) -> None:
    post(officer, ROW)
    again = post(web.person(Role.DISPATCHER), ROW)
    assert f"此前已补录为 {FIRST}" in again
    other = post(officer, ROW | {"grid": "310", "text": "别的事"})
    assert "与这一行不同" in other
    assert "别的事" in other
    web.centre.ring_deadlines()
    assert web.centre.faults() == []


def test_while_the_database_is_away_a_row_says_so_and_stays(
    officer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    monkeypatch.setattr(reentry_page, "handle", away)
    page = post(officer, ROW)
    assert WORDS["refusal.REENTRY_AWAY"][0] in page
    assert "停水" in page


def test_an_empty_page_says_so_in_both_languages(officer: FlaskClient) -> None:
    for query, at in (("", 0), ("?lang=en", 1)):
        assert WORDS["reentry.nothing"][at] in post(officer, {}, query=query)
