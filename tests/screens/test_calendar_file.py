"""The file of one's tours: as RFC 5545 writes it, with the same UID for the same tour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import load
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.persons import Role
from layouts.duty.calendar_file import calendar, folded, text

DISTRICT = load("nanguan").district
NOW = datetime(2026, 12, 1, 1, 2, 3, 400_000, UTC)
TOUR = RosterEntry(
    number="00000007",
    version=3,
    post="WATER",
    login="sun",
    name="孙明",
    role=Role.DUTY,
    begins_at=datetime(2026, 12, 1, 12, tzinfo=UTC),
    ends_at=datetime(2026, 12, 2, tzinfo=UTC),
    contact="内线 8; 转 2, \\夜",
)
PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300)


def unfolded(content: bytes) -> list[str]:
    """The content lines as a reader takes them: a fold's line end and space are taken out."""
    assert content.endswith(b"\r\n")
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_a_file_holds_each_tour_with_what_a_calendar_needs() -> None:
    lines = unfolded(calendar("zh", DISTRICT, [TOUR], NOW))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//district command centre//roster//EN",
        "X-WR-CALNAME:南关区值班表",
        "BEGIN:VEVENT",
        "UID:roster-00000007@nanguan",
        "DTSTAMP:20261201T010203Z",
        "SEQUENCE:2",
        "DTSTART:20261201T120000Z",
        "DTEND:20261202T000000Z",
        "SUMMARY;LANGUAGE=zh-CN:供水专员 值班",
        r"DESCRIPTION;LANGUAGE=zh-CN:联系方式：内线 8\; 转 2\, \\夜",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_changed_tour_keeps_its_uid_and_another_has_another() -> None:
    changed = replace(TOUR, version=4, ends_at=TOUR.ends_at + timedelta(hours=1), contact="")
    other = replace(TOUR, number="00000008")
    lines = unfolded(calendar("en", DISTRICT, [changed, other], NOW))
    uids = [line for line in lines if line.startswith("UID:")]
    assert uids == ["UID:roster-00000007@nanguan", "UID:roster-00000008@nanguan"]
    assert "SEQUENCE:3" in lines
    assert "SUMMARY;LANGUAGE=en-GB:On duty: Water desk" in lines


def test_without_a_tour_it_is_a_calendar_all_the_same() -> None:
    lines = unfolded(calendar("en", DISTRICT, [], NOW))
    assert (lines[0], lines[-1], len(lines)) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 5)


@given(value=PRINTABLE)
def test_a_line_is_folded_at_75_octets_and_no_sign_is_cut(value: str) -> None:
    content = folded(f"SUMMARY:{value}")
    assert unfolded(content) == [f"SUMMARY:{value}"]
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@given(value=PRINTABLE | st.text(max_size=50))
def test_an_escaped_text_is_one_line_and_reads_as_it_was(value: str) -> None:
    escaped = text(value)
    assert len(escaped.splitlines()) <= 1
    read, signs = "", iter(escaped)
    for sign in signs:
        following = next(signs) if sign == "\\" else ""
        read += "\n" if following == "n" else following or sign
    assert read == "\n".join(value.splitlines())
