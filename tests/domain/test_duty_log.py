"""The duty log: what an entry needs, and how a wrong one is struck through."""

from datetime import timedelta

import pytest

from dashboard.domain.duty.duty_log import (
    BACK,
    LENGTHS,
    LogEntry,
    LogKind,
    StrikeInLog,
    WriteInLog,
    struck,
    written,
)
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from tests.helpers.clock import MORNING

SUN = Person(login="sun", name="孙", role=Role.DUTY)
LI = Person(login="li", name="李", role=Role.DUTY)
MINUTE = timedelta(minutes=1)


def write(**fields: object) -> LogEntry:
    asked = {"kind": LogKind.PHONE_IN, "words": "路面塌陷", "whom": "市民王某"} | fields
    return written(WriteInLog(**asked), "00000001", SUN, MORNING)  # type: ignore[arg-type]


def code(**fields: object) -> str:
    with pytest.raises(Refused) as refused:
        write(**fields)
    return refused.value.code


def test_an_entry_says_who_wrote_what_when() -> None:
    entry = write(words="  路面塌陷 ")
    assert (entry.words, entry.whom, entry.entered_by, entry.name) == (
        "路面塌陷",
        "市民王某",
        "sun",
        "孙",
    )
    assert (entry.at, entry.entered_at, entry.late) == (MORNING, MORNING, False)


def test_what_happened_before_is_a_late_entry_with_both_instants() -> None:
    entry = write(at=MORNING - 30 * MINUTE)
    assert (entry.at, entry.entered_at) == (MORNING - 30 * MINUTE, MORNING)
    assert entry.late


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"at": MORNING + MINUTE}, "LOG_IN_FUTURE"),
        ({"at": MORNING - BACK - MINUTE}, "LOG_TOO_OLD"),
        ({"words": " "}, "WORDS_MISSING"),
        ({"whom": ""}, "WORDS_MISSING"),
        ({"words": "字" * (LENGTHS["words"] + 1)}, "LOG_TOO_LONG"),
        ({"whom": "字" * (LENGTHS["whom"] + 1)}, "LOG_TOO_LONG"),
    ],
)
def test_what_is_no_entry_is_refused(fields: dict[str, object], why: str) -> None:
    assert code(**fields) == why


def test_a_note_needs_nobody_at_the_other_end() -> None:
    assert write(kind=LogKind.NOTE, whom="").whom == ""


def test_a_wrong_entry_is_struck_through_once_for_a_reason_and_keeps_its_words() -> None:
    entry = write()
    after = struck(entry, StrikeInLog(number=entry.number, reason="打错了"), LI, MORNING + MINUTE)
    assert (after.words, after.version) == (entry.words, 2)
    assert (after.struck_by, after.struck_why, after.struck_at) == (
        "李",
        "打错了",
        MORNING + MINUTE,
    )
    again = StrikeInLog(number=entry.number, reason="再划")
    with pytest.raises(Refused) as refused:
        struck(after, again, LI, MORNING)
    assert refused.value.code == "ENTRY_STRUCK"
    for found, reason, why in (
        (None, "x", "NO_SUCH_ENTRY"),
        (entry, " ", "WORDS_MISSING"),
        (entry, "字" * (LENGTHS["reason"] + 1), "LOG_TOO_LONG"),
    ):
        with pytest.raises(Refused) as refused:
            struck(found, StrikeInLog(number="1", reason=reason), LI, MORNING)
        assert refused.value.code == why
