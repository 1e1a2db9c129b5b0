"""POST /api/warnings: an outside system's CAP file is taken, or refused with the reason."""

from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.changes import Kind
from dashboard.domain.keys import Grant
from dashboard.domain.warned.warning import warning_key
from dashboard.store import journal
from dashboard.store import warnings as store
from feeds import cap
from tests.feeds.cap_files import SENDER, chinese, identifier, named
from tests.helpers.clock import MORNING
from tests.helpers.web import Web

SENT = MORNING - timedelta(hours=1)
FIRST = named(SENDER, identifier(SENT), SENT)


def post(
    web: Web, body: bytes, kind: str = "application/cap+xml", key: str | None = None
) -> tuple[int, Any]:
    answer = web.outside(key).post("/api/warnings", data=body, content_type=kind)
    return answer.status_code, answer.json


def standing(web: Web) -> int:
    web.centre.take_in()
    with web.centre.system.reader.connect() as connection:
        return len(store.standing(connection, web.centre.district))


@pytest.mark.parametrize("kind", ["application/cap+xml", "text/xml; charset=utf-8"])
def test_a_warning_is_taken_once_and_goes_when_it_is_cancelled(web: Web, kind: str) -> None:
    status, told = post(web, chinese(SENT), kind)
    assert (status, len(told["ids"])) == (202, 1)
    assert post(web, chinese(SENT), kind) == (status, told)
    assert standing(web) == 1
    later = chinese(SENT + timedelta(minutes=9), message="Cancel", references=[FIRST])
    assert post(web, later, kind)[0] == 202
    assert standing(web) == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "CAP_UNREADABLE"),
        (chinese(SENT).replace(b"<alert", b'<!DOCTYPE a SYSTEM "x"><alert'), "CAP_ENTITIES"),
        (chinese(SENT) + b" " * cap.BYTES_MAX, "TOO_BIG"),
        (chinese(SENT, status="Test"), "WARNING_NOT_ACTUAL"),
        (chinese(SENT, expires=MORNING), "WARNING_EXPIRED"),
        (chinese(SENT, geocode="110101000000"), "WARNING_ELSEWHERE"),
        (chinese(SENT, message="Update"), "WARNING_REFERENCES"),
    ],
)
def test_the_reason_is_told_at_once(web: Web, body: bytes, code: str) -> None:
    status, told = post(web, body)
    [error] = told["errors"]
    assert (status, error["code"]) == (400, code)
    assert error["reason"].endswith((".", "?"))
    assert standing(web) == 0


def test_another_kind_of_content_is_refused(web: Web) -> None:
    status, told = post(web, chinese(SENT), "application/json")
    assert (status, told["errors"][0]["code"]) == (415, "CAP_TYPE")


def test_a_key_that_may_only_report_warns_of_nothing(web: Web) -> None:
    status, told = post(web, chinese(SENT), key=web.make_key("reporter", Grant()))
    assert (status, told["errors"][0]["code"]) == (400, "KEY_MAY_NOT_SEND")


def test_a_key_is_granted_warnings_alone(web: Web) -> None:
    secret = web.make_key("weather", Grant(types=("warning.published",), sources=("weather",)))
    assert post(web, chinese(SENT), key=secret)[0] == 202
    assert standing(web) == 1
    with web.centre.system.reader.connect() as connection:
        key = warning_key("00000001")
        [act] = journal.history(connection, web.centre.district, Kind.WARNING, key)
    assert (act.by, act.via) == ("key:weather", "key:weather")
