"""Shifts: whatever officers do, somebody is accountable and no signed sheet changes."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dashboard.domain.duty.open_points import OpenPoint, PointKind
from dashboard.domain.duty.shifts import (
    ACCEPT_WITHIN,
    LINES_MAX,
    WORD_MAX,
    Shift,
    acknowledged,
    begun,
    offered,
    taken_over,
    waiting,
    withdrawn,
)
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from tests.helpers.clock import MORNING

OFFICERS = [Person(login=name, name=name.title(), role=Role.DUTY) for name in ("sun", "li", "zhou")]
SUN, LI, ZHOU = OFFICERS
CHIEF = Person(login="chief", name="Chief", role=Role.FOREMAN)
PEOPLE = [*OFFICERS, CHIEF]
MINUTE = timedelta(minutes=1)
WHO = st.sampled_from(PEOPLE)


def lines(count: int) -> tuple[OpenPoint, ...]:
    return tuple(
        OpenPoint(kind=PointKind.SUSPECTED, of=f"NGI{n}", since=MORNING) for n in range(count)
    )


def offer(count: int = 2, word: str = "") -> Shift:
    return offered(begun("1", SUN, MORNING), word, lines(count), SUN, MORNING + MINUTE)


def read(shift: Shift, by: Person) -> Shift:
    assert shift.handover is not None
    for line in shift.handover.lines:
        shift = acknowledged(shift, line.key, by)
    return shift


def test_the_next_shift_begins_when_both_have_signed_and_in_the_same_instant() -> None:
    ended, after = taken_over(read(offer(), LI), "2", LI, MORNING + 5 * MINUTE)
    assert (ended.ended_at, ended.taken_by) == (after.began_at, "li")
    assert (after.officer, after.version, after.handover) == ("li", 1, None)
    assert ended.handover is not None
    assert ended.handover.offered_by == "sun"


def test_without_each_line_nobody_takes_over_and_nobody_signs_what_another_has_read() -> None:
    half = acknowledged(offer(), offer().handover.lines[0].key, LI)  # type: ignore[union-attr]
    for shift, by, n in ((offer(), LI, 2), (half, LI, 1), (read(offer(), LI), ZHOU, 2)):
        with pytest.raises(Refused) as refused:
            taken_over(shift, "2", by, MORNING)
        assert (refused.value.code, refused.value.values["n"]) == ("LINES_UNSEEN", n)


def test_an_empty_sheet_needs_the_signature_alone() -> None:
    ended, _ = taken_over(offer(0), "2", LI, MORNING + 2 * MINUTE)
    assert ended.handover is not None
    assert ended.handover.incoming == "li"


def test_an_offered_handover_waits_at_the_duty_desk_for_so_long() -> None:
    [line] = waiting(offer())
    assert line.due_at == MORNING + MINUTE + ACCEPT_WITHIN
    assert waiting(begun("1", SUN, MORNING)) == []
    assert waiting(withdrawn(offer(), SUN)) == []
    assert waiting(taken_over(offer(0), "2", LI, MORNING)[0]) == []
    assert waiting(None) == []


def test_a_sheet_has_its_limits() -> None:
    assert offer(LINES_MAX + 3).handover.left_out == 3  # type: ignore[union-attr]
    with pytest.raises(Refused) as refused:
        offer(1, "字" * (WORD_MAX + 1))
    assert refused.value.code == "WORD_TOO_LONG"


def test_for_an_officer_who_cant_sign_the_foreman_does_with_the_reason() -> None:
    running = begun("1", SUN, MORNING)
    for who, word, code in ((LI, "ill", "NOT_YOUR_SHIFT"), (CHIEF, " ", "STAND_IN_WHY")):
        with pytest.raises(Refused) as refused:
            offered(running, word, lines(1), who, MORNING + MINUTE)
        assert refused.value.code == code
    signed = offered(running, "ill", lines(1), CHIEF, MORNING + MINUTE)
    assert signed.handover is not None
    assert (signed.handover.offered_by, signed.handover.offered_name) == ("chief", "Chief")
    assert offer().handover.offered_name == ""  # type: ignore[union-attr]
    for who in (SUN, CHIEF):  # nobody signs on both sides, and the ill officer takes nothing over
        assert withdrawn(signed, who).handover is None
        with pytest.raises(Refused) as refused:
            read(signed, who)
        assert refused.value.code == "OWN_HANDOVER"
    ended, after = taken_over(read(signed, LI), "2", LI, MORNING + 2 * MINUTE)
    assert (ended.officer, ended.taken_by, after.officer) == ("sun", "li", "li")


class Officers(RuleBasedStateMachine):
    """Three officers and the foreman give any commands."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.shifts: list[Shift] = []
        self.signed: dict[str, Shift] = {}

    @initialize(who=WHO)
    def begin(self, who: Person) -> None:
        self.shifts.append(begun("1", who, self.now))

    @property
    def on_duty(self) -> Shift:
        return self.shifts[-1]

    def put(self, after: Shift) -> None:
        assert after.version == self.on_duty.version + 1
        self.shifts[-1] = after

    @rule(minutes=st.integers(1, 60))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(who=WHO, count=st.integers(0, 3), word=st.sampled_from(["", "ill"]))
    def offer(self, who: Person, count: int, word: str = "") -> None:
        mine = who.login == self.on_duty.officer
        may = mine or (who is CHIEF and word != "")
        allowed = may and self.on_duty.handover is None
        self.attempt(allowed, lambda: offered(self.on_duty, word, lines(count), who, self.now))

    @property
    def signed_by(self) -> set[str]:
        """Who is on the outgoing side of the sheet."""
        sheet = self.on_duty.handover
        return {self.on_duty.officer} | ({sheet.offered_by} if sheet else set())

    @rule(who=WHO)
    def withdraw(self, who: Person) -> None:
        allowed = who.login in self.signed_by and self.on_duty.handover is not None
        self.attempt(allowed, lambda: withdrawn(self.on_duty, who))

    @precondition(lambda self: self.on_duty.handover is not None)
    @rule(who=WHO, at=st.integers(0, 3))
    def acknowledge(self, who: Person, at: int) -> None:
        sheet = self.on_duty.handover
        assert sheet is not None
        keys = [line.key for line in sheet.lines]
        key = keys[at] if at < len(keys) else "none"
        seen = sheet.seen if sheet.incoming == who.login else ()
        allowed = who.login not in self.signed_by and key in keys and key not in seen
        self.attempt(allowed, lambda: acknowledged(self.on_duty, key, who))

    @precondition(lambda self: self.on_duty.handover is not None)
    @rule(who=WHO)
    def take(self, who: Person) -> None:
        sheet = self.on_duty.handover
        assert sheet is not None
        mine = sheet.incoming == who.login or not sheet.lines
        allowed = who.login not in self.signed_by and mine and not sheet.unseen
        try:
            ended, after = taken_over(self.on_duty, str(len(self.shifts) + 1), who, self.now)
        except Refused:
            assert not allowed
            return
        assert allowed
        self.put(ended)
        self.signed[ended.number] = ended
        self.shifts.append(after)

    def attempt(self, allowed: bool, act: object) -> None:
        try:
            after = act()  # type: ignore[operator]
        except Refused:
            assert not allowed
            return
        assert allowed
        self.put(after)

    @invariant()
    def no_instant_is_without_an_officer(self) -> None:
        for before, after in pairwise(self.shifts):
            assert before.ended_at == after.began_at
        assert all(shift.ended_at is None for shift in self.shifts[-1:])

    @invariant()
    def what_is_signed_never_changes(self) -> None:
        for shift in self.shifts[:-1]:
            assert self.signed[shift.number] == shift
            for act in (
                lambda shift=shift: withdrawn(shift, PEOPLE[0]),
                lambda shift=shift: acknowledged(shift, "x", PEOPLE[1]),
                lambda shift=shift: taken_over(shift, "9", PEOPLE[2], self.now),
            ):
                assert refused_as(act) == "SHIFT_OVER"


def refused_as(act: object) -> str:
    try:
        act()  # type: ignore[operator]
    except Refused as refused:
        return refused.code
    return ""


TestOfficers = Officers.TestCase
TestOfficers.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_the_machine_reaches_a_second_shift() -> None:
    """Otherwise its invariants would prove nothing."""
    room = Officers()
    room.begin(SUN)
    room.offer(SUN, 1)
    room.acknowledge(LI, 0)
    room.take(LI)
    at: datetime | None = room.shifts[0].ended_at
    assert (len(room.shifts), at) == (2, MORNING)
    room.what_is_signed_never_changes()
