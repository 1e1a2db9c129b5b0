"""What screens are told of an incident's command, its resources, and who is on site."""

from callbacks.duty import model as duty_model
from callbacks.duty_roster import RosterTold
from callbacks.wall import Walls
from callbacks.wall.address import WallRequest
from callbacks.wall.incidents import MASKS
from callbacks.wall.masks import Masking
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.duty.shifts import BeginShift, OfferHandover
from dashboard.domain.oversight_commands import EndIncident
from dashboard.domain.workspace.command_seats import CommandRole, FillSeat
from dashboard.domain.workspace.resources import AskForResource, MoveResource, ResourceStage
from dashboard.domain.workspace.site_parties import EnterSite, HearOfParty, LeaveSite
from dashboard.live.follower import Follower
from dashboard.store import duty
from tests.helpers.centre import Centre
from tests.helpers.people import do
from tests.live.test_workspace import FIRE, Page, follower, page

__all__ = ["follower", "page"]
SEAT = FillSeat(incident=FIRE, role=CommandRole.ON_SCENE, holder="李建国", contact="13900000000")
PUMPS = AskForResource(incident=FIRE, what="水泵", amount=4, source="消防救援站")


def move(number: str, stage: ResourceStage, seen: int) -> MoveResource:
    return MoveResource(incident=FIRE, number=number, stage=stage, seen=seen)


def test_the_page_has_who_commands_what_is_there_and_both_in_its_timeline(
    page: Page, sqlite_centre: Centre
) -> None:
    centre = sqlite_centre
    do(centre, "duty", SEAT)
    do(centre, "duty", FillSeat(incident=FIRE, role=CommandRole.COMMANDER, holder="高峰"))
    number = do(centre, "duty", PUMPS)
    do(centre, "duty", move(number, ResourceStage.ON_SPOT, 1))
    relieved = FillSeat(incident=FIRE, role=CommandRole.ON_SCENE, holder="", seen=1)
    do(centre, "foreman", relieved)
    told = page.now()
    assert list(told["command"]) == ["COMMANDER", "ON_SCENE"]
    left = told["command"]["ON_SCENE"]
    assert (left["holder"], left["version"]) == ("", 2)
    assert told["resources"][number]["stage"] == "ON_SPOT"
    lines = [one for one in told["timeline"].values() if one["kind"] == "seat"]
    assert [(one["role"], one["before"], one["holder"]) for one in lines] == [
        ("ON_SCENE", "", "李建国"),
        ("ON_SCENE", "李建国", ""),
        ("COMMANDER", "", "高峰"),
    ]
    steps = [one["stage"] for one in told["timeline"].values() if one["kind"] == "resource"]
    assert steps == ["ASKED", "ON_SPOT"]


def test_the_wall_names_who_commands_and_counts_what_is_there_and_visitors_learn_neither(
    sqlite_centre: Centre, follower: Follower
) -> None:
    centre = sqlite_centre
    do(centre, "duty", SEAT)
    do(centre, "duty", FillSeat(incident=FIRE, role=CommandRole.RESCUE, holder="王强"))
    number = do(centre, "duty", PUMPS)
    do(centre, "duty", PUMPS)
    do(centre, "duty", move(number, ResourceStage.ON_SPOT, 1))
    centre.tell()
    followed = Walls(centre.system, follower)
    while follower.picture.seq < centre.last_seq():
        follower.step(1)
    wall = followed.model(WallRequest("incidents"))
    assert wall["command"] == {"ON_SCENE": "李建国", "ON_SPOT": 4, "UNDER_WAY": 0, "ASKED": 4}
    fresh = Walls(centre.system, centre.follower()).model(WallRequest("incidents"))
    assert fresh["command"] == wall["command"]
    assert "13900000000" not in str(wall), "a wall says who, never how to reach them"
    assert "command" not in Masking(MASKS, centre.system.district)(wall)


def test_a_group_that_is_not_heard_of_in_time_is_a_line_of_the_duty_desk_until_it_is(
    page: Page, sqlite_centre: Centre
) -> None:
    centre, follower = sqlite_centre, page.follower
    party = EnterSite(incident=FIRE, who="抢修一班", people=6, unit="U05")
    number = do(centre, "duty", party)

    def lines() -> list[tuple[str, bool]]:
        told = page.now()["parties"][number]
        assert told["due"] - told["heard"] == 20 * 60_000
        points = duty_model(centre.system, follower, RosterTold())["points"].values()
        now = centre.system.now_ms()
        return [(one["title"], one["since"] <= now) for one in points if one["kind"] == "PARTY"]

    assert lines() == [("抢修一班", False)]
    centre.clock.move(minutes=21)
    assert lines() == [("抢修一班", True)]
    do(centre, "foreman", HearOfParty(incident=FIRE, number=number))
    assert lines() == [("抢修一班", False)]
    do(centre, "duty", BeginShift())
    do(centre, "duty", OfferHandover(word=""))
    with centre.system.reader.connect() as connection:
        sheet = duty.shifts(connection, centre.district)[0].handover
    assert sheet is not None
    assert [one.title for one in sheet.lines if one.kind is PointKind.PARTY] == ["抢修一班"]
    do(centre, "duty", LeaveSite(incident=FIRE, number=number))
    assert lines() == []
    stages = [one["stage"] for one in page.now()["timeline"].values() if one["kind"] == "party"]
    assert stages == ["CAME", "LEFT"]
    assert centre.follower().picture.duty_room.workspaces.on_site({FIRE}) == []


def test_nobody_has_to_be_heard_of_once_the_incident_is_over(
    page: Page, sqlite_centre: Centre
) -> None:
    centre = sqlite_centre
    do(centre, "duty", EnterSite(incident=FIRE, who="抢修一班", people=6))
    do(centre, "duty-leader", EndIncident(incident=FIRE, reason="已扑灭"))
    centre.clock.move(minutes=30)
    page.now()
    points = duty_model(centre.system, page.follower, RosterTold())["points"].values()
    assert "PARTY" not in {one["kind"] for one in points}
