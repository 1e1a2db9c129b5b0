"""The corpus: messages that the intake must refuse, and bad-looking ones that it must take."""

from typing import NamedTuple

from tests.feeds.events import (
    CASE,
    REPORTER,
    SCRIPT,
    Bad,
    act,
    case,
    event,
    incident,
    point,
    report,
)
from tests.feeds.unreadable import UNREADABLE

BURST_SETTLED = CASE | {"item": "0112", "by": "grid206", "result": "已处理"}
UNTIL = "2026-12-01T17:00:00+08:00"

GROUPS: dict[str, dict[str, bytes]] = {
    "UNREADABLE": UNREADABLE,
    "TOO_BIG": {
        "an event of more than 64 KiB": report(comment="长" * 22_000),
        "an event of 1 MB": report(comment="x" * 1_000_000),
    },
    "UNKNOWN_TYPE": {
        "an unknown type": report(type="case.exploded"),
        "a type in capitals": report(type="CASE.REPORTED"),
        "an empty type": report(type=""),
        "a change of our own": report(type="case.changed"),
        "HTML as type": report(type=SCRIPT),
        "a very long type": report(type="case." * 1_000),
    },
    "EMPTY": {
        "an empty id": report(id=""),
        "a blank id": report(id=" \t "),
        "an empty source": report(source=""),
        "an incident without a title": incident(title=" "),
        "a return without a reason": act("returned", reason=""),
        "an empty case number": act("acknowledged", case=""),
        "a verifier of blanks": act("verified", passed=True, by="　"),
    },
    "TOO_LONG": {
        "a text of 4,001 characters": case(text="长" * 4_001),
        "an address of 201 characters": case(address="长" * 201),
        "an id of 201 characters": report(id="1" * 201),
        "a name of 201 characters": case(reporter=REPORTER | {"name": "王" * 201}),
        "an attachment of 501 characters": case(attachments=["/" * 501]),
        "a title of 201 characters": incident(title="管" * 201),
        "a result of 4,001 characters": act("fed_back", result="已" * 4_001),
        "an item of a thousand digits": case(item="1" * 1_000),
    },
    "CONTROL_CHARACTER": {
        "NUL in an id": report(id="1\0"),
        "a vertical tab in a source": report(source="test\v"),
    },
    "NO_OFFSET": {
        "a time without offset": report(time="2026-11-23T09:00:00"),
        "an occurrence without offset": case(occurred_at="2026-11-23T09:00:00"),
        "an extension without offset": act(
            "extension_requested", reason="缺件", until="2026-12-01T17:00:00"
        ),
    },
    "TOO_OLD": {
        "the year 1": report(time="0001-01-01T00:00:00+14:00"),
        "a sender whose clock was never set": case(occurred_at="1970-01-01T00:00:00Z"),
    },
    "IN_FUTURE": {
        "the last hour of all": report(time="9999-12-31T23:59:59-12:00"),
        "a report from 2099": case(occurred_at="2099-01-01T00:00:00+08:00"),
        "an incident known in 2099": incident(known_at="2099-01-01T00:00:00Z"),
    },
    "TOO_FAR": {
        "a suspension for ever": act(
            "suspension_requested", reason="冻土", until="9999-12-31T23:59:59+08:00"
        ),
    },
    "TOO_MANY": {"21 attachments": case(attachments=["photo.jpg"] * 21)},
    "UNKNOWN_ITEM": {
        "an unknown item": case(item="0199"),
        "an empty item": case(item=""),
        "HTML as item": case(item=SCRIPT),
        "a formula as item": case(item="=1+1"),
        "SQL as item": case(item="0201' OR '1'='1"),
        "an item in full-width digits": case(item="\uff10\uff12\uff10\uff11"),
    },
    "UNKNOWN_UNIT": {
        "an unknown unit": event("unit.capacity", {"unit": "D99", "on_duty": 3}),
        "a unit in small letters": act("acknowledged", unit="u01"),
        "HTML as unit": act("returned", unit="<b>U01</b>", reason="不属我单位"),
        "a formula as unit": act("fed_back", unit="=cmd|'/C calc'!A0", result="已办结"),
    },
    "UNKNOWN_GRID": {
        "grid 0": case(grid=0),
        "grid 311": case(grid=311),
        "a grid below zero": case(grid=-206),
        "a grid of 30 digits": case(grid=10**29),
        "a sign of life from nowhere": event("grid.heartbeat", {"grid": 9_999}),
    },
    "OUT_OF_RANGE": {
        "longitude and latitude in the wrong order": point(lon=43.8653, lat=125.34148),
        "a longitude beyond the globe": point(lon=1253.4148),
        "a longitude of 300 digits": point(lon=1e299),
        "a latitude below the south pole": point(lat=-90.001),
        "fewer than nobody on duty": event("unit.capacity", {"unit": "U01", "on_duty": -1}),
        "an army on duty": event("unit.capacity", {"unit": "U01", "on_duty": 10**30}),
    },
    "PLACE_MISSING": {
        "a report without a place": event("case.reported", {"item": "0201"}),
        "an address alone": event("case.reported", {"item": "0201", "address": "大经路"}),
        "a longitude alone": point(lat=None),
        "a latitude alone": point(lon=None),
        "an incident without a place": incident(grid=None),
    },
    "CRS_MISSING": {"a point without its coordinate system": point(crs=None)},
    "OUTSIDE_DISTRICT": {
        "a point in the sea": point(lon=121.0, lat=38.5),
        "a point where the equator begins": point(lon=0, lat=0),
        "a point in Beijing": point(lon=116.3975, lat=39.9087),
        "a point in the next district": point(lon=125.20, lat=43.85),
        "the north pole": point(lon=0, lat=90),
        "an incident in the sea": incident(grid=None, lon=121.0, lat=38.5, crs="GCJ02"),
    },
    "TEXT_TOO_SHORT": {
        "neither item nor text": event("case.reported", {"grid": 206}),
        "a text of four characters": event("case.reported", {"grid": 206, "text": "路灯不亮"}),
        "a text of blanks": event("case.reported", {"grid": 206, "text": " " * 20}),
    },
    "E1_NOT_ALONE": {
        "a burst main settled by the grid": event("case.self_resolved", BURST_SETTLED),
    },
    "ITEM_MISSING": {
        "a direct assignment without an item": event(
            "case.directed", {"grid": 206, "text": "路灯不亮了", "by": "grid206", "unit": "U01"}
        ),
    },
    "NO_SUCH_CASE": {
        "an acknowledged case that isn't": act("acknowledged"),
        "a returned case that isn't": act("returned", reason="不属我单位"),
        "a handled case that isn't": act("fed_back", result="已办结"),
        "an extended case that isn't": act("extension_requested", reason="缺件", until=UNTIL),
        "a suspended case that isn't": act("suspension_requested", reason="冻土", until=UNTIL),
        "a directed case that isn't": act("directed", by="grid206", item="0201"),
        "a verified case that isn't": act("verified", passed=True, by="grid206"),
        "a case called back that isn't": act("called_back", reached=False),
        "a number of another form": act("acknowledged", case="206"),
        "HTML as case number": act("acknowledged", case=SCRIPT),
        "SQL as case number": act("acknowledged", case="NG' OR '1'='1"),
    },
}
CORPUS = [Bad(name, raw, code) for code, group in GROUPS.items() for name, raw in group.items()]


class Harmless(NamedTuple):
    """`raw` opens a case that shows `text`, to the letter, and does nothing else."""

    name: str
    raw: bytes
    text: str


TEXTS: dict[str, str] = {
    "a script": "<script>alert(document.cookie)</script>",
    "an image that runs a script": "<img src=x onerror=alert(1)>路灯不亮",
    "an end of the page": "</td></tr></table></body></html>",
    "HTML that is spelt out": "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "a formula": "=1+1",
    "a formula that starts a program": "=cmd|'/C calc'!A0",
    "a full-width formula": "＝cmd|'/C calc'!A0",
    "other openings of a formula": "@SUM(A1:A9)+-*/%",
    "SQL": "'); DROP TABLE cases; --",
    "a template": "{{ 7 * 7 }} ${7*7} #{7*7} %(name)s {text} %s%n",
    "a Dash component as words": '{"namespace":"dash_html_components","type":"Script","props":{}}',
    "a link that runs a script": "[详情](javascript:alert(1))",
    "an emoji of many parts": "🔥👨‍👩‍👧‍👦🇨🇳 暖气不热",
    "Arabic": "الشارع مظلم منذ ثلاثة أيام",
    "marks upon marks": "路\u0301\u0302\u0303\u0304灯\u0316\u0317\u0318不亮",
    "rare characters": "𠮷野家门前 㐂 龘 ㍿",
    "lines and tabs": "一单元停水\n\t二单元停水\r\n",
    "quotes and backslashes": "\\\"'`\\n\\u0000 C:\\",
    "the word for nothing": "null",
    "4,000 characters": "长" * 4_000,
    "4,000 emoji": "🔥" * 4_000,
}
EVERYWHERE: dict[str, object] = {
    "text": SCRIPT,
    "address": SCRIPT,
    "external_no": SCRIPT,
    "attachments": [SCRIPT],
    "reporter": {"name": SCRIPT, "phone": SCRIPT},
}
FIELDS: dict[str, dict[str, object]] = {name: {"text": text} for name, text in TEXTS.items()}
FIELDS |= {"a script in every free field": EVERYWHERE}
# Pasted text, and what is left of it.
PASTED: dict[str, tuple[str, str]] = {
    "a pasted telephone number": ("请回电\u202d138 1234 5678\u202c谢谢", "请回电138 1234 5678谢谢"),
    "a line broken by a word processor": ("第一行\v第二行粘贴自文档", "第一行\n第二行粘贴自文档"),
    "a line broken by a terminal": ("第一行\x85第二行", "第一行\n第二行"),
    "a page broken": ("第一页\f第二页", "第一页\n第二页"),
    "a pasted byte order mark": ("\ufeff从记事本粘贴的内容", "从记事本粘贴的内容"),
    "NUL in a text": ("看得见的字\0看不见的字", "看得见的字看不见的字"),
    "an escape sequence": ("\x1b[2J\x1b[31m全部已办结", "[2J[31m全部已办结"),
    "text turned round": ("请查收\u202etxt.exe", "请查收txt.exe"),
    "text that hides its direction": ("请查收\u2066附件\u2069", "请查收附件"),
    "a C1 control character": ("路灯\x9b31m不亮了", "路灯31m不亮了"),
}
MARKS: dict[str, object] = {
    "text": "路灯不亮",
    "address": "南关区\b\b\b",
    "attachments": ["photo\x7f.jpg"],
    "reporter": {"name": "\ufeff王女士", "phone": "\u202d13812345690\u202c"},
}
HARMLESS = [
    Harmless(name, event("case.reported", CASE | fields, id=name), str(fields["text"]))
    for name, fields in (FIELDS | {"marks in every free field": MARKS}).items()
] + [
    Harmless(name, event("case.reported", CASE | {"text": raw}, id=name), text)
    for name, (raw, text) in PASTED.items()
]
