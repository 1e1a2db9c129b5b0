"""No name or phone is readable in Redis: neither in the inbox nor among refused messages."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard import codec
from dashboard.actions import privacy
from dashboard.actions.reporters import disclose
from dashboard.actions.sending import send
from dashboard.domain import commands as c
from dashboard.domain.persons import Person, Role
from dashboard.streams import inbox
from tests.helpers.centre import SECRET, Centre
from tests.helpers.messages import GRID, ITEM, report
from tests.helpers.web import web_process

NUMBER = "NG20261123-0001"
WANG = c.Reporter("王秀英", "13504311234")
PLAIN = ("王秀英", "13504311234", "\\u738b\\u79c0\\u82f1")
DISPATCHER = Person(login="dispatcher", name="李敏", role=Role.DISPATCHER)
COMMAND = c.ReportCase(item=ITEM, grid=GRID, reporter=WANG)
REPORT = c.Report("test", "1", None, COMMAND)


def kept(centre: Centre) -> str:
    """The content of all Redis streams."""
    redis: Any = centre.system.redis
    names = (inbox.key(centre.district), inbox.rejected_key(centre.district))
    return "".join(
        value.decode(errors="replace")
        for name in names
        for _, fields in redis.xrange(name)
        for value in fields.values()
    )


def in_the_open(centre: Centre) -> list[str]:
    found = kept(centre)
    return [words for words in PLAIN if words in found]


def test_what_is_posted_is_sealed_before_it_is_kept_and_arrives_whole(
    sqlite_centre: Centre,
) -> None:
    web = web_process(sqlite_centre)
    raw = report(1, reporter=WANG)
    answer = web.outside().post("/api/reports", data=raw, content_type="application/json")
    assert answer.status_code == 202
    assert "sealed" in kept(sqlite_centre)
    assert in_the_open(sqlite_centre) == []
    sqlite_centre.take_in()
    assert disclose(sqlite_centre.system, DISPATCHER, NUMBER) == WANG


def test_our_own_processes_seal_what_they_send(sqlite_centre: Centre) -> None:
    send(sqlite_centre.system, [REPORT])
    assert in_the_open(sqlite_centre) == []
    sqlite_centre.take_in()
    assert disclose(sqlite_centre.system, DISPATCHER, NUMBER) == WANG


BAD: dict[str, bytes] = {
    "a place that isn't": report(1, reporter=WANG, grid=999),
    "an unknown type": report(1, reporter=WANG).replace(b"case.reported", b"case.exploded"),
    "half a message": report(1, reporter=WANG)[:-1],
    "a reporter in words": report(1).replace(b'"grid":206', '"reporter":"王秀英"'.encode()),
    "escapes": report(1, grid=999).replace(
        b'"grid":999', b'"reporter":{"name":"\\u738b\\u79c0\\u82f1"}'
    ),
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_a_refused_message_is_kept_without_anybodys_name(sqlite_centre: Centre, raw: bytes) -> None:
    sqlite_centre.send(raw)
    sqlite_centre.take_in()
    sqlite_centre.system.redis.delete(inbox.key(sqlite_centre.district))
    assert len(sqlite_centre.rejected()) == 1
    assert in_the_open(sqlite_centre) == []


def test_a_seal_of_another_message_is_refused(sqlite_centre: Centre) -> None:
    sealed = privacy.seal_on_the_way(SECRET, REPORT)
    for foreign in (
        replace(sealed, id="2"),
        replace(REPORT, command=replace(COMMAND, reporter=c.Reporter(sealed="no seal"))),
    ):
        sqlite_centre.send(codec.write_report(foreign))
    sqlite_centre.take_in()
    assert [code for code, _ in sqlite_centre.rejected()] == ["UNREADABLE"] * 2


def test_a_message_without_a_reporter_is_kept_as_it_came() -> None:
    for raw in (report(1), b"\xff words", b"[1, 2", b""):
        assert privacy.hidden(SECRET, raw) == raw


def test_what_was_refused_is_kept_for_thirty_days(sqlite_centre: Centre) -> None:
    redis, key = sqlite_centre.system.redis, inbox.rejected_key(sqlite_centre.district)
    seconds, _ = redis.time()
    day_ms = 24 * 3_600_000
    for days in (31, 29):
        redis.xadd(key, {"event": "x"}, id=f"{int(seconds) * 1000 - days * day_ms}-0")
    inbox.trim_rejected(redis, sqlite_centre.district, 30 * day_ms)
    assert redis.xlen(key) == 1
