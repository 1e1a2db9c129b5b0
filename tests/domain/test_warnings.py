"""Warnings by the rules: what is taken, what stands, what ends it, in whatever order it comes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.refusals import BadMessage, Refused
from dashboard.domain.warned import warning as w
from dashboard.domain.warned import warning_limits
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

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SENDER = "22010041600000"
HERE = ("S01", "S08")


def message(no: int, kind: MessageType = MessageType.ALERT, **more: Any) -> PublishWarning:
    known: dict[str, Any] = {
        "sender": SENDER,
        "identifier": f"M{no}",
        "sent": NOW - timedelta(hours=1) + timedelta(minutes=no),
        "message": kind,
        "words": (WarningWords(language="zh-CN", event="寒潮"),),
        "expires": NOW + timedelta(hours=24),
    }
    return PublishWarning(**known | more)


def reference(one: PublishWarning) -> Reference:
    return w.own_reference(one)


def take(command: PublishWarning, streets: tuple[str, ...] = HERE) -> w.PublicWarning:
    return w.taken(command, "00000001", streets, None, NOW)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        act()
    assert found.value.words.endswith((".", "?"))
    return found.value.code


def test_a_warning_stands_until_it_ends() -> None:
    warning = take(message(1, colour=Colour.BLUE))
    assert (warning.state, warning.level, warning.streets) == ("STANDING", 4, HERE)
    assert warning.stands_at(NOW + timedelta(hours=23, minutes=59))
    assert not warning.stands_at(NOW + timedelta(hours=24))
    assert w.expired(warning, NOW + timedelta(hours=23)) is None
    ended = w.expired(warning, NOW + timedelta(hours=25))
    assert ended is not None
    assert (ended.state, ended.version, ended.over_at) == ("EXPIRED", 2, warning.ends_at)
    assert w.expired(ended, NOW + timedelta(hours=26)) is None


def test_without_an_end_it_stands_for_a_day() -> None:
    early = message(1, expires=None, effective=NOW - timedelta(days=3))
    assert take(early).ends_at == early.sent + timedelta(hours=24)  # effective before sent
    later = message(1, expires=None, effective=NOW + timedelta(hours=6))
    assert take(later).ends_at == NOW + timedelta(hours=30)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        *(({"status": one}, "WARNING_NOT_ACTUAL") for one in Status if one is not Status.ACTUAL),
        *(({"scope": one}, "WARNING_NOT_PUBLIC") for one in Audience if one is not Audience.PUBLIC),
        ({"expires": NOW}, "WARNING_EXPIRED"),
        ({"sent": NOW - timedelta(days=7, seconds=1)}, "WARNING_OLD"),
    ],
)
def test_what_isnt_taken(more: dict[str, Any], code: str) -> None:
    assert refusal(lambda: take(message(1, **more))) == code


def test_a_warning_for_elsewhere_is_refused_with_a_word() -> None:
    assert refusal(lambda: take(message(1), ())) == "WARNING_ELSEWHERE"


def test_an_update_that_left_the_district_or_has_expired_ends_what_it_names() -> None:
    first = take(message(1))
    names = (reference(message(1)),)
    gone = take(message(2, MessageType.UPDATE, references=names), ())
    late = take(message(2, MessageType.UPDATE, references=names, expires=NOW))
    assert (gone.state, late.state) == ("ELSEWHERE", "EXPIRED")
    for one in (gone, late):
        after = w.ended(first, one, NOW)
        assert after is not None
        assert (after.state, after.followed_by, after.version) == ("UPDATED", "M2", 2)


def test_no_test_and_no_exercise_ends_an_actual_warning() -> None:
    names = (reference(message(1)),)
    cancel = message(2, MessageType.CANCEL, references=names, status=Status.EXERCISE)
    assert refusal(lambda: take(cancel)) == "WARNING_NOT_ACTUAL"


@pytest.mark.parametrize(
    ("severity", "colour", "level"),
    [
        (Severity.EXTREME, None, 1),
        (Severity.SEVERE, None, 2),
        (Severity.MODERATE, None, 3),
        (Severity.MINOR, None, 4),
        (Severity.UNKNOWN, None, None),
        (Severity.MINOR, Colour.RED, 1),
        (Severity.UNKNOWN, Colour.ORANGE, 2),
        (Severity.UNKNOWN, Colour.YELLOW, 3),
        (Severity.EXTREME, Colour.BLUE, 4),
    ],
)
def test_the_colour_is_the_level_else_caps_own_word(
    severity: Severity, colour: Colour | None, level: int | None
) -> None:
    assert take(message(1, severity=severity, colour=colour)).level == level


def words(**more: str) -> WarningWords:
    return WarningWords(event="a", **more)


BAD: dict[str, tuple[PublishWarning, str]] = {
    "ends before it begins": (message(1, expires=NOW - timedelta(days=2)), "WARNING_SPAN"),
    "update of nothing": (message(1, MessageType.UPDATE), "WARNING_REFERENCES"),
    "cancels nothing": (message(1, MessageType.CANCEL), "WARNING_REFERENCES"),
    "itself": (
        message(1, MessageType.CANCEL, references=(reference(message(1)),)),
        "WARNING_ITSELF",
    ),
    "another sender": (
        message(1, MessageType.CANCEL, references=(reference(message(2, sender="X")),)),
        "WARNING_OTHER_SENDER",
    ),
    "a space in its number": (message(1, identifier="M 1"), "WARNING_IDENTITY"),
    "a comma in its sender": (message(1, sender="a,b"), "WARNING_IDENTITY"),
    "a long number": (message(1, identifier="M" * 151), "TOO_LONG"),
    "no words": (message(1, words=()), "WARNING_WORDS"),
    "no event": (message(1, words=(WarningWords(event=" "),)), "EMPTY"),
    "a long headline": (
        message(1, words=(words(headline="x" * 201),)),
        "TOO_LONG",
    ),
    "a long text": (message(1, words=(words(text="x" * 4001),)), "TOO_LONG"),
    "long in all": (message(1, words=4 * (words(text="x" * 4000),)), "TOO_LONG"),
    "many languages": (message(1, words=5 * (words(),)), "TOO_MANY"),
    "many areas": (message(1, areas=51 * (WarnedArea(),)), "TOO_MANY"),
    "many shapes": (message(1, areas=(WarnedArea(geocodes=201 * ("2",)),)), "TOO_MANY"),
    "many points": (message(1, areas=(WarnedArea(polygons=("1,1 " * 2001,)),)), "TOO_MANY"),
    "many references": (
        message(0, MessageType.UPDATE, references=51 * (reference(message(1)),)),
        "TOO_MANY",
    ),
    "a reference without an offset": (
        message(
            0,
            MessageType.UPDATE,
            references=(replace(reference(message(1)), sent=datetime(2026, 1, 1)),),  # noqa: DTZ001
        ),
        "NO_OFFSET",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_breaks_a_limit_is_refused_with_a_sentence(what: str) -> None:
    command, code = BAD[what]
    with pytest.raises(BadMessage) as found:
        warning_limits.check_warning(command, lambda _, __: None)
    assert found.value.code == code


class Room:
    """The messages taken so far, as `actions.warnings` keeps them."""

    def __init__(self) -> None:
        self.taken: dict[str, w.PublicWarning] = {}

    def take(self, command: PublishWarning) -> None:
        own = w.identity_of(reference(command))
        if own in self.taken:
            return
        named = {w.identity_of(one) for one in command.references}
        ends = command.message is not MessageType.ALERT
        before = next((one for one in self.taken.values() if _names(one, own)), None)
        new = w.taken(command, f"{len(self.taken) + 1:08}", HERE, before, NOW)
        self.taken[own] = new
        for identity in named & self.taken.keys() if ends else ():
            after = w.ended(self.taken[identity], new, NOW)
            if after is not None:
                self.taken[identity] = after

    def standing(self) -> set[str]:
        return {one.identifier for one in self.taken.values() if one.stands_at(NOW)}


def _names(one: w.PublicWarning, identity: str) -> bool:
    ends = one.message is not MessageType.ALERT
    return ends and identity in {w.identity_of(named) for named in one.references}


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[PublishWarning], list[PublishWarning]]:
    """Messages that name each other at random, some over already, some told twice; two orders."""
    count = draw(st.integers(1, 8))
    alerts = [message(no) for no in range(count)]
    made: list[PublishWarning] = []
    for no in range(count):
        kind = draw(st.sampled_from(list(MessageType)))
        others = [reference(one) for one in alerts if one.identifier != f"M{no}"]
        names = draw(st.lists(st.sampled_from(others), max_size=3)) if others else []
        if kind is not MessageType.ALERT and not names:
            kind = MessageType.ALERT
        over = draw(st.booleans()) and kind is MessageType.UPDATE
        more: dict[str, Any] = {"expires": NOW} if over else {}
        made.append(message(no, kind, references=tuple(names), **more))
    again = draw(st.lists(st.sampled_from(made), max_size=4))
    return draw(st.permutations(made + again)), draw(st.permutations(made + again))


@given(orders())
def test_in_whatever_order_messages_come_the_same_warnings_stand(
    both: tuple[Sequence[PublishWarning], Sequence[PublishWarning]],
) -> None:
    rooms = []
    for told in both:
        room = Room()
        for one in told:
            room.take(one)
        rooms.append(room.standing())
    named = {
        ref.identifier
        for one in both[0]
        if one.message is not MessageType.ALERT
        for ref in one.references
    }
    expected = {
        one.identifier
        for one in both[0]
        if one.message is not MessageType.CANCEL and one.expires != NOW
    } - named
    assert rooms == [expected, expected]
