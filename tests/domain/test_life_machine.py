"""Any commands on cases in any order: their records stay consistent.

Several cases at once, with every command of the desk and of the inbox. What each unit has used of
its time is also counted without the rules, stretch by stretch.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.case import Case, CaseState
from dashboard.domain.life import (
    Circumstances,
    Spot,
    check,
    decide,
    next_version,
    open_case,
    owner,
    possible,
)
from dashboard.domain.life.children import spawn
from dashboard.domain.life.clocks import HANDLING
from dashboard.domain.life.escalating import escalated
from dashboard.domain.life.merging import merge, unmerge
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import LimitUnit
from layouts.words import WORDS
from tests.domain.life_fairness import is_fair, waits_for_nobody_alone
from tests.domain.life_steps import (
    GIVING,
    MOVING,
    NUMBERS,
    PEOPLE,
    PICK,
    SOLE,
    any_command,
    next_step,
    side_step,
)
from tests.domain.situations import (
    CALENDAR,
    CRITICAL,
    DISTRICT,
    GRID,
    LEADER,
    LONG,
    PLAIN,
    SOMEBODY,
)
from tests.helpers.clock import MORNING
from tests.helpers.exhaustive import PROVE

S = CaseState
NEVER_CHANGES = ("number", "grid", "street", "community", "text", "channel", "reported_at")
ONLY_GROWS = ("rework_count", "return_count", "extensions")
INSTANTS = ("filed_at", "dispatched_at", "acknowledged_at", "fed_back_at", "verified_at")
Stretches = Counter[tuple[str, LimitUnit]]
LEADING = Person(login="chen", name="陈", role=Role.LEADER)


class Life(RuleBasedStateMachine):
    """Some cases, which get any commands."""

    @initialize()
    def begin(self) -> None:
        self.now = MORNING
        self.cases: dict[str, Case] = {}
        self.used: dict[str, Stretches] = {}
        self.since: dict[str, datetime] = {}

    def at(self, by: str = "li", number: str = "", *, leads: bool = False) -> Circumstances:
        spot = Spot(GRID, None, None, "")
        person = LEADING if leads else None
        others = dict(self.cases)
        return Circumstances(self.now, DISTRICT, CALENDAR, number, spot, by, person, others)

    @rule(
        item=st.sampled_from([None, PLAIN, PLAIN, CRITICAL, LONG]),
        known=st.booleans(),
        steps=st.integers(0, 5),
    )
    def report(self, item: str | None, known: bool, steps: int) -> None:
        """Adds a case that has already made some steps."""
        if len(self.cases) < len(NUMBERS):
            told = c.ReportCase(
                item=item, text="楼下堆了很多东西", grid=GRID, reporter=SOMEBODY if known else None
            )
            self.keep(open_case(told, self.at(number=NUMBERS[len(self.cases)])))
            for _ in range(steps):
                self.go_on(len(self.cases) - 1)

    @rule()
    def settle_alone(self) -> None:
        if len(self.cases) < len(NUMBERS):
            told = c.SelfResolve(item=PLAIN, grid=GRID, by=LEADER, result="已处理")
            self.keep(open_case(told, self.at(LEADER, NUMBERS[len(self.cases)])))

    @rule(wait=st.timedeltas(timedelta(0), timedelta(days=5)))
    def wait(self, wait: timedelta) -> None:
        self.now += wait

    def pick(self, pick: int) -> Case | None:
        """One of the cases, for any drawn number; None as long as there is none."""
        return list(self.cases.values())[pick % len(self.cases)] if self.cases else None

    @rule(pick=PICK, command=st.one_of([any_command(k) for k in SOLE]), by=PEOPLE)
    def ask_anything(self, pick: int, command: Any, by: str) -> None:
        before = self.pick(pick)
        if before is not None:
            self.ask(before, replace(command, case=before.number), by)

    @rule(pick=PICK, data=st.data(), by=PEOPLE, leads=st.booleans())
    def ask_what_is_possible(self, pick: int, data: Any, by: str, leads: bool) -> None:
        before = self.pick(pick)
        if before is None:
            return
        at = self.at(by, leads=leads)
        kinds = [kind for kind in MOVING if possible(before, kind, at) is None]
        if not kinds:
            return
        command = data.draw(st.sampled_from(kinds).flatmap(any_command))
        if before.unit and hasattr(command, "unit") and not isinstance(command, GIVING):
            command = replace(command, unit=before.unit)
        self.ask(before, replace(command, case=before.number), by, leads=leads)

    def ask(self, before: Case, command: Any, by: str, *, leads: bool = False) -> None:
        at = self.at(by, leads=leads)
        stands = possible(before, type(command), at)
        try:
            after = decide(before, command, at)
        except Refused as refused:
            self.said(refused)
            assert self.cases[before.number] is before
        else:
            assert stands is None
            self.changed(before, after, command, by)

    @rule(pick=PICK, agreed=st.booleans())
    def turn_aside(self, pick: int, agreed: bool) -> None:
        before = self.pick(pick)
        command = side_step(before, self.now, agreed) if before else None
        if before is not None and command is not None:
            self.ask(before, command, f"who does {command}")

    @rule(pick=PICK)
    def step(self, pick: int) -> None:
        self.go_on(pick)

    def go_on(self, pick: int) -> None:
        """The usual next step; it is only refused because of open children."""
        before = self.pick(pick)
        command = next_step(before) if before else None
        if before is None or command is None:
            return
        try:
            after = decide(before, command, self.at(f"who does {command}"))
        except Refused as refused:
            assert refused.code == "CHILDREN_OPEN"  # noqa: PT017 - the one that may be
        else:
            self.changed(before, after, command, "somebody")

    @rule(one=PICK, other=PICK)
    def merge(self, one: int, other: int) -> None:
        case, into = self.pick(one), self.pick(other)
        if case and into:
            command = d.Merge(case=case.number, into=into.number)
            self.together(command, lambda at: merge(case, into, command, at), case, into)

    @rule(pick=PICK)
    def unmerge(self, pick: int) -> None:
        case = self.pick(pick)
        master = self.cases.get((case and case.links.merged_into) or "")
        if case and master:
            command = d.Unmerge(case=case.number, reason="不是同一处")
            self.together(command, lambda at: unmerge(case, master, at), case, master)

    @rule(pick=PICK, command=any_command(d.SpawnChild))
    def spawn(self, pick: int, command: d.SpawnChild) -> None:
        case = self.pick(pick)
        if case is None or len(self.cases) >= len(NUMBERS):
            return
        number = NUMBERS[len(self.cases)]
        try:
            check(case, d.SpawnChild, self.at())
            parent, child = spawn(case, command, self.at(number=number))
        except Refused as refused:
            self.said(refused)
        else:
            self.changed(case, next_version(parent, case), command, "li")
            self.keep(child)

    @rule(pick=PICK, seldom=st.integers(0, 6))
    def escalate(self, pick: int, seldom: int) -> None:
        case = self.pick(pick)
        if seldom == 1 and case and possible(case, p.EscalateIncident, self.at()) is None:
            after = next_version(escalated(case, "NGI20261123-01", self.at()), case)
            self.changed(case, after, p.EscalateIncident(case=case.number), "li")
            assert case.due_at is None or (after.due_at and after.due_at <= case.due_at)

    # What must hold ------------------------------------------------------------------------

    def together(self, command: Any, do: Any, case: Case, other: Case) -> None:
        try:
            check(case, type(command), self.at())
            one, two = do(self.at())
        except Refused as refused:
            self.said(refused)
        else:
            self.changed(case, next_version(one, case), command, "li")
            self.changed(other, next_version(two, other), command, "li")

    def said(self, refused: Refused) -> None:
        """A refusal is a sentence, also in both languages of the screens."""
        assert refused.words.endswith(".")
        for sentence in WORDS[f"refusal.{refused.code}"]:
            sentence.format(**refused.values)

    def keep(self, case: Case) -> None:
        self.cases[case.number] = case
        self.used[case.number] = Counter()
        self.since[case.number] = self.now

    def changed(self, before: Case, after: Case, command: Any, by: str) -> None:
        number = before.number
        assert after.version == before.version + 1
        if not before.open:
            assert after.open is isinstance(command, d.Reopen | d.Unmerge)
        for name in NEVER_CHANGES:
            assert getattr(after, name) == getattr(before, name)
        for name in ONLY_GROWS:
            assert getattr(after, name) >= getattr(before, name)
        is_fair(before, after, command, by, self.now)
        if before.state in HANDLING and before.unit and before.limit:
            clock = before.limit.unit
            self.used[number][before.unit, clock] += CALENDAR.counted(
                self.since[number], self.now, clock
            )
        self.since[number] = self.now
        self.cases[number] = after

    @invariant()
    def no_time_counts_twice_and_none_is_lost(self) -> None:
        for number, case in self.cases.items():
            known: Stretches = Counter({(one.unit, one.clock): one.ms for one in case.spent})
            used = Counter(self.used[number])
            if case.state in HANDLING and case.unit and case.limit and case.stage_at:
                clock = case.limit.unit
                known[case.unit, clock] += CALENDAR.counted(case.stage_at, self.now, clock)
                used[case.unit, clock] += CALENDAR.counted(self.since[number], self.now, clock)
            assert +known == +used

    @invariant()
    def every_open_case_has_one_owner_and_a_clock(self) -> None:
        for case in self.cases.values():
            held = owner(case)
            assert (held is not None) == case.open == (case.closed_at is None)
            if held is None:
                continue
            assert held.key or held.seat not in ("UNIT", "GRID", "STATION")
            if case.state is S.SUSPENDED:
                assert case.suspension
                assert case.clock is None
                continue
            assert case.clock
            assert case.case_due_at
            assert case.clock.amber_at <= case.clock.due_at < case.clock.severe_at

    @invariant()
    def no_case_waits_for_one_person_alone(self) -> None:
        for case in self.cases.values():
            if case.open:
                waits_for_nobody_alone(case, self.at())

    @invariant()
    def every_record_makes_sense(self) -> None:
        for case in self.cases.values():
            assert case.state in (S.VOIDED, S.MERGED) or case.unit is None or case.dispatched_at
            for name in INSTANTS:
                instant = getattr(case, name)
                assert instant is None or case.reported_at <= instant <= self.now
            master = case.links.merged_into
            assert (case.state is S.MERGED) == (master is not None)
            assert master is None or case.number in self.cases[master].links.merged
            if case.state is S.CLOSED:
                assert case.tier_resolved
                assert not [no for no in case.links.blocking if self.cases[no].open]


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=1_000 if PROVE else 100, stateful_step_count=50)
