"""Everything that may happen to a centre and to its followers, in any order."""

import itertools
from contextlib import suppress
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import oversight_commands as p
from dashboard.domain.persons import Area
from dashboard.domain.scope import CENTRE, Scope
from dashboard.domain.screens import Profile
from dashboard.domain.unit import Urgency
from dashboard.live.follower import Follower
from dashboard.store import journal, proximity, samples, tables
from dashboard.store.samples import Sample
from dashboard.streams import changes
from tests.helpers.centre import Centre
from tests.helpers.killing import Killed, kill_after, kill_before
from tests.helpers.messages import message, report
from tests.helpers.pictures import catch_up, counted, portrait, recount
from tests.live.live_screens import WALLS, LiveScreens
from tests.live.slow import SlowWriter
from tests.live.ways import LIFE, WAYS, command

FOLLOWERS_MAX = 3
# Greater than any version.
GONE = 1 << 62
UNITS = st.sampled_from(["U01", "D13", "S08"])
WHICH = st.integers(0, 4)
SCOPES = st.sampled_from(
    [CENTRE, Scope(Area.STREET, "S08"), Scope(Area.UNIT, "U01"), Scope(Area.GRID, "206")]
)
HELD = st.sampled_from([False, False, True])
# Also backwards, as a wrong time server would set it: a little, or an hour.
MINUTES = (0.02, 1, 31, 200, 400, 1_000, 1_500, 8_000, -0.05, -60)
STREAM_FAULTS = ("trimmed", "deleted", "holed", "emptied")
DEATHS = {
    "before chaining": lambda patch: kill_before(patch, journal, "_chain"),
    "chained, not committed": lambda patch: kill_after(patch, journal, "_chain"),
    "committed, not published": lambda patch: kill_before(patch, changes, "publish"),
    "announced, not appended": lambda patch: kill_before(patch, changes, "_append"),
    "published, not remembered": lambda patch: kill_after(patch, changes, "publish"),
}


def versions(centre: Centre) -> dict[str, int]:
    """The version of every case by SQL; closed ones are `GONE`."""
    t = tables.cases.c
    query = select(t.number, t.version, t.is_open).where(t.district == centre.district)
    with centre.system.reader.connect() as connection:
        rows = connection.execute(query).all()
    return {row.number: row.version if row.is_open else GONE for row in rows}


def kept(centre: Centre) -> Sample:
    """Stores this minute's figures, as the timers do."""
    system, now = centre.system, centre.clock()
    with system.reader.connect() as connection:
        return samples.take(connection, system.district, now, system.day_start(now))


class Story(RuleBasedStateMachine):
    """A centre, screens that follow it, and what each of them has shown so far."""

    def __init__(self, centre: Centre) -> None:
        super().__init__()
        self.centre = centre
        self.waiting: list[bytes] = []
        self.sent: list[bytes] = []
        self.ids = itertools.count()
        self.followers: list[Follower] = []
        self.shown: dict[int, dict[str, int]] = {}
        self.screens: dict[int, LiveScreens] = {}
        self.slow = SlowWriter(centre.system)
        self.a_screen_starts()
        self.say(*(c.ReportCase(item="0101", grid=1, urgency=u) for u in Urgency), held=False)

    # Messages ------------------------------------------------------------------------------

    def say(self, *commands: c.Command, held: bool) -> None:
        """Sends them at once, or holds them back: see `messages_arrive`."""
        said = [message(next(self.ids), command) for command in commands]
        if held:
            self.waiting += said
        else:
            self.arrive(said)

    def arrive(self, came: list[bytes]) -> None:
        self.sent += came
        self.centre.send(*came)
        self.centre.take_in()

    def some_case(self, which: int) -> str:
        numbers = self.centre.numbers()
        return numbers[which % len(numbers)] if numbers else "NG20261123-0001"

    @rule(
        grid=st.sampled_from([1, 206, 310]),
        count=st.integers(1, 4),
        urgency=st.sampled_from([None, *Urgency]),
        item=st.sampled_from(["0101", None]),
        reporter=st.sampled_from([None, c.Reporter("王", "13900000000")]),
        held=HELD,
    )
    def somebody_reports(
        self,
        *,
        grid: int,
        count: int,
        urgency: Urgency | None,
        item: str | None,
        reporter: c.Reporter | None,
        held: bool,
    ) -> None:
        what = c.ReportCase(
            grid=grid, urgency=urgency, item=item, reporter=reporter, text="路灯不亮了，晚上很黑"
        )
        self.say(*[what] * count, held=held)

    @rule(which=WHICH, unit=UNITS, steps=st.sampled_from([2, 4, 5, 5]), held=HELD)
    def a_case_goes_its_way(self, which: int, unit: str, steps: int, held: bool) -> None:
        number, now = self.some_case(which), self.centre.clock()
        self.say(*(command(name, number, unit, now) for name in LIFE[:steps]), held=held)

    @rule(which=WHICH, unit=UNITS, names=st.lists(st.sampled_from(WAYS), min_size=1, max_size=4))
    def a_case_goes_any_way(self, which: int, unit: str, names: list[str]) -> None:
        number, now = self.some_case(which), self.centre.clock()
        self.say(*(command(name, number, unit, now) for name in names), held=True)

    @rule(unit=UNITS, on_duty=st.integers(0, 9), held=HELD)
    def a_unit_and_an_incident_are_heard_of(self, unit: str, on_duty: int, held: bool) -> None:
        incident = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="燃气泄漏", grid=310)
        self.say(c.SetCapacity(unit=unit, on_duty=on_duty), incident, held=held)

    @precondition(lambda self: self.waiting)
    @rule(disorder=st.integers(0, 3), again=st.integers(0, 3))
    def messages_arrive(self, disorder: int, again: int) -> None:
        """Held messages arrive, in order or not, and old ones once more."""
        chance = Random(disorder)
        came, self.waiting = self.waiting, []
        came += chance.choices(self.sent, k=again) if self.sent else []
        if disorder:
            chance.shuffle(came)
        self.arrive(came)

    @rule(which=WHICH, unit=UNITS, name=st.sampled_from(WAYS), behind=st.integers(0, 1))
    def a_person_acts(self, which: int, unit: str, name: str, behind: int) -> None:
        number = self.some_case(which)
        numbers = self.centre.numbers()
        seen = self.centre.case(number).version - behind if number in numbers else None
        what = command(name, number, unit, self.centre.clock())
        handle(self.centre.system, what, by="dispatcher", seen=seen)

    @rule(which=WHICH, level=st.sampled_from([None, 2, 4]), ends=st.booleans())
    def an_incident_goes_on(self, which: int, level: int | None, ends: bool) -> None:
        """It gets another case, a level, or its end; the first incident comes from a case."""
        with self.centre.system.reader.connect() as connection:
            running = [
                one.number for one in proximity.running_incidents(connection, self.centre.district)
            ]
        asked: list[p.EscalateIncident | p.ConfirmIncident | p.EndIncident]
        asked = [p.EscalateIncident(case=self.some_case(which), level=level)]
        if running:
            number = running[which % len(running)]
            asked = [p.EscalateIncident(case=self.some_case(which), level=level, incident=number)]
            asked += [p.ConfirmIncident(incident=number, level=level)] if level else []
            asked += [p.EndIncident(incident=number, reason="已处置")] if ends else []
        for wanted in asked:
            handle(self.centre.system, wanted, by="dispatcher")

    # Time ----------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from(MINUTES))
    def time_passes(self, minutes: float) -> None:
        self.centre.clock.move(minutes=minutes)

    @rule()
    def deadlines_ring(self) -> None:
        self.centre.ring_deadlines()

    # What goes wrong -----------------------------------------------------------------------

    @rule()
    def the_relay_goes_round(self) -> None:
        self.centre.relay.step()

    @rule(death=st.sampled_from(sorted(DEATHS)))
    def whoever_tells_dies(self, death: str) -> None:
        came, self.waiting = self.waiting, []
        with pytest.MonkeyPatch.context() as patch:
            DEATHS[death](patch)
            with suppress(Killed):
                self.centre.settle(*came, report(next(self.ids)))
        self.sent += came
        self.centre.rest()

    @rule(fault=st.sampled_from(STREAM_FAULTS))
    def the_stream_suffers(self, fault: str) -> None:
        redis, key = self.centre.system.redis, changes.key(self.centre.district)
        told = self.centre.told()
        match fault:
            case "trimmed":
                redis.xtrim(key, maxlen=1, approximate=False)
            case "deleted":
                redis.delete(key)
            case "holed" if told[1:]:
                redis.xdel(key, *[f"{seq}-0" for seq in told[1::2]])
            case "emptied":
                redis.flushall()

    @precondition(lambda self: self.slow.possible)
    @rule()
    def a_slow_writer_begins_or_commits(self) -> None:
        """On PostgreSQL: what others commit meanwhile isn't stamped yet, but is in a snapshot."""
        self.slow.begin_or_commit()

    # Those who follow ----------------------------------------------------------------------

    @rule()
    def a_screen_starts(self) -> None:
        if len(self.followers) == FOLLOWERS_MAX:
            gone = id(self.followers.pop(0))
            del self.shown[gone], self.screens[gone]
        follower = self.centre.follower()
        self.followers.append(follower)
        self.screens[id(follower)] = LiveScreens(self.centre.system, follower)
        self.shown[id(follower)] = versions(self.centre)

    @rule(which=st.integers(0, FOLLOWERS_MAX - 1))
    def a_screen_follows(self, which: int) -> None:
        follower = self.followers[which % len(self.followers)]
        follower.step(1)
        self.screens[id(follower)].tell()

    @rule(which=st.integers(0, FOLLOWERS_MAX - 1), scope=SCOPES)
    def somebody_comes_to_a_desk(self, which: int, scope: Scope) -> None:
        self.screens[id(self.followers[which % len(self.followers)])].enter(scope)

    @rule(
        which=st.integers(0, FOLLOWERS_MAX - 1),
        asked=st.sampled_from(WALLS),
        profile=st.sampled_from(Profile),
    )
    def a_wall_is_added(self, which: int, asked: str, profile: Profile) -> None:
        number = self.some_case(which)
        room = self.screens[id(self.followers[which % len(self.followers)])]
        room.add_wall(asked.format(number=number), profile)

    @rule(which=st.integers(0, FOLLOWERS_MAX - 1))
    def somebody_leaves_a_desk(self, which: int) -> None:
        self.screens[id(self.followers[which % len(self.followers)])].leave()

    @rule()
    def followed_is_fresh(self) -> None:
        """The main property of the system, once everything is published."""
        self.slow.commit()
        self.centre.tell()
        for follower in self.followers:
            catch_up(self.centre, follower)
        # No picture goes back in time: the clock catches up with those that were ahead.
        self.centre.clock.move(seconds=5)
        anew = self.centre.follower()
        fresh = portrait(anew.picture)
        assert kept(self.centre).figures == anew.picture.figures
        for follower in self.followers:
            follower.step(1)
            assert portrait(follower.picture) == fresh
            self.screens[id(follower)].assert_right(LiveScreens(self.centre.system, anew))

    @invariant()
    def every_counter_is_that_of_a_recount(self) -> None:
        for follower in self.followers:
            assert counted(follower.picture) == recount(follower.picture)

    @invariant()
    def no_case_steps_back(self) -> None:
        """No screen shows an older version after a newer one, nor a closed case again."""
        for follower in self.followers:
            shown, rows = self.shown[id(follower)], follower.picture.rows
            for number, row in rows.items():
                assert row.version >= shown.get(number, 0), number
            gone = {number: GONE for number in shown if number not in rows}
            shown |= {number: row.version for number, row in rows.items()} | gone

    def teardown(self) -> None:
        """However a story ends, the followed picture is right, and `check` finds no fault."""
        self.followed_is_fresh()
        while self.centre.ring_deadlines():
            pass
        faults = self.centre.faults()
        self.centre.__exit__()
        assert faults == []
