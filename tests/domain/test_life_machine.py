"""Whatever is asked of a case, in whatever order: its record stays one that makes sense."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dashboard.domain.case import UNASSIGNED, Case, CaseState
from dashboard.domain.commands import CaseCommand, ReportCase, SelfResolve, Verify
from dashboard.domain.life import RULES, decide
from dashboard.domain.refusals import Refused
from tests.domain.situations import (
    ACKNOWLEDGE,
    CRITICAL,
    DIRECT,
    FEED_BACK,
    LEADER,
    LONG,
    NO,
    OTHER_UNIT,
    PASS,
    PLAIN,
    SOLVED,
    UNIT,
    circumstances,
    reported,
)
from tests.domain.values import WRITABLE, any_of
from tests.helpers.clock import MORNING

PEOPLE = st.sampled_from([LEADER, "station", UNIT, OTHER_UNIT])
BY_NAME = {
    "case": st.just(NO),
    "unit": st.sampled_from([UNIT, OTHER_UNIT]),
    "by": PEOPLE,
    "item": st.sampled_from([PLAIN, CRITICAL, LONG]),
    "until": st.timedeltas(timedelta(0), timedelta(days=200)).map(lambda wait: MORNING + wait),
}
NEXT: dict[CaseState, Any] = {
    CaseState.REPORTED: replace(DIRECT, item=PLAIN),
    CaseState.FILED: DIRECT,
    CaseState.DISPATCHED: ACKNOWLEDGE,
    CaseState.PROCESSING: FEED_BACK,
    CaseState.FEEDBACK: replace(PASS, by="somebody"),
    CaseState.VERIFIED: SOLVED,
}
NEVER_CHANGES = ("number", "grid", "street", "community", "text", "channel", "reported_at")
ONLY_GROWS = ("rework_count", "return_count")
INSTANTS = ("filed_at", "dispatched_at", "acknowledged_at", "fed_back_at", "verified_at")


def any_command(kind: type) -> st.SearchStrategy[CaseCommand]:
    """Any of this kind; units, people, items and times are such as may mean something."""
    hints = get_type_hints(kind)
    fields = {name: any_of(hint, WRITABLE) for name, hint in hints.items()}
    fields |= {name: BY_NAME[name] for name in hints.keys() & BY_NAME.keys()}
    return st.builds(kind, **fields)


class Life(RuleBasedStateMachine):
    """One case, asked anything."""

    @initialize(item=st.sampled_from([None, PLAIN, CRITICAL, LONG]), by=PEOPLE, known=st.booleans())
    def begin(self, item: str | None, by: str, known: bool) -> None:
        settled = item == PLAIN and by == LEADER
        fields: dict[str, Any] = {"item": item, "text": "楼下堆了很多东西"}
        fields |= {} if known else {"reporter": None}
        fields |= {"by": by, "result": "已处理"} if settled else {}
        self.case = reported(SelfResolve if settled else ReportCase, **fields)
        self.now = MORNING

    @rule(wait=st.timedeltas(timedelta(0), timedelta(days=5)))
    def wait(self, wait: timedelta) -> None:
        self.now += wait

    @rule(command=st.one_of([any_command(kind) for kind in get_args(CaseCommand) if kind in RULES]))
    def ask(self, command: CaseCommand) -> None:
        before = self.case
        try:
            self.case = decide(before, command, circumstances(self.now))
        except Refused as refused:
            assert refused.words.endswith(".")  # noqa: PT017 - most are refused, and may be
        else:
            self.compare(before, command)

    @rule()
    def go_on(self) -> None:
        """The usual next step, with the unit that has the case; it is never refused."""
        command = NEXT.get(self.case.state)
        if command:
            if self.case.unit and hasattr(command, "unit"):
                command = replace(command, unit=self.case.unit)
            before = self.case
            self.case = decide(before, command, circumstances(self.now))
            self.compare(before, command)

    def compare(self, before: Case, command: CaseCommand) -> None:
        after = self.case
        assert before.open
        assert after.version == before.version + 1
        for name in NEVER_CHANGES:
            assert getattr(after, name) == getattr(before, name)
        for name in ONLY_GROWS:
            assert getattr(after, name) >= getattr(before, name)
        if isinstance(command, Verify):
            assert command.by not in (before.unit, before.self_resolved_by)

    @invariant()
    def the_record_makes_sense(self) -> None:
        case = self.case
        assert case.open == (case.closed_at is None)
        assert (case.unit is None) or case.state not in UNASSIGNED
        if case.state in (CaseState.DISPATCHED, CaseState.PROCESSING):
            assert case.unit
        assert case.amber_at
        assert case.due_at
        assert case.severe_at
        assert case.amber_at < case.due_at < case.severe_at
        for name in INSTANTS:
            instant = getattr(case, name)
            assert instant is None or case.reported_at <= instant <= self.now


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=40)
