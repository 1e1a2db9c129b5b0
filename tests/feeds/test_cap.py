"""CAP 1.2 and its Chinese profile: what is read of a file, and what is refused with a sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.domain.refusals import BadMessage
from dashboard.domain.warned.messages import (
    Colour,
    MessageType,
    PublishWarning,
    Reference,
    Severity,
    Status,
)
from feeds import cap
from tests.feeds.cap_files import BEIJING, SENDER, chinese, identifier, named, oasis

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
NS = b'xmlns="urn:oasis:names:tc:emergency:cap:1.2"'


def read(raw: bytes) -> PublishWarning:
    command = cap.parse(raw, "weather").command
    assert isinstance(command, PublishWarning)
    return command


def test_a_message_of_the_chinese_profile() -> None:
    told = read(chinese(AT))
    assert (told.sender, told.identifier) == (SENDER, f"{SENDER}_20261123093000_0")
    assert len(told.identifier) == 31
    assert (told.message, told.status) == (MessageType.ALERT, Status.ACTUAL)
    assert (told.sent, told.effective) == (AT, AT)
    assert told.expires == AT + timedelta(hours=48)
    assert (told.colour, told.severity) == (Colour.BLUE, Severity.UNKNOWN)
    assert told.issuer == "长春市气象台"
    [words] = told.words
    assert (words.language, words.event) == ("zh-CN", "寒潮")
    assert words.headline == "长春市气象台发布寒潮蓝色预警信号"
    assert "48小时" in words.text
    assert "供热单位" in words.instruction
    assert [area.geocodes for area in told.areas] == [("220102000000",)]


@pytest.mark.parametrize("colour", ["Red", "Orange", "Yellow", "Blue"])
def test_the_colours_of_the_signals(colour: str) -> None:
    assert read(chinese(AT, colour=colour)).colour == colour.upper()


def test_the_colour_in_the_headline_where_severity_is_caps_own_word() -> None:
    raw = chinese(AT, colour="Yellow").replace(b"<severity>Yellow<", b"<severity>Moderate<")
    told = read(raw)
    assert (told.colour, told.severity) == (Colour.YELLOW, Severity.MODERATE)


def test_times_without_an_offset_are_beijing_time() -> None:
    raw = chinese(AT).replace(b"+08:00", b"").replace(b"2026-11-23T", b"2026-11-23 ")
    told = read(raw)
    assert (told.sent, told.expires) == (AT, AT + timedelta(hours=48))


def test_a_chinese_message_without_sent_was_sent_when_its_identifier_says() -> None:
    sent = f"<sent>{AT.astimezone(BEIJING).isoformat()}</sent>".encode()
    assert sent in chinese(AT)
    assert read(chinese(AT).replace(sent, b"")).sent == AT


def test_a_message_as_the_specification_writes_it() -> None:
    area = (
        "<area><areaDesc>A part</areaDesc><polygon>43.8,125.2 43.9,125.2 43.9,125.4 43.8,125.2"
        "</polygon><circle>43.85,125.3 5</circle></area>"
    )
    told = read(oasis(AT, area=area))
    assert (told.sender, told.identifier) == ("w-nws.webmaster@noaa.gov", "TRI13970876.2")
    assert (told.severity, told.colour) == (Severity.SEVERE, None)
    assert [one.language for one in told.words] == ["en-US"]
    assert told.areas[0].polygons == ("43.8,125.2 43.9,125.2 43.9,125.4 43.8,125.2",)
    assert told.areas[0].circles == ("43.85,125.3 5",)


def test_several_blocks_are_languages_of_one_warning() -> None:
    more = (
        b"<info><language>en-US</language><event>Cold wave</event><severity>Red</severity>"
        b"<headline>Cold wave</headline></info></alert>"
    )
    told = read(chinese(AT).replace(b"</alert>", more))
    assert [one.language for one in told.words] == ["zh-CN", "en-US"]
    assert told.colour is Colour.RED
    assert told.expires is None  # one of its parts names no end


def test_an_update_and_its_references() -> None:
    first = named(SENDER, identifier(AT), AT)
    later = AT + timedelta(hours=8)
    told = read(chinese(later, message="Update", references=[first, first]))
    assert told.message is MessageType.UPDATE
    assert told.references == 2 * (Reference(sender=SENDER, identifier=identifier(AT), sent=AT),)


def test_a_reference_with_a_space_in_its_time() -> None:
    text = f"{SENDER},{identifier(AT)},2026-11-23 09:30:00 {SENDER},X_1,2026-11-23T09:31:00+08:00"
    told = read(chinese(AT + timedelta(hours=1), message="Cancel", references=[text]))
    assert [one.sent for one in told.references] == [AT, AT + timedelta(minutes=1)]


def test_the_same_file_is_the_same_message() -> None:
    ids = {cap.parse(chinese(AT), source).id for source in ("a", "a", "b")}
    assert len(ids) == 1
    assert cap.parse(chinese(AT, no=1), "a").id not in ids


def deep(levels: int) -> bytes:
    inner = b"<x>" * levels + b"</x>" * levels
    return HEAD + b"<alert " + NS + b">" + inner + b"</alert>"


def with_dtd(dtd: bytes, body: bytes = b"&a;") -> bytes:
    return chinese(AT).replace(HEAD, HEAD + dtd).replace("南关区".encode(), body)


LAUGHS = (
    b"<!DOCTYPE x ["
    + b"".join(
        b'<!ENTITY l%d "%s">' % (no, b"&l%d;" % (no - 1) * 10 if no else b"ha") for no in range(10)
    )
    + b"]>"
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "CAP_UNREADABLE"),
    "no XML": (b'{"alert": 1}', "CAP_UNREADABLE"),
    "cut off": (chinese(AT)[:900], "CAP_UNREADABLE"),
    "half a character": (chinese(AT)[:-40] + b"\xe5\x8d</alert>", "CAP_UNREADABLE"),
    "NUL bytes": (b"\x00" * 100, "CAP_UNREADABLE"),
    "an unknown encoding": (chinese(AT).replace(b"UTF-8", b"x-nowhere"), "CAP_UNREADABLE"),
    "says GBK and is UTF-8": (chinese(AT).replace(b"UTF-8", b"GBK"), "CAP_UNREADABLE"),
    "two roots": (chinese(AT) + b"<alert/>", "CAP_UNREADABLE"),
    "a file of this machine": (
        with_dtd(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "CAP_ENTITIES",
    ),
    "an address of the network": (
        with_dtd(b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>'),
        "CAP_ENTITIES",
    ),
    "a DTD from elsewhere": (
        with_dtd(b'<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/a.dtd">', b"x"),
        "CAP_ENTITIES",
    ),
    "a parameter entity": (
        with_dtd(b'<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', b"x"),
        "CAP_ENTITIES",
    ),
    "a billion laughs": (with_dtd(LAUGHS, b"&l9;"), "CAP_ENTITIES"),
    "a quadratic blowup": (
        with_dtd(b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 20_000 + b'">]>', b"&a;" * 2_000),
        "CAP_ENTITIES",
    ),
    "an entity that nobody declared": (with_dtd(b"", b"&a;"), "CAP_UNREADABLE"),
    "an empty DTD": (with_dtd(b"<!DOCTYPE alert>", b"x"), "CAP_ENTITIES"),
    "too large": (chinese(AT) + b" " * cap.BYTES_MAX, "TOO_BIG"),
    "too deep": (deep(cap.DEPTH_MAX), "CAP_TOO_DEEP"),
    "very deep": (deep(30_000), "CAP_TOO_DEEP"),
    "too many elements": (
        chinese(AT).replace(b"</alert>", b"<x/>" * cap.ELEMENTS_MAX + b"</alert>"),
        "CAP_TOO_MANY",
    ),
    "too many attributes": (
        chinese(AT).replace(
            b"<scope>", b"<scope " + b" ".join(b'a%d="1"' % n for n in range(50)) + b">"
        ),
        "CAP_TOO_MANY",
    ),
    "an attribute twice": (
        chinese(AT).replace(b"<scope>", b'<scope a="1" a="2">'),
        "CAP_UNREADABLE",
    ),
    "too many blocks": (
        chinese(AT).replace(b"</alert>", b"<info/>" * cap.INFOS_MAX + b"</alert>"),
        "CAP_TOO_MANY",
    ),
    "another document": (b"<html><body>404</body></html>", "CAP_NO_ALERT"),
    "CAP 1.1": (chinese(AT).replace(b"cap:1.2", b"cap:1.1"), "CAP_VERSION"),
    "no namespace, and no Chinese number": (
        oasis(AT).replace(b'xmlns = "urn:oasis:names:tc:emergency:cap:1.2"', b""),
        "CAP_VERSION",
    ),
    "no identifier": (
        chinese(AT).replace(b"<identifier>", b"<other>").replace(b"</identifier>", b"</other>"),
        "CAP_MISSING",
    ),
    "no sender": (chinese(AT).replace(SENDER.encode() + b"</sender>", b"</sender>"), "CAP_MISSING"),
    "no message type": (chinese(AT).replace(b">Alert<", b"><"), "CAP_MISSING"),
    "an unknown message type": (chinese(AT, message="Ack"), "CAP_WORD"),
    "an unknown status": (chinese(AT, status="Real"), "CAP_WORD"),
    "an unknown severity": (chinese(AT, colour="Purple"), "CAP_WORD"),
    "no time": (chinese(AT).replace(b"<expires>2026", b"<expires>x"), "CAP_TIME"),
    "a time beyond all years": (
        chinese(AT).replace(b"<expires>2026", b"<expires>99999"),
        "CAP_TIME",
    ),
    "a time at the end of all years": (
        oasis(AT, expires="9999-12-31T23:59:59-23:59"),
        "CAP_TIME",
    ),
    "references that are none": (chinese(AT, references=["see above"]), "CAP_REFERENCES"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cant_be_read_is_refused_with_a_sentence(what: str) -> None:
    raw, code = HOSTILE[what]
    with pytest.raises(BadMessage) as found:
        cap.parse(raw, "weather")
    assert found.value.code == code
    assert found.value.words.endswith((".", "?"))
    assert "/etc/passwd" not in found.value.words


def test_hostile_ones_are_many() -> None:
    assert len(HOSTILE) >= 20


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe"
        + chinese(AT).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16-le")
    ],
)
def test_utf_16_is_xml_too(raw: bytes) -> None:
    assert read(raw).issuer == "长春市气象台"


def test_pasted_marks_are_taken_out() -> None:
    assert (
        read(chinese(AT).replace("长春市气象台发布".encode(), "\u202e长春".encode()))
        .words[0]
        .headline.startswith("长春")
    )
