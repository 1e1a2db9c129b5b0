"""POST /api/reports: all events of a request or none; 202 means that the inbox has them."""

import json
from typing import Any

import pytest

from dashboard.web.api import BODY_MAX
from dashboard.web.reports import EVENTS_MAX
from tests.helpers.centre import inbox_waits
from tests.helpers.messages import report, reports
from tests.helpers.web import Web
from tests.services.valkey import Valkey

Answer = tuple[int, Any]
FIRST, SECOND = "NG20261123-0001", "NG20261123-0002"


def post(web: Web, body: bytes) -> Answer:
    """Status and JSON of the answer."""
    answer = web.outside().post("/api/reports", data=body, content_type="application/json")
    return answer.status_code, answer.json


def listed(events: list[bytes]) -> bytes:
    return b"[" + b",".join(events) + b"]"


def taken(web: Web) -> list[str]:
    web.centre.take_in()
    return web.centre.numbers()


def reason(answer: Answer) -> tuple[object, str]:
    """Index and code of the only error of a 400."""
    status, body = answer
    assert status == 400
    (error,) = body["errors"]
    assert error["reason"].endswith(".")
    return error["index"], error["code"]


def test_a_report_is_accepted_by_its_id_and_becomes_a_case(web: Web) -> None:
    assert post(web, report("r-1")) == (202, {"ids": ["r-1"]})
    assert taken(web) == [FIRST]


def test_a_list_is_accepted_in_its_order(web: Web) -> None:
    assert post(web, listed(reports(3))) == (202, {"ids": ["0", "1", "2"]})
    assert len(taken(web)) == 3


def test_a_report_posted_twice_opens_one_case(web: Web) -> None:
    assert post(web, report("r-1")) == post(web, report("r-1"))
    assert taken(web) == [FIRST]


def test_one_bad_event_keeps_all_of_its_request_out_and_is_named(web: Web) -> None:
    events = [report(1), report(2, grid=999), report(3)]
    assert reason(post(web, listed(events))) == (1, "UNKNOWN_GRID")
    assert taken(web) == []


def test_every_bad_event_is_named_with_its_place(web: Web) -> None:
    status, body = post(web, listed([report(1, item="none"), b"7", report(3)]))
    assert status == 400
    assert [(e["index"], e["code"]) for e in body["errors"]] == [
        (0, "UNKNOWN_ITEM"),
        (1, "UNREADABLE"),
    ]


BAD_BODIES = {
    "nothing": (b"", 0),
    "no json": (b"a report", 0),
    "half an object": (report(1)[:-1], 0),
    "no utf-8": (b'{"id": "\xff"}', 0),
    "half a list": (b"[" + report(1), None),
    "a list without utf-8": (b'["\xff"]', 0),
    "too deep": (b"[" * 100_000, None),
    "too deep in a list": (b"[" * 50_000 + b"]" * 50_000, None),
}


@pytest.mark.parametrize(("body", "index"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_body_that_cannot_be_read_gets_a_sentence(
    web: Web, body: bytes, index: int | None
) -> None:
    assert reason(post(web, body)) == (index, "UNREADABLE")


def test_an_empty_list_is_nothing_to_take(web: Web) -> None:
    assert post(web, b" [ ] ") == (202, {"ids": []})


def test_a_list_has_a_longest_length(web: Web) -> None:
    assert post(web, listed(reports(EVENTS_MAX)))[0] == 202
    assert reason(post(web, listed(reports(EVENTS_MAX + 1)))) == (None, "TOO_MANY")


def test_an_event_has_a_largest_size(web: Web) -> None:
    event = json.loads(report(1)) | {"padding": "x" * 64 * 1024}
    assert reason(post(web, json.dumps(event).encode())) == (0, "TOO_BIG")


def test_a_body_has_a_largest_size(web: Web) -> None:
    assert post(web, b" " * (BODY_MAX + 1))[0] == 413
    assert not inbox_waits(web.centre.system)


def test_while_redis_is_away_the_sender_is_told_to_come_again(web: Web, valkey: Valkey) -> None:
    valkey.stop()
    status, body = post(web, report(1))
    assert (status, body["errors"][0]["code"]) == (503, "AWAY")
    valkey.start()
    assert post(web, report(1))[0] == 202
    assert taken(web) == [FIRST]


def test_what_redis_has_no_memory_for_is_not_accepted(web: Web) -> None:
    redis = web.centre.system.redis
    redis.config_set("maxmemory", "1")
    try:
        assert post(web, report(1))[0] == 503
    finally:
        redis.config_set("maxmemory", "0")
    assert post(web, report(1))[0] == 202
    assert taken(web) == [FIRST]


def test_a_case_is_told_with_its_journal(web: Web) -> None:
    web.centre.settle(report(1, text="水很浑浊"))
    told: Any = web.outside().get(f"/api/cases/{FIRST}").json
    assert told["case"]["text"] == "水很浑浊"
    assert [(act["act"], act["by"]) for act in told["journal"]] == [("report", "test")]


def test_a_case_that_is_not_there_is_a_404_in_words(web: Web) -> None:
    answer = web.outside().get(f"/api/cases/{SECOND}")
    words = f"There is no case '{SECOND}', or it isn't yours."
    assert (answer.status_code, answer.json) == (404, {"error": words})
