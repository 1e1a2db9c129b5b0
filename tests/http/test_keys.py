"""API keys at the HTTP interface and the intake: the rest is refused, what is sent is signed."""

from typing import Any

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.accounts import AddPerson
from dashboard.domain.changes import Kind
from dashboard.domain.keys import Grant, Quota, Reads
from dashboard.domain.roles import Role
from dashboard.domain.unit import Urgency
from dashboard.store import journal
from dashboard.streams import sources
from tests.helpers.messages import EVERYTHING, GRID, WATER_UNIT, message, report
from tests.helpers.web import Web, somebody

FIRST = "NG20261123-0001"


def post(web: Web, key: str, *events: bytes) -> tuple[int, list[str]]:
    """Sends the events; returns the status, and ids or codes."""
    body = b"[" + b",".join(events) + b"]"
    answer = web.outside(key).post("/api/reports", data=body, content_type="application/json")
    told: Any = answer.json
    return answer.status_code, told.get("ids") or [error["code"] for error in told["errors"]]


def acts(web: Web, number: str = FIRST) -> list[tuple[str, str, str]]:
    with web.centre.system.reader.connect() as connection:
        found = journal.history(connection, web.centre.district, Kind.CASE, number)
    return [(act.act, act.by, act.via) for act in found]


def rejected(web: Web) -> list[bytes]:
    found: Any = web.centre.system.redis.xrange("{nanguan}:rejected")
    return [fields[b"code"] for _, fields in found]


def test_a_fresh_key_reports_and_neither_speaks_for_others_nor_reads(web: Web) -> None:
    key = web.make_key("fresh", Grant())
    assert post(web, key, report(1)) == (202, ["1"])
    web.centre.take_in()
    ruled = message(2, c.Direct(case=FIRST, unit=WATER_UNIT, by="foreman"))
    away = message(3, c.SetCapacity(unit=WATER_UNIT, on_duty=0))
    signed = message(4, c.Verify(case=FIRST, passed=True, by="leader"))
    assert post(web, key, ruled, away, signed) == (400, ["KEY_MAY_NOT_SEND"] * 3)
    for path in ("/api/picture", f"/api/cases/{FIRST}", "/metrics"):
        answer = web.outside(key).get(path)
        assert (answer.status_code, answer.json) == (403, {"error": "This key may not do this."})


@pytest.mark.parametrize("read", Reads)
def test_a_key_reads_what_it_was_granted(web: Web, read: Reads) -> None:
    web.centre.settle(report(1))
    key = web.outside(web.make_key("reader", Grant(types=(), reads=(read,))))
    paths = {
        Reads.PICTURE: "/api/picture",
        Reads.CASES: f"/api/cases/{FIRST}",
        Reads.METRICS: "/metrics",
    }
    status = {name: key.get(path).status_code for name, path in paths.items()}
    assert status == {name: 200 if name is read else 403 for name in paths}


def test_what_a_key_says_is_signed_with_it_beside_the_post(web: Web) -> None:
    key = web.make_key("waterworks", EVERYTHING)
    post(web, key, report(1))
    web.centre.take_in()
    directed = c.Direct(case=FIRST, unit=WATER_UNIT, by="网格员")
    assert post(web, key, message(2, directed))[0] == 202
    web.centre.take_in()
    post(web, key, message(3, c.Acknowledge(case=FIRST, unit=WATER_UNIT)))
    web.centre.take_in()
    signed = "key:waterworks"
    assert acts(web) == [
        ("report", signed, signed),
        ("direct", "网格员", signed),
        ("acknowledge", WATER_UNIT, signed),
    ]
    web.centre.tell()
    assert web.centre.faults() == []


def test_a_sender_cannot_say_by_whose_key_it_comes(web: Web) -> None:
    key = web.make_key("hotline", EVERYTHING)
    forged = report(1)[:-1] + b',"key":"other"}'
    assert post(web, key, forged)[0] == 202
    web.centre.take_in()
    assert acts(web) == [("report", "key:hotline", "key:hotline")]


def test_a_log_in_is_no_post_at_the_door(web: Web) -> None:
    web.centre.settle(report(1))
    foreman = somebody(Role.FOREMAN)
    handle(web.centre.system, AddPerson(person=foreman, hashed="x"), by="test")
    key = web.make_key("waterworks", EVERYTHING)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in foreman.login)
    hidden = f"{foreman.login[:1]}\u200b{foreman.login[1:]}"
    for name in (foreman.login, f" {foreman.login.upper()} ", wide, hidden):
        event = message(2, c.Direct(case=FIRST, unit=WATER_UNIT, by=name))
        assert post(web, key, event) == (400, ["KEY_SIGNS_AS_PERSON"])


def test_a_case_of_another_grid_is_refused_at_the_door(web: Web) -> None:
    web.centre.settle(report(1))
    verified = message(2, c.Verify(case=FIRST, passed=True, by="网格员"))
    for grid, wanted in ((GRID, (202, ["2"])), (GRID + 1, (400, ["KEY_MAY_NOT_SPEAK_FOR"]))):
        grant = Grant(types=("case.verified",), grids=(str(grid),))
        assert post(web, web.make_key(f"grid {grid}", grant), verified) == wanted


def test_a_case_that_came_after_the_message_was_let_in_is_still_of_another_grid(web: Web) -> None:
    """Numbers can be guessed ahead, so the key is checked again when the message is taken."""
    grant = Grant(types=("case.directed",), grids=(str(GRID + 1),))
    key = web.make_key("neighbour", grant)
    directed = message(1, c.Direct(case=FIRST, unit=WATER_UNIT, by="网格员"))
    web.centre.send(report("the case"))
    assert post(web, key, directed)[0] == 202
    web.centre.take_in()
    assert [act for act, *_ in acts(web)] == ["report"]
    assert rejected(web) == [b"KEY_MAY_NOT_SPEAK_FOR"]


def test_another_keys_source_is_refused_so_that_nobody_takes_its_ids(web: Web) -> None:
    own = web.make_key("hotline", Grant(sources=("12345",)))
    other = web.make_key("other", Grant())
    assert post(web, other, report("r-1", source="12345")) == (400, ["KEY_MAY_NOT_USE_SOURCE"])
    assert post(web, own, report("r-1", source="12345")) == (202, ["r-1"])
    assert post(web, own, report("r-1", source="else")) == (400, ["KEY_MAY_NOT_USE_SOURCE"])
    assert post(web, other, report("r-1", source="mine")) == (202, ["r-1"])
    web.centre.take_in()
    assert len(web.centre.numbers()) == 2


def quota(web: Web, **most: int) -> str:
    return web.make_key("hotline", Grant(quota=Quota(**most)))


def answer(web: Web, key: str, *events: bytes) -> tuple[int, str, str]:
    """The status, the first reason, and when to try again."""
    body = b"[" + b",".join(events) + b"]"
    got = web.outside(key).post("/api/reports", data=body, content_type="application/json")
    told: Any = got.json
    reason = told["errors"][0]["reason"] if "errors" in told else ""
    return got.status_code, reason, got.headers.get("Retry-After", "")


def test_more_than_a_keys_quota_waits_at_the_sender_and_nothing_of_it_is_taken(web: Web) -> None:
    key = quota(web, per_minute=3)
    assert post(web, key, report(1), report(2)) == (202, ["1", "2"])
    status, reason, later = answer(web, key, report(3), report(4))
    assert (status, "messages a minute" in reason, 0 < int(later) <= 60) == (503, True, True)
    assert post(web, key, report(3)) == (202, ["3"])
    web.centre.clock.move(minutes=1)
    assert post(web, key, report(4)) == (202, ["4"])
    web.centre.take_in()
    assert len(web.centre.numbers()) == 4


def test_three_hundred_critical_reports_at_once_are_more_than_a_hotline_has(web: Web) -> None:
    key = web.make_key("hotline", Grant())
    urgent = [report(number, urgency=Urgency.E1) for number in range(300)]
    status, reason, _ = answer(web, key, *urgent)
    assert (status, "E1 reports an hour" in reason) == (503, True)
    assert post(web, key, *urgent[:100])[0] == 202
    assert post(web, key, report("plain"))[0] == 202


def test_who_is_refused_too_often_is_not_heard_for_the_rest_of_the_hour(web: Web) -> None:
    grant = Grant(types=("case.fed_back",), units=(WATER_UNIT,), quota=Quota(refused_per_hour=5))
    key = web.make_key("waterworks", grant)
    doomed = [
        message(number, c.FeedBack(case=FIRST, unit=WATER_UNIT, result="r")) for number in range(6)
    ]
    assert post(web, key, *doomed)[0] == 202
    web.centre.take_in()
    assert len(rejected(web)) == 6
    status, reason, later = answer(web, key, doomed[0])
    assert (status, "refused messages" in reason, int(later) > 0) == (503, True, True)
    web.centre.clock.move(hours=1)
    assert post(web, key, doomed[0])[0] == 202


def test_what_a_sender_calls_itself_is_heard_under_its_keys_name(web: Web) -> None:
    """The wall's header names silent sources, so only registered names may get there."""
    words = "<b>call 138 0000 0000</b>"
    any_name = web.make_key("hotline", Grant())
    registered = web.make_key("waterworks", Grant(sources=("pumps",)))
    post(web, any_name, report(1, source=words))
    post(web, registered, report(1, source="pumps"))
    web.centre.take_in()
    assert sources.last(web.centre.system.redis, "nanguan").keys() == {"hotline", "pumps"}
