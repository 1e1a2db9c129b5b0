"""The centre on the morning when a heating main bursts: its clock, its screens, its papers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from callbacks.duty import model as duty_model
from callbacks.duty_roster import RosterTold
from callbacks.incident_page import IncidentScreen, Watching
from callbacks.wall import Walls
from callbacks.wall.address import WallRequest
from dashboard.actions.calling import look
from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.accounts import AddPerson
from dashboard.domain.alerts import Alert
from dashboard.domain.case import CaseState
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.duty.shifts import BeginShift
from dashboard.domain.incident import Incident
from dashboard.domain.report_clocks import clocks
from dashboard.domain.workspace.command_seats import on_the_spot
from dashboard.domain.workspace.numbers import GiveNumber, Measure, latest
from dashboard.live.hub import Model
from dashboard.live.incident_files import IncidentFiles
from dashboard.settings import Settings
from dashboard.store import alerts, incidents, outgoing, workspace
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.incident_reports import KnownFacts, drafted
from layouts.times import Local
from tests.helpers.centre import Centre
from tests.helpers.clock import MovableClock
from tests.helpers.messages import message
from tests.helpers.people import PEOPLE, do
from tests.helpers.pictures import catch_up
from tests.helpers.web import web_process

ZONE = ZoneInfo("Asia/Shanghai")
NO = "NGI20261214-01"
CHANNELS = [CallChannel(name="file", kind=ChannelKind.FILE)]


def at(hour: int, minute: int, day: int = 14) -> datetime:
    """By the clocks of Changchun, on 14 December 2026."""
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


class ColdDay:
    """The centre on that day, with a web process, timers, and a notifier."""

    def __init__(self, centre: Centre) -> None:
        self.centre, self.web = centre, web_process(centre)
        self.files = IncidentFiles(centre.system)
        watching = Watching(self.files, dict)
        self.screen = IncidentScreen(centre.system, self.web.follower, watching, NO)

    def comes(self, hour: int, minute: int, day: int = 14) -> None:
        """It is that time: timers and notifier do what has fallen due."""
        centre = self.centre
        centre.clock.move(seconds=(at(hour, minute, day) - centre.clock()).total_seconds())
        centre.ring_deadlines()
        while look(centre.system, CHANNELS):
            pass
        centre.tell()

    def incident(self) -> Incident:
        with self.centre.system.reader.connect() as connection:
            found = incidents.one(connection, self.centre.district, NO)
        assert found is not None
        return found

    def standing(self) -> list[Alert]:
        """The alerts of the incident and of its reports."""
        with self.centre.system.reader.connect() as connection:
            found = alerts.standing(connection, self.centre.district)
        return [one for one in found if one.case == NO]

    def calls(self) -> list[OutgoingMessage]:
        """Who was called about the incident, in order."""
        with self.centre.system.reader.connect() as connection:
            found = outgoing.newest(connection, self.centre.district)
        return [one for one in reversed(found) if one.of == NO]

    def page(self) -> Model:
        """The incident's workspace, as it is shown now."""
        self.centre.tell()
        catch_up(self.centre, self.web.follower)
        for _ in range(2):
            self.screen.news()
            self.files.look()
        self.screen.news()
        return self.screen.whole()

    def wall(self) -> Model:
        self.page()
        return Walls(self.centre.system, self.web.follower).model(WallRequest("incidents"))

    def duty_desk(self) -> list[dict[str, Any]]:
        self.page()
        told = duty_model(self.centre.system, self.web.follower, RosterTold())
        return list(told["points"].values())

    def reports(self) -> list[tuple[str, str]]:
        """Every report clock and its status."""
        found = clocks(self.incident(), ZONE)
        now = self.centre.clock()
        return [(f"{one.kind}{one.number or ''}", one.status(now).value) for one in found]

    def write_report(self) -> None:
        """The officer files the report as the record drafts it."""
        centre = self.centre
        local = Local(ZONE, "zh", centre.clock())
        with centre.system.reader.connect() as connection:
            numbers = latest(workspace.numbers(connection, centre.district, NO))
            seats = workspace.seats(connection, centre.district, NO)
        self.page()
        open_cases = self.web.follower.picture.major.count(NO)
        facts = KnownFacts("李强", open_cases, numbers, on_the_spot(seats))
        locale = DialogLocale("zh", centre.system.district, local)
        text, _ = drafted(locale, self.incident(), facts)
        do(centre, "duty", p.FileSituationReport(incident=NO, text=text))

    def sign_report(self) -> None:
        do(self.centre, "duty-leader", p.SignSituationReport(incident=NO))

    def count(self, value: int, measure: Measure = Measure.WITHOUT_HEAT) -> None:
        """Somebody at the heating company gives a number; the officer has seen the last one."""
        with self.centre.system.reader.connect() as connection:
            known = latest(workspace.numbers(connection, self.centre.district, NO))
        seen = known[measure].number if measure in known else ""
        row = GiveNumber(incident=NO, measure=measure, value=value, source="热力集团", seen=seen)
        do(self.centre, "duty", row)

    def close(self, cases: Sequence[str], unit: str) -> None:
        """The unit repairs, the grid leader looks; nobody is to be called back."""
        centre = self.centre
        for number in cases:
            if centre.case(number).state is CaseState.FILED:
                do(centre, "dispatcher", d.Dispatch(case=number, unit=unit, reason="抢修"))
        said = [c.Acknowledge(case=number, unit=unit) for number in cases]
        done = [c.FeedBack(case=number, unit=unit, result="已恢复供热") for number in cases]
        centre.settle(*(message(f"taken {n}", one, unit) for n, one in enumerate(said)))
        centre.settle(*(message(f"done {n}", one, unit) for n, one in enumerate(done)))
        for number in cases:
            looked = c.Verify(case=number, passed=True, by="grid206", opinion="室温正常")
            do(centre, "grid206", looked)


@contextmanager
def at_work(found: Settings) -> Iterator[ColdDay]:
    """From 06:12 on: the officer on duty has the shift, and every post its holder."""
    with Centre(found, MovableClock(at(6, 12))) as centre:
        posts = {"duty": "MAIN", "foreman": "FOREMAN", "duty-leader": "LEADER"}
        for login, post in posts.items():
            account = AddPerson(person=PEOPLE[login], hashed="x")
            assert handle(centre.system, account, by="test").refused is None
            tour = AddToRoster(
                post=post, login=login, begins_at=at(6, 12), ends_at=at(20, 30), contact="tel"
            )
            do(centre, "foreman", tour)
        do(centre, "duty", BeginShift())
        yield ColdDay(centre)
