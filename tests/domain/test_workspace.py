"""Notes, tasks and numbers of an incident: what each needs, and in any order what must hold."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dashboard.domain.incident import Incident
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.domain.situation_reports import SituationKind, SituationReport
from dashboard.domain.workspace.entering import LENGTHS, Entering
from dashboard.domain.workspace.notes import (
    AddNote,
    IncidentNote,
    StrikeNote,
    noted,
    struck_through,
)
from dashboard.domain.workspace.numbers import (
    VALUE_MAX,
    GiveNumber,
    Measure,
    SituationNumber,
    given,
    latest,
    reported,
)
from dashboard.domain.workspace.tasks import (
    AHEAD,
    SOON,
    AnswerTask,
    DropTask,
    IncidentTask,
    SetTask,
    TaskStatus,
    by_time_left,
    given_out,
    settled,
)
from tests.domain.situations import DISTRICT
from tests.helpers.clock import MORNING
from tests.helpers.states import new_incident

MINUTE = timedelta(minutes=1)
SUN = Person(login="sun", name="孙", role=Role.DUTY)
LI = Person(login="li", name="李", role=Role.DUTY_LEADER)
FIRE = new_incident(declared=True)
NO = FIRE.number
REVIEWED = replace(FIRE, reviewed_at=MORNING)
POST = next(iter(DISTRICT.posts))


def entry(number: int = 1, now: datetime = MORNING, by: Person = SUN) -> Entering:
    return Entering(f"{number:08}", by, now)


def note(incident: Incident = FIRE, **said: Any) -> IncidentNote:
    return noted(incident, AddNote(incident=NO, **({"words": "水位下降"} | said)), entry(), 0)


def task(incident: Incident = FIRE, **said: Any) -> IncidentTask:
    asked: dict[str, Any] = {
        "words": "设警戒",
        "due_at": MORNING + 60 * MINUTE,
        "unit": "U01",
    } | said
    return given_out(incident, SetTask(incident=NO, **asked), entry(), DISTRICT, 0)


def count(incident: Incident = FIRE, **said: Any) -> SituationNumber:
    there = said.pop("there", ())
    asked: dict[str, Any] = {"measure": Measure.INJURED, "value": 2, "source": "消防大队"} | said
    number = entry(len(there) + 1)
    return given(incident, GiveNumber(incident=NO, **asked), number, there)


REFUSED = [
    (lambda: note(words=" "), "WORDS_MISSING"),
    (lambda: note(words="字" * (LENGTHS["words"] + 1)), "LOG_TOO_LONG"),
    (lambda: note(at=MORNING + MINUTE), "LOG_IN_FUTURE"),
    (lambda: note(at=MORNING - timedelta(days=1, minutes=1)), "ENTRY_TOO_OLD"),
    (lambda: note(REVIEWED), "INCIDENT_REVIEWED"),
    (lambda: noted(FIRE, AddNote(incident=NO, words="x"), entry(), 500), "FILE_FULL"),
    (lambda: task(words=""), "WORDS_MISSING"),
    (lambda: task(unit=""), "NO_SUCH_OWNER"),
    (lambda: task(unit="X99"), "NO_SUCH_OWNER"),
    (lambda: task(post=POST), "NO_SUCH_OWNER"),
    (lambda: task(due_at=MORNING), "LIMIT_PASSED"),
    (lambda: task(due_at=MORNING + AHEAD + MINUTE), "LIMIT_TOO_FAR"),
    (lambda: task(REVIEWED), "INCIDENT_REVIEWED"),
    (lambda: count(source=""), "WORDS_MISSING"),
    (lambda: count(source="来" * (LENGTHS["source"] + 1)), "LOG_TOO_LONG"),
    (lambda: count(value=-1), "NO_SUCH_NUMBER"),
    (lambda: count(value=VALUE_MAX + 1), "NO_SUCH_NUMBER"),
    (lambda: count(seen="", there=(count(),)), "NUMBER_CHANGED"),
    (lambda: count(REVIEWED), "INCIDENT_REVIEWED"),
]


@pytest.mark.parametrize(("make", "code"), REFUSED)
def test_what_cannot_stand_in_a_file_is_refused(make: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == code


def test_a_late_note_has_both_times_and_is_struck_through_once() -> None:
    found = note(at=MORNING - 30 * MINUTE)
    assert (found.at, found.entered_at, found.late) == (MORNING - 30 * MINUTE, MORNING, True)
    command = StrikeNote(incident=NO, number=found.number, reason="重复")
    after = struck_through(FIRE, found, command, LI, MORNING + MINUTE)
    assert (after.words, after.struck_by, after.struck_why) == (found.words, "李", "重复")
    for other in (after, None, replace(found, incident="other")):
        with pytest.raises(Refused):
            struck_through(FIRE, other, command, SUN, MORNING + MINUTE)


def test_how_a_task_stands_follows_from_now() -> None:
    found = task()
    assert [found.status(found.due_at + step) for step in (-2 * SOON, -SOON, MINUTE)] == [
        TaskStatus.OPEN,
        TaskStatus.DUE_SOON,
        TaskStatus.LATE,
    ]
    answer = AnswerTask(incident=NO, number=found.number, answer="已设")
    for at, status in ((MORNING, "ANSWERED"), (found.due_at + MINUTE, "ANSWERED_LATE")):
        assert settled(FIRE, found, answer, LI, at).status(at) == status
    drop = DropTask(incident=NO, number=found.number, reason="不需要")
    assert settled(FIRE, found, drop, LI, MORNING).status(MORNING) is TaskStatus.DROPPED


def test_an_old_button_gets_a_sentence_that_names_who_was_first() -> None:
    answer = AnswerTask(incident=NO, number="00000001", answer="已设")
    drop = DropTask(incident=NO, number="00000001", reason="不需要")
    for first, code in ((answer, "TASK_ANSWERED"), (drop, "TASK_DROPPED")):
        after = settled(FIRE, task(), first, LI, MORNING)
        for again in (answer, drop):
            with pytest.raises(Refused) as refused:
                settled(FIRE, after, again, SUN, MORNING)
            assert (refused.value.code, refused.value.values["who"]) == (code, "李")


def test_an_open_task_of_a_reviewed_incident_may_still_be_answered() -> None:
    answer = AnswerTask(incident=NO, number="00000001", answer="已设")
    assert settled(REVIEWED, task(), answer, LI, MORNING).answer == "已设"


def test_what_nobody_has_given_is_unknown_and_an_old_value_stays() -> None:
    first = count()
    second = count(value=0, seen=first.number, there=(first,))
    assert latest([second, first]) == {Measure.INJURED: second}


def test_a_change_is_told_against_what_the_last_signed_report_could_know() -> None:
    paper = SituationReport(
        kind=SituationKind.FIRST, text="x", filed_at=MORNING, entered_at=MORNING, by="sun"
    )
    first = count()
    later = replace(count(value=5, seen=first.number, there=(first,)), entered_at=MORNING + MINUTE)
    unsigned = replace(FIRE, reports=(paper,))
    assert reported(unsigned, [first, later]) == {}
    signed = replace(FIRE, reports=(replace(paper, signed_by="li", signed_at=MORNING + MINUTE),))
    assert reported(signed, [first, later]) == {Measure.INJURED: 2}


class Workspace(RuleBasedStateMachine):
    """Any notes, tasks, numbers and a review, in any order and from stale screens."""

    def __init__(self) -> None:
        super().__init__()
        self.incident = FIRE
        self.now = MORNING
        self.entered = 0
        self.notes: dict[str, IncidentNote] = {}
        self.tasks: dict[str, IncidentTask] = {}
        self.numbers: list[SituationNumber] = []
        self.at_review: tuple[int, ...] | None = None

    def entry(self) -> Entering:
        self.entered += 1
        return entry(self.entered, self.now)

    @rule(minutes=st.integers(0, 90))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(words=st.text(max_size=3), back=st.integers(-5, 2000))
    def write(self, words: str, back: int) -> None:
        command = AddNote(incident=NO, words=words, at=self.now - back * MINUTE)
        try:
            made = noted(self.incident, command, self.entry(), len(self.notes))
        except Refused:
            return
        self.notes[made.number] = made

    @rule(which=st.integers(1, 40), why=st.sampled_from(["", "错"]))
    def strike(self, which: int, why: str) -> None:
        number = f"{which:08}"
        before = self.notes.get(number)
        command = StrikeNote(incident=NO, number=number, reason=why)
        try:
            after = struck_through(self.incident, before, command, LI, self.now)
        except Refused:
            return
        assert before is not None
        assert before.struck_at is None
        assert (after.words, after.at, after.version) == (before.words, before.at, 2)
        self.notes[number] = after

    @rule(unit=st.sampled_from(["U01", "D14", "", "X"]), minutes=st.integers(-10, 300))
    def order(self, unit: str, minutes: int) -> None:
        command = SetTask(incident=NO, words="做", due_at=self.now + minutes * MINUTE, unit=unit)
        try:
            made = given_out(self.incident, command, self.entry(), DISTRICT, len(self.tasks))
        except Refused:
            return
        self.tasks[made.number] = made

    @rule(which=st.integers(1, 40), answers=st.booleans(), words=st.sampled_from(["", "好"]))
    def settle(self, which: int, answers: bool, words: str) -> None:
        number = f"{which:08}"
        before = self.tasks.get(number)
        command = (
            AnswerTask(incident=NO, number=number, answer=words)
            if answers
            else DropTask(incident=NO, number=number, reason=words)
        )
        try:
            after = settled(self.incident, before, command, LI, self.now)
        except Refused:
            return
        assert before is not None
        assert before.open
        self.tasks[number] = after

    @rule(
        measure=st.sampled_from(Measure),
        value=st.integers(-2, 3000),
        source=st.sampled_from(["", "热力集团"]),
        stale=st.booleans(),
    )
    def count(self, measure: Measure, value: int, source: str, stale: bool) -> None:
        last = latest(self.numbers).get(measure)
        command = GiveNumber(
            incident=NO,
            measure=measure,
            value=value,
            source=source,
            seen="" if stale or last is None else last.number,
        )
        try:
            made = given(self.incident, command, self.entry(), self.numbers)
        except Refused:
            return
        assert last is None or not stale
        self.numbers.append(made)

    @rule()
    def review(self) -> None:
        if self.incident.reviewed_at is None:
            self.incident = replace(self.incident, reviewed_at=self.now)
            self.at_review = self.sizes()

    def sizes(self) -> tuple[int, ...]:
        struck = sum(one.struck_at is not None for one in self.notes.values())
        return len(self.notes), struck, len(self.tasks), len(self.numbers)

    @invariant()
    def nothing_is_added_after_the_review(self) -> None:
        assert self.at_review in (None, self.sizes())

    @invariant()
    def no_number_is_without_a_source_or_a_time(self) -> None:
        assert all(row.source and row.at <= row.entered_at <= self.now for row in self.numbers)
        assert all(0 <= row.value <= VALUE_MAX for row in self.numbers)

    @invariant()
    def a_struck_note_keeps_its_words_and_says_why(self) -> None:
        for one in self.notes.values():
            assert one.words
            assert (one.struck_at is None) == (one.struck_why == "") == (one.struck_by == "")

    @invariant()
    def a_task_has_one_owner_and_at_most_one_end(self) -> None:
        for one in self.tasks.values():
            assert bool(one.unit) != bool(one.post)
            assert one.answered_at is None or one.dropped_at is None
            assert one.open == (one.status(self.now) in ("OPEN", "DUE_SOON", "LATE"))
        ahead = by_time_left(self.tasks.values())
        assert [one.due_at for one in ahead] == sorted(one.due_at for one in ahead)


TestWorkspace = Workspace.TestCase
TestWorkspace.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
