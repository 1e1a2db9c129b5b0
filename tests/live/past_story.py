"""Stories that remember what was shown, for comparison with what the journal says of it later."""

import itertools
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import select

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.unit import Urgency
from dashboard.live.past import make
from dashboard.store import tables
from tests.helpers.centre import Centre
from tests.helpers.messages import message
from tests.helpers.pictures import catch_up, counted, portrait
from tests.live.ways import LIFE, WAYS, command

UNITS = st.sampled_from(["U01", "D13", "S08"])
WHICH = st.integers(0, 3)
WHY = "理由"
# Acts that end a case or undo its end make the past hard to reconstruct.
DESK: Mapping[str, Callable[[str, str], CentreCommand]] = {
    "close": lambda case, _: d.Close(case=case, reason=WHY, no_reply=WHY),
    "reopen": lambda case, _: d.Reopen(case=case, reason=WHY),
    "void": lambda case, _: d.ProposeVoid(case=case, reason=WHY),
    "reject": lambda case, _: d.ProposeReject(case=case, code=d.RejectReason.NO_FACTS, reason=WHY),
    "agree": lambda case, _: d.DecideProposal(case=case, agreed=True, reason=WHY),
    "merge": lambda case, other: d.Merge(case=case, into=other, reason=WHY),
    "unmerge": lambda case, _: d.Unmerge(case=case, reason=WHY),
    "agree to suspend": lambda case, _: d.DecideSuspension(case=case, agreed=True, reason=WHY),
    "resume": lambda case, _: d.Resume(case=case, reason=WHY),
    "comment": lambda case, _: d.Comment(case=case, words=WHY),
    "child": lambda case, _: d.SpawnChild(case=case, item="0102", text=WHY, blocking=False),
    "escalate": lambda case, _: p.EscalateIncident(case=case, kind=c.IncidentKind.ACCIDENT),
    "supervise": lambda case, _: p.Supervise(case=case, level=1, words=WHY),
}
MINUTES = (0.0001, 0.2, 1, 31, 200, 400, 1_000, 1_500, 8_000)
A_MOMENT_S = 0.001


class PastStory(RuleBasedStateMachine):
    """A centre whose clock only goes forward, and what was shown at some instants."""

    def __init__(self, centre: Centre) -> None:
        super().__init__()
        self.centre = centre
        self.ids = itertools.count()
        self.say(*(c.ReportCase(item="0101", grid=1, urgency=u) for u in Urgency))
        self.follower = centre.follower()
        self.shown: dict[int, dict[str, Any]] = {}

    def say(self, *commands: c.Command) -> None:
        self.centre.settle(*(message(next(self.ids), command) for command in commands))

    def keys(self, kind: str) -> list[str]:
        table = {"case": tables.cases, "incident": tables.incidents}[kind]
        query = select(table.c.number).where(table.c.district == self.centre.district)
        with self.centre.system.reader.connect() as connection:
            return sorted(connection.execute(query).scalars())

    def some_case(self, which: int) -> str:
        numbers = self.keys("case")
        return numbers[which % len(numbers)]

    def act(self, command: CentreCommand, by: str = "dispatcher") -> None:
        handle(self.centre.system, command, by=by)
        self.centre.tell()

    @rule(grid=st.sampled_from([1, 206]), urgency=st.sampled_from([None, *Urgency]))
    def somebody_reports(self, grid: int, urgency: Urgency | None) -> None:
        self.say(c.ReportCase(grid=grid, urgency=urgency, item="0101", text="路灯不亮了"))

    @rule(which=WHICH, unit=UNITS, steps=st.sampled_from([2, 4, 5, 5]))
    def a_case_goes_its_way(self, which: int, unit: str, steps: int) -> None:
        number, now = self.some_case(which), self.centre.clock()
        self.say(*(command(name, number, unit, now) for name in LIFE[:steps]))

    @rule(which=WHICH, unit=UNITS, names=st.lists(st.sampled_from(WAYS), min_size=1, max_size=3))
    def a_case_goes_any_way(self, which: int, unit: str, names: list[str]) -> None:
        number, now = self.some_case(which), self.centre.clock()
        self.say(*(command(name, number, unit, now) for name in names))

    @rule(which=WHICH, other=WHICH, name=st.sampled_from(sorted(DESK)), by=st.booleans())
    def a_person_acts(self, which: int, other: int, name: str, by: bool) -> None:
        command = DESK[name](self.some_case(which), self.some_case(other))
        self.act(command, "foreman" if by else "foreman2")

    @rule(which=WHICH, by=st.booleans(), name=st.sampled_from(sorted(DESK)), other=WHICH)
    def somebody_thinks_better_of_it(self, which: int, by: bool, name: str, other: int) -> None:
        """An act, a look at its result, and the undo."""
        self.a_person_acts(which, other, name, by)
        self.somebody_looks()
        number, who = self.some_case(which), "foreman" if by else "foreman2"
        self.centre.clock.move(seconds=1)
        self.act(d.Undo(case=number, version=self.centre.case(number).version), who)

    @rule(unit=UNITS, on_duty=st.integers(0, 9))
    def a_unit_and_an_incident_are_heard_of(self, unit: str, on_duty: int) -> None:
        incident = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="燃气泄漏", grid=310)
        self.say(c.SetCapacity(unit=unit, on_duty=on_duty), incident)

    @rule(
        which=WHICH,
        declaration=st.sampled_from([p.DismissIncident, p.EndIncident, p.ConfirmIncident]),
    )
    def an_incident_goes_on(self, which: int, declaration: Any) -> None:
        for number in self.keys("incident")[which : which + 1]:
            more = {"level": 2} if declaration is p.ConfirmIncident else {}
            self.act(declaration(incident=number, reason=WHY, **more))

    @rule(which=WHICH, minutes=st.sampled_from([None, 20]))
    def an_alert_is_known(self, which: int, minutes: int | None) -> None:
        for key in sorted(self.follower.picture.alerts)[which : which + 1]:
            until = self.centre.clock() + timedelta(minutes=minutes or 0)
            shelved = p.ShelveAlert(alert=key, until=until)
            self.act(shelved if minutes else p.AcknowledgeAlert(alert=key))

    @rule(minutes=st.sampled_from(MINUTES))
    def time_passes(self, minutes: float) -> None:
        self.centre.clock.move(minutes=minutes)

    @rule()
    def deadlines_ring(self) -> None:
        self.centre.ring_deadlines()
        self.centre.tell()

    @rule()
    def somebody_looks(self) -> None:
        """Remembers what a following screen shows; whatever happens next is later."""
        catch_up(self.centre, self.follower)
        now_ms = self.centre.system.now_ms()
        fresh = portrait(self.centre.follower().picture)
        assert counted(self.follower.picture).items() <= fresh.items()
        self.shown[now_ms] = fresh
        self.centre.clock.move(seconds=A_MOMENT_S)

    def teardown(self) -> None:
        """Whatever has happened since, the past is still as it was shown."""
        for then_ms, shown in self.shown.items():
            assert portrait(make(self.centre.system, then_ms).picture) == shown
        self.centre.__exit__()
