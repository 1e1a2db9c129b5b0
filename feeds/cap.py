"""Warnings in CAP 1.2 (OASIS Common Alerting Protocol) and its Chinese profile, as XML.

The Chinese profile numbers its messages `ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N`, writes Beijing time and
the signal's colour. A file comes from outside: no DTD, no entity, nothing fetched, and limits on
size, depth and number before anything is kept. A signature inside is passed over.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, TypeVar
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from dashboard.domain.commands import Report
from dashboard.domain.pasted_marks import clean_text
from dashboard.domain.refusals import BadMessage
from dashboard.domain.warned.messages import (
    Audience,
    Colour,
    MessageType,
    PublishWarning,
    Reference,
    Severity,
    Status,
    WarnedArea,
    WarningWords,
)

BYTES_MAX = 256 * 1024
DEPTH_MAX = 12
ELEMENTS_MAX = 3_000
ATTRIBUTES_MAX = 20
INFOS_MAX = 20
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
BEIJING = timezone(timedelta(hours=8))
CHINESE = re.compile(r"\d{6}[0-9A-Z]{8}_(\d{14})_\d")
EVENTS: Mapping[str, str] = {
    "11B01": "台风",
    "11B03": "暴雨",
    "11B04": "暴雪",
    "11B05": "寒潮",
    "11B06": "大风",
    "11B07": "沙尘暴",
    "11B09": "高温",
    "11B14": "雷电",
    "11B15": "冰雹",
    "11B16": "霜冻",
    "11B17": "大雾",
    "11B19": "霾",
    "11B21": "道路结冰",
}
"""The codes of the weather's events in the Chinese profile, with their names."""
COLOURS: Mapping[str, Colour] = {
    "red": Colour.RED,
    "红色": Colour.RED,
    "orange": Colour.ORANGE,
    "橙色": Colour.ORANGE,
    "yellow": Colour.YELLOW,
    "黄色": Colour.YELLOW,
    "blue": Colour.BLUE,
    "蓝色": Colour.BLUE,
}
SIGNAL = re.compile(r"(红色|橙色|黄色|蓝色)预警")
_REFERENCE = re.compile(r"([^\s,]+),([^\s,]+),(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)")
_WORD = TypeVar("_WORD", bound=StrEnum)


def parse(raw: bytes, source: str) -> Report:
    """The message in a CAP file, sent as `source`. Raises `BadMessage` with a sentence."""
    alert = _root(raw)
    identifier = _needed(alert, "identifier")
    found = CHINESE.fullmatch(identifier)
    sent = _time("sent", _text(alert, "sent") or _stamped(found))
    if sent is None:
        raise BadMessage("CAP_MISSING", "`sent` is missing.", field="sent")
    sender = _needed(alert, "sender")
    message = _code(MessageType, "msgType", _needed(alert, "msgType"))
    command = PublishWarning(
        sender=sender,
        identifier=identifier,
        sent=sent,
        message=message,
        status=_code(Status, "status", _needed(alert, "status")),
        scope=_code(Audience, "scope", _text(alert, "scope") or "Public"),
        references=_references(_text(alert, "references")),
        **_told(alert, chinese=found is not None),
    )
    identity = f"{sender}\x00{identifier}\x00{sent.isoformat()}\x00{message}"
    digest = hashlib.sha256(identity.encode()).hexdigest()[:40]
    return Report(source, f"cap-{digest}", None, command)


# XML ------------------------------------------------------------------------------------------


class _Bounded(TreeBuilder):
    """Builds the tree, and stops at the first element too many or too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH_MAX:
            raise BadMessage("CAP_TOO_DEEP", f"The XML is nested deeper than {DEPTH_MAX}.")
        if self._count > ELEMENTS_MAX or len(attrs) > ATTRIBUTES_MAX:
            raise BadMessage("CAP_TOO_MANY", f"The XML has more than {ELEMENTS_MAX} elements.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _root(raw: bytes) -> Element:
    if len(raw) > BYTES_MAX:
        words = f"The file is larger than {BYTES_MAX // 1024} KiB."
        raise BadMessage("TOO_BIG", words)
    parser = DefusedXMLParser(
        target=_Bounded(), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(raw)
        root = parser.close()
    except DefusedXmlException as error:
        words = "The XML declares a DTD or an entity: CAP has none, so it isn't read."
        raise BadMessage("CAP_ENTITIES", words) from error
    except (ParseError, ValueError, LookupError, AssertionError) as error:
        raise BadMessage("CAP_UNREADABLE", f"It is no XML: {error}.") from error
    _check_root(root)
    return root  # type: ignore[no-any-return]


def _check_root(root: Element) -> None:
    space, name = _split(root.tag)
    if name != "alert":
        words = f"It is no CAP message: its first element is {name[:40]!r}."
        raise BadMessage("CAP_NO_ALERT", words)
    chinese = CHINESE.fullmatch(_text(root, "identifier"))
    if space != NAMESPACE and not (space == "" and chinese):
        words = f"It isn't CAP 1.2: its namespace is {space[:60]!r}."
        raise BadMessage("CAP_VERSION", words)


def _split(tag: str) -> tuple[str, str]:
    """Namespace and name of a tag."""
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return space, name


def _children(parent: Element, name: str) -> list[Element]:
    space = _split(parent.tag)[0]
    return [child for child in parent if _split(child.tag) == (space, name)]


def _text(parent: Element, name: str) -> str:
    """The text of the first child of this name; empty if there is none."""
    found = _children(parent, name)
    return clean_text((found[0].text or "").strip(), "\n") if found else ""


def _needed(parent: Element, name: str) -> str:
    value = _text(parent, name)
    if not value:
        raise BadMessage("CAP_MISSING", f"`{name}` is missing.", field=name)
    return value


# What it says ---------------------------------------------------------------------------------


def _told(alert: Element, *, chinese: bool) -> dict[str, Any]:
    """The fields of the command that come from the `info` blocks.

    Blocks are languages of one warning or parts of it: the gravest severity and the last end hold
    for all of it, each language is told once, and all areas count.
    """
    infos = _children(alert, "info")
    if len(infos) > INFOS_MAX:
        raise BadMessage("CAP_TOO_MANY", f"More than {INFOS_MAX} `info` blocks.")
    if not infos:
        return {}
    severities = [_text(info, "severity") for info in infos]
    words = [_words(info) for info in infos]
    colours = [
        _colour(said, told if chinese else None)
        for said, told in zip(severities, words, strict=True)
    ]
    by_language = {one.language: one for one in reversed(words)}
    ends = [_time("expires", _text(info, "expires")) for info in infos]
    known = [end for end in ends if end is not None]
    return {
        "issuer": _text(infos[0], "senderName"),
        "severity": _gravest(Severity, [_severity(said) for said in severities]),
        "colour": _gravest(Colour, [colour for colour in colours if colour is not None]),
        "effective": _time("effective", _text(infos[0], "effective")),
        "expires": max(known) if len(known) == len(ends) else None,
        "words": tuple(by_language[one] for one in dict.fromkeys(w.language for w in words)),
        "areas": tuple(_area(area) for info in infos for area in _children(info, "area")),
    }


def _words(info: Element) -> WarningWords:
    event = _text(info, "event")
    codes = (_text(code, "value") for code in _children(info, "eventCode"))
    named = next((EVENTS[code] for code in (event, *codes) if code in EVENTS), "")
    return WarningWords(
        language=_text(info, "language") or "en-US",
        event=named if event in EVENTS or not event else event,
        headline=_text(info, "headline"),
        text=_text(info, "description"),
        instruction=_text(info, "instruction"),
    )


def _severity(said: str) -> Severity:
    """CAP's word; a colour of the Chinese profile says nothing about it."""
    if not said or said.lower() in COLOURS:
        return Severity.UNKNOWN
    return _code(Severity, "severity", said)


def _colour(said: str, chinese: WarningWords | None) -> Colour | None:
    """The colour in `severity`; in the Chinese profile else the one that the headline names."""
    colour = COLOURS.get(said.lower())
    if colour is not None or chinese is None:
        return colour
    found = SIGNAL.search(chinese.headline) or SIGNAL.search(chinese.event)
    return COLOURS[found.group(1)] if found else None


def _gravest(kind: type[_WORD], found: Iterable[_WORD]) -> _WORD | None:
    """The first in the order of its kind."""
    there = {*found}
    return next((one for one in kind if one in there), None)


def _area(area: Element) -> WarnedArea:
    return WarnedArea(
        name=_text(area, "areaDesc"),
        polygons=_all(area, "polygon"),
        circles=_all(area, "circle"),
        geocodes=tuple(filter(None, (_text(one, "value") for one in _children(area, "geocode")))),
    )


def _all(parent: Element, name: str) -> tuple[str, ...]:
    return tuple(filter(None, ((one.text or "").strip() for one in _children(parent, name))))


def _references(text: str) -> tuple[Reference, ...]:
    found = _REFERENCE.findall(text)
    if text and (not found or _REFERENCE.sub("", text).strip()):
        words = "`references` can't be read: it holds `sender,identifier,sent`, and spaces between."
        raise BadMessage("CAP_REFERENCES", words)
    return tuple(
        Reference(sender=sender, identifier=identifier, sent=sent)
        for sender, identifier, at in found
        if (sent := _time("references", at)) is not None
    )


def _code(kind: type[_WORD], name: str, said: str) -> _WORD:
    try:
        return kind(said.upper())
    except ValueError as error:
        known = ", ".join(one.value.capitalize() for one in kind)
        words = f"`{name}` is {said[:40]!r}, which isn't one of {known}."
        raise BadMessage("CAP_WORD", words, field=name) from error


def _stamped(chinese: re.Match[str] | None) -> str:
    """The instant in a Chinese identifier, for a message that names no other."""
    if chinese is None:
        return ""
    at = chinese.group(1)
    return f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:]}"


def _time(name: str, text: str) -> datetime | None:
    """An instant; without an offset it is Beijing time, as in the Chinese profile."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=BEIJING)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        words = f"`{name}` is no time: {text[:40]!r}."
        raise BadMessage("CAP_TIME", words, field=name) from error
    return at
