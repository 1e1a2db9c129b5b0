"""What an incident's workspace, the duty desk and the wall are told of notes, tasks and numbers."""

from datetime import timedelta

import pytest

from callbacks.duty import model as duty_model
from callbacks.duty_roster import RosterTold
from callbacks.incident_page import IncidentScreen, Watching, screen_of
from callbacks.wall import Walls
from callbacks.wall.address import WallRequest
from callbacks.wall.incidents import MASKS
from callbacks.wall.masks import Masking
from dashboard.domain import commands as c
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    ConfirmIncident,
    DismissIncident,
    EndIncident,
    EscalateIncident,
    FileSituationReport,
    LinkCases,
    NoteMilestone,
    ReviewIncident,
    SignSituationReport,
    UnlinkCases,
)
from dashboard.domain.workspace.notes import AddNote, StrikeNote
from dashboard.domain.workspace.numbers import GiveNumber, Measure
from dashboard.domain.workspace.tasks import AnswerTask, SetTask
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.live.incident_files import IncidentFiles
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.people import do, refused
from tests.helpers.pictures import catch_up

FIRE = "NGI20261123-01"
HOUR = timedelta(hours=1)


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    """A confirmed incident and two open cases."""
    what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="厂房起火", grid=310)
    sqlite_centre.settle(message("i", what), report(1), report(2))
    do(sqlite_centre, "duty-leader", ConfirmIncident(incident=FIRE, level=3))
    return sqlite_centre.follower()


class Page:
    """An open workspace: what its browser has by now."""

    def __init__(self, centre: Centre, follower: Follower, number: str = FIRE) -> None:
        self.centre, self.follower = centre, follower
        self.files = IncidentFiles(centre.system)
        self.screen = IncidentScreen(centre.system, follower, Watching(self.files, dict), number)

    def now(self) -> Model:
        self.centre.tell()
        catch_up(self.centre, self.follower)
        self.screen.news()
        self.files.look()
        self.screen.news()
        return self.screen.whole()


@pytest.fixture
def page(sqlite_centre: Centre, follower: Follower) -> Page:
    return Page(sqlite_centre, follower)


def task(centre: Centre, words: str = "设警戒") -> str:
    due_at = centre.system.clock() + HOUR
    return do(centre, "duty", SetTask(incident=FIRE, words=words, due_at=due_at, unit="U01"))


def test_the_page_is_told_everything_and_what_changes(page: Page, sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    first = page.now()
    assert first["head"]["now"]["level"] == 3
    assert first["acts"]["sign_report"] is False
    assert first["acts"]["file_report"] is True
    assert first["acts"]["review_incident"] is False
    assert [one["kind"] for one in first["reports"].values()] == ["PHONE", "FIRST"]
    assert first["milestones"]["ON_SITE"] is None
    note = do(centre, "duty", AddNote(incident=FIRE, words="水位下降"))
    number = task(centre)
    row = GiveNumber(incident=FIRE, measure=Measure.INJURED, value=2, source="消防大队")
    do(centre, "foreman", row)
    centre.clock.move(minutes=30)
    do(centre, "duty", NoteMilestone(incident=FIRE, milestone=Milestone.ON_SITE))
    told = page.now()
    assert told["timeline"][f"note/{note}"]["words"] == "水位下降"
    assert told["tasks"][number]["unit"] == "U01"
    assert told["numbers"]["INJURED"]["value"] == 2
    assert "DEAD" not in told["numbers"]
    assert told["milestones"]["ON_SITE"]["entered"] is None
    do(centre, "foreman", StrikeNote(incident=FIRE, number=note, reason="重复"))
    do(centre, "duty", AnswerTask(incident=FIRE, number=number, answer="已设"))
    told = page.now()
    assert told["timeline"][f"note/{note}"]["struck"]
    assert told["timeline"][f"answer/{number}"]["words"] == "已设"


def test_linked_cases_have_their_own_clocks_and_are_one_entry(
    page: Page, sqlite_centre: Centre
) -> None:
    numbers = sqlite_centre.numbers()[:2]
    for number in numbers:
        do(sqlite_centre, "foreman", EscalateIncident(case=number, incident=FIRE))
    told = page.now()
    assert set(told["cases"]) == set(numbers)
    assert all(one["open"] and one["due"] for one in told["cases"].values())
    linked = [one for one in told["timeline"].values() if one.get("act") == "link_case"]
    assert [one["n"] for one in linked] == [2]


def test_what_is_near_is_suggested_until_it_is_linked_for_all_who_watch(
    page: Page, sqlite_centre: Centre
) -> None:
    centre = sqlite_centre
    assert page.now()["near"] == {}
    centre.settle(*(report(f"near {n}", grid=310) for n in range(3)), report("far", grid=12))
    near = page.now()["near"]
    assert len(near) == 3
    assert {one["grid"] for one in near.values()} == {310}
    assert {one["metres"] for one in near.values()} == {None}
    other = Page(centre, page.follower)
    first, *left = near
    do(centre, "foreman", LinkCases(incident=FIRE, cases=(first,)))
    for shown in (page.now(), other.now()):
        assert set(shown["cases"]) == {first}
        assert set(shown["near"]) == set(left)
    do(centre, "foreman", UnlinkCases(incident=FIRE, cases=(first,), reason="另一处"))
    told = page.now()
    assert (told["cases"], set(told["near"])) == ({}, set(near))
    [entry] = [one for one in told["timeline"].values() if one.get("act") == "unlink_cases"]
    assert (entry["n"], entry["words"]) == (1, "另一处")


def test_what_was_reported_long_before_is_not_suggested(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    centre.settle(report("old", grid=310))
    centre.clock.move(hours=25)
    what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="厂房起火", grid=310)
    centre.settle(message("i", what), report("new", grid=310))
    number = "NGI20261124-01"
    page = Page(centre, centre.follower(), number)
    assert [one["no"] for one in page.now()["near"].values()] == ["NG20261124-0001"]
    do(centre, "duty-leader", DismissIncident(incident=number, reason="误报"))
    assert page.now()["near"] == {}


def test_a_late_milestone_stands_at_its_event_with_both_times(
    page: Page, sqlite_centre: Centre
) -> None:
    centre = sqlite_centre
    happened = centre.system.clock()
    centre.clock.move(minutes=40)
    do(centre, "duty", NoteMilestone(incident=FIRE, milestone=Milestone.ON_SITE, at=happened))
    told = page.now()
    [entry] = [one for one in told["timeline"].values() if one.get("milestone") == "ON_SITE"]
    assert entry["entered"] - entry["at"] == 40 * 60_000
    assert told["milestones"]["ON_SITE"]["entered"] == entry["entered"]


def test_there_is_no_such_incident(sqlite_centre: Centre, follower: Follower) -> None:
    page = Page(sqlite_centre, follower, "NGI20261123-77")
    assert page.now()["head"] == {"now": None, "there": False}
    assert screen_of("incident?no=NGI20261123-77") == "incident:NGI20261123-77"
    for odd in ("incident", "incident?no=", "incident?no=a:b", "incident?no=" + "A" * 90):
        assert screen_of(odd) is None


def test_an_open_task_is_a_line_of_the_duty_desk_and_of_the_wall_until_it_is_answered(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    number = task(centre, "逐户通知")
    row = GiveNumber(incident=FIRE, measure=Measure.WITHOUT_HEAT, value=600, source="热力")
    do(centre, "duty", row)

    def lines() -> list[str]:
        centre.tell()
        catch_up(centre, follower)
        points = duty_model(centre.system, follower, RosterTold())["points"].values()
        return [one["title"] for one in points if one["kind"] == "TASK"]

    assert lines() == ["逐户通知"]
    wall = Walls(centre.system, follower).model(WallRequest("incidents"))
    assert [one["words"] for one in wall["tasks"].values()] == ["逐户通知"]
    assert [one["value"] for one in wall["numbers"].values()] == [600]
    visitors = Masking(MASKS, centre.system.district)(wall)
    assert not {"tasks", "numbers"} & visitors.keys()
    do(centre, "duty", AnswerTask(incident=FIRE, number=number, answer="已通知"))
    assert lines() == []


def test_what_was_followed_is_what_a_fresh_picture_reads(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    first = task(centre)
    task(centre, "送水")
    do(centre, "duty", AnswerTask(incident=FIRE, number=first, answer="已设"))
    row = GiveNumber(incident=FIRE, measure=Measure.DEAD, value=0, source="消防")
    do(centre, "duty", row)
    centre.tell()
    catch_up(centre, follower)
    followed = follower.picture.duty_room.workspaces
    fresh = centre.follower().picture.duty_room.workspaces
    assert followed.open_tasks() == fresh.open_tasks()
    assert followed.numbers_of(FIRE) == fresh.numbers_of(FIRE)
    assert len(fresh.open_tasks()) == len(fresh.numbers_of(FIRE)) == 1


def test_gaps_become_tasks_at_the_end_and_the_review_closes_the_file(
    page: Page, sqlite_centre: Centre
) -> None:
    centre = sqlite_centre
    left = task(centre)
    do(centre, "duty", NoteMilestone(incident=FIRE, milestone=Milestone.ON_SITE))
    review = ReviewIncident(incident=FIRE, words="响应及时")
    assert refused(centre, "duty-leader", review).code == "NOT_ENDED"
    contained = centre.system.clock()
    centre.clock.move(minutes=10)
    do(centre, "duty-leader", EndIncident(incident=FIRE, reason="已扑灭"))
    gaps = {one["gap"]: one for one in page.now()["tasks"].values() if one["gap"]}
    assert set(gaps) == {"OCCURRED", "CONTAINED"}
    assert all(one["post"] and one["due"] > one["set"] for one in gaps.values())
    late = NoteMilestone(incident=FIRE, milestone=Milestone.CONTAINED, at=contained)
    do(centre, "duty", late)
    filled = page.now()["tasks"][gaps["CONTAINED"]["no"]]
    assert filled["answered"]
    assert refused(centre, "duty-leader", review).code == "FINAL_UNSIGNED"
    for _ in range(2):
        do(centre, "duty", FileSituationReport(incident=FIRE, text="情况：已扑灭"))
        do(centre, "duty-leader", SignSituationReport(incident=FIRE))
    assert refused(centre, "duty", review).code == "NOT_YOUR_ROLE"
    do(centre, "duty-leader", review)
    assert refused(centre, "duty-leader", review).code == "INCIDENT_REVIEWED"
    note = AddNote(incident=FIRE, words="补记")
    assert refused(centre, "duty", note).code == "INCIDENT_REVIEWED"
    do(centre, "duty", AnswerTask(incident=FIRE, number=left, answer="已撤"))
    told = page.now()
    assert told["head"]["now"]["review"] == "响应及时"
    assert told["tasks"][left]["answer"] == "已撤"
