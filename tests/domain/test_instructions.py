"""Instructions: whatever persons do, its words stay, it ends once, and how it stands is true."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.alerts.instructions import look_from, next_look, watch_instruction
from dashboard.domain.alerts.life import acknowledge, longest_shelf
from dashboard.domain.instructions import instructing as rules
from dashboard.domain.instructions.instructing import Subject
from dashboard.domain.instructions.instruction import About, Instruction, Standing
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    WithdrawInstruction,
    WriteInstruction,
)
from dashboard.domain.persons import Area, Person, Role
from dashboard.domain.refusals import Denied, Refused
from dashboard.domain.scope import CENTRE, Scope
from tests.domain.situations import CALENDAR
from tests.helpers.clock import MORNING
from tests.helpers.states import new_case

CHEN = Person(login="chen", name="Chen", role=Role.LEADER)
LI = Person(login="li", name="Li", role=Role.DISPATCHER)
CHIEF = Person(login="chief", name="Chief", role=Role.FOREMAN)
WATER = Person(login="water", name="Water", role=Role.UNIT, unit="U01")
PARKS = Person(login="parks", name="Parks", role=Role.UNIT, unit="D13")
AUDITOR = Person(login="he", name="He", role=Role.AUDITOR)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIRE = Subject(about=About.INCIDENT, of="NGI20261123-01", title="Fire", units=None)
CASE = Subject(about=About.CASE, of="NG20261123-0001", units=("U01",))
WRITE = WriteInstruction(about=About.INCIDENT, of=FIRE.of, words=" Move the old people. ")


def instruction(subject: Subject = FIRE, to: str = "", at: datetime = MORNING) -> Instruction:
    command = WriteInstruction(about=subject.about, of=subject.of, words="Now.", to=to)
    return rules.written(command, subject, CHEN, at, CALENDAR)


def answer(
    words: str = "Done.", *, final: bool = True, cases: tuple[str, ...] = ()
) -> AnswerInstruction:
    return AnswerInstruction(instruction="", words=words, final=final, cases=cases)


def test_an_incidents_is_answered_within_two_hours_another_by_the_next_work_days_end() -> None:
    of_fire = instruction()
    assert of_fire.due_at == MORNING + 2 * HOUR
    assert of_fire.soon_at == MORNING + 90 * MINUTE
    of_case = instruction(CASE)
    local = CALENDAR.local(of_case.due_at)
    assert (local.date() - CALENDAR.local(MORNING).date()).days == 1
    assert local.time() == CALENDAR.hours(local.date())[-1][1]


@pytest.mark.parametrize(
    ("minutes", "read", "stands"),
    [
        (0, False, Standing.UNREAD),
        (89, True, Standing.READ),
        (90, False, Standing.DUE_SOON),
        (120, True, Standing.DUE_SOON),
        (121, True, Standing.OVERDUE),
    ],
)
def test_how_it_stands_follows_from_now(minutes: int, read: bool, stands: Standing) -> None:
    one = instruction()
    one = rules.read(one, LI, MORNING) if read else one
    assert one.standing(MORNING + minutes * MINUTE) is stands


@pytest.mark.parametrize(("minutes", "stands"), [(120, "ANSWERED"), (121, "ANSWERED_LATE")])
def test_an_answer_in_the_last_instant_is_in_time(minutes: int, stands: str) -> None:
    after = rules.answered(instruction(), answer(), LI, MORNING + minutes * MINUTE)
    assert after.standing(MORNING + 99 * HOUR) == stands


def test_only_whose_it_is_may_have_to_answer_and_others_see_nothing_of_it() -> None:
    with pytest.raises(Refused) as refused:
        instruction(CASE, to="D13")
    assert refused.value.code == "INSTRUCTION_NOT_THEIRS"
    theirs, ours = instruction(CASE, to="U01"), instruction(CASE)
    case = new_case(unit="U01")
    lost = new_case(unit="D13")
    for one, who, at, sees in (
        (theirs, WATER, case, True),
        (theirs, WATER, lost, False),
        (theirs, WATER, None, False),
        (theirs, PARKS, lost, False),
        (ours, WATER, case, False),
        (ours, LI, case, True),
        (theirs, LI, None, True),
        (theirs, AUDITOR, case, True),
    ):
        assert rules.may_see(who, one, at) is sees, (who, sees)
    assert rules.may_answer(WATER, theirs, case)
    assert rules.may_answer(CHIEF, theirs, case)
    assert not rules.may_answer(LI, theirs, case)
    assert rules.may_answer(LI, ours, case)


def test_bad_words_are_refused_and_change_nothing() -> None:
    one = instruction()
    for words, code in ((" ", "WORDS_MISSING"), ("字" * 1001, "INSTRUCTION_TOO_LONG")):
        with pytest.raises(Refused) as refused:
            rules.answered(one, answer(words), LI, MORNING)
        assert refused.value.code == code
    many = tuple(f"NG{n}" for n in range(21))
    with pytest.raises(Refused) as refused:
        rules.answered(one, answer(cases=many), LI, MORNING)
    assert refused.value.code == "INSTRUCTION_MANY_CASES"
    with pytest.raises(Denied):
        rules.withdrawn(one, WithdrawInstruction(instruction="", reason="no"), CHIEF, MORNING)
    with pytest.raises(Denied):
        rules.answered(one, answer(), CHEN, MORNING)


def test_the_last_answer_that_fits_is_the_final_one() -> None:
    one = instruction()
    for _ in range(rules.ANSWERS_MAX - 1):
        one = rules.answered(one, answer(final=False), LI, MORNING)
    with pytest.raises(Refused):
        rules.answered(one, answer(final=False), LI, MORNING)
    assert not rules.answered(one, answer(), LI, MORNING).open


def test_a_late_one_cant_be_shelved_and_is_nobody_elses() -> None:
    [late] = watch_instruction(instruction(), [], MORNING + 3 * HOUR).raised
    assert (late.lamp, late.priority) == (Turn.INSTRUCTION_LATE, 1)
    with pytest.raises(Refused):
        longest_shelf(late)
    assert late.concerns(CENTRE)
    assert not late.concerns(Scope(Area.UNIT, "U01"))
    [theirs] = watch_instruction(instruction(CASE, to="U01"), [], MORNING).raised
    assert theirs.concerns(Scope(Area.UNIT, "U01"))
    assert not theirs.concerns(Scope(Area.UNIT, "D13"))
    assert (theirs.street, theirs.item, theirs.grid) == ("", None, 0)


class Instructed(RuleBasedStateMachine):
    """A leader, a dispatcher and the foreman in any order, and the timers now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.alerts: dict[str, Alert] = {}

    @initialize(wait=st.integers(0, 3))
    def write(self, wait: int) -> None:
        self.now += wait * HOUR
        self.one = instruction(at=self.now)
        self.words, self.due_at = self.one.words, self.one.due_at
        self.ended: Instruction | None = None
        self.look()

    def look(self) -> None:
        watched = watch_instruction(self.one, list(self.alerts.values()), self.now)
        for alert in (*watched.raised, *watched.back, *watched.gone):
            before = self.alerts.get(alert.key)
            assert alert.version == (before.version + 1 if before else 1)
            self.alerts[alert.key] = alert

    @rule(minutes=st.integers(1, 100), looks=st.booleans())
    def wait(self, minutes: int, looks: bool) -> None:
        due = look_from(self.one) if not looks else next_look(self.one, self.now)
        self.now += minutes * MINUTE
        if due is not None and due <= self.now:
            self.look()

    def attempt(self, after: Instruction) -> None:
        assert after.version == self.one.version + 1
        self.one = after
        self.look()

    @rule(who=st.sampled_from([CHEN, LI, CHIEF]))
    def read(self, who: Person) -> None:
        fresh = who is not CHEN and all(one.by != who.login for one in self.one.read)
        if self.one.open and fresh:
            return self.attempt(rules.read(self.one, who, self.now))
        with pytest.raises(Refused):
            rules.read(self.one, who, self.now)
        return None

    @rule(who=st.sampled_from([CHEN, LI, CHIEF]), final=st.booleans())
    def answer(self, who: Person, final: bool) -> None:
        command = answer(final=final)
        if self.one.open and who is not CHEN and (final or len(self.one.answers) < 19):
            return self.attempt(rules.answered(self.one, command, who, self.now))
        with pytest.raises(Refused):
            rules.answered(self.one, command, who, self.now)
        return None

    @rule(who=st.sampled_from([CHEN, LI]))
    def withdraw(self, who: Person) -> None:
        command = WithdrawInstruction(instruction="", reason="wrong place")
        if self.one.open and who is CHEN:
            return self.attempt(rules.withdrawn(self.one, command, who, self.now))
        with pytest.raises(Refused):
            rules.withdrawn(self.one, command, who, self.now)
        return None

    @rule()
    def acknowledge(self) -> None:
        for alert in self.alerts.values():
            if alert.open and alert.state is AlertState.RAISED:
                self.alerts[alert.key] = acknowledge(alert, "li", self.now)

    @invariant()
    def its_words_and_its_limit_stay(self) -> None:
        assert (self.one.words, self.one.due_at) == (self.words, self.due_at)

    @invariant()
    def it_ends_once_and_for_all(self) -> None:
        assert sum(answer.final for answer in self.one.answers) <= 1
        assert not (self.one.answered_at and self.one.withdrawn_at)
        if self.ended is not None:
            assert self.one == self.ended
        elif not self.one.open:
            self.ended = self.one

    @invariant()
    def one_alert_at_most_stands_and_none_of_what_has_ended(self) -> None:
        standing = [alert for alert in self.alerts.values() if alert.open]
        assert len(standing) <= 1
        if not self.one.open:
            assert standing == []

    @invariant()
    def after_a_look_a_late_one_calls(self) -> None:
        self.look()
        late = any(a.open and a.lamp is Turn.INSTRUCTION_LATE for a in self.alerts.values())
        assert late is (self.one.standing(self.now) is Standing.OVERDUE)


TestInstructed = Instructed.TestCase
TestInstructed.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
