"""A person's own tours as an iCalendar file (RFC 5545), which calendar programs read."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from dashboard.domain.district import District
from dashboard.domain.duty.roster import RosterEntry
from layouts.words import LANG_TAG, Lang, word

TYPE = "text/calendar; charset=utf-8"
LINE_OCTETS = 75
"""The longest line, without its end (RFC 5545, 3.1)."""
PRODUCT = "-//district command centre//roster//EN"


def calendar(
    lang: Lang, district: District, entries: Iterable[RosterEntry], now: datetime
) -> bytes:
    """One event for each tour; the same tour has the same UID for ever, and counts its changes."""
    name = district.name_zh if lang == "zh" else district.name_en
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        f"X-WR-CALNAME:{text(word(lang, 'roster.ics.calendar', district=name))}",
        *(line for entry in entries for line in _event(lang, district, entry, now)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(lang: Lang, district: District, entry: RosterEntry, now: datetime) -> Iterator[str]:
    post = district.posts.get(entry.post)
    called = post.called(lang) if post is not None else entry.post
    tag = LANG_TAG[lang]
    yield "BEGIN:VEVENT"
    yield f"UID:roster-{entry.number}@{district.key}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{entry.version - 1}"
    yield f"DTSTART:{_utc(entry.begins_at)}"
    yield f"DTEND:{_utc(entry.ends_at)}"
    yield f"SUMMARY;LANGUAGE={tag}:{text(word(lang, 'roster.ics.summary', post=called))}"
    if entry.contact:
        contact = word(lang, "roster.ics.contact", contact=entry.contact)
        yield f"DESCRIPTION;LANGUAGE={tag}:{text(contact)}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    """Date with UTC time (RFC 5545, 3.3.5, form 2)."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(value: str) -> str:
    """A text value, its backslashes, semicolons, commas and line ends escaped (3.3.11)."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return "\\n".join(value.splitlines())


def folded(line: str) -> bytes:
    """A content line with its end; a long one goes on after a space, and no sign is cut (3.1)."""
    parts, room = [b""], LINE_OCTETS
    for sign in line:
        octets = sign.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = LINE_OCTETS - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
