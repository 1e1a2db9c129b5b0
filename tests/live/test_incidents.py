"""Major incidents in the picture, and what their wall gets."""

import pytest

from callbacks.wall import Walls
from callbacks.wall.address import WallRequest
from callbacks.wall.incidents import LINKED, MASKS
from callbacks.wall.masks import Masking
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    ConfirmIncident,
    EndIncident,
    EscalateIncident,
    FileSituationReport,
    NoteMilestone,
    ReportByPhone,
    SignSituationReport,
)
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.store.incidents import ACTS
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.people import PEOPLE, do
from tests.helpers.pictures import catch_up

FIRE, GAS = "NGI20261123-01", "NGI20261123-02"


@pytest.fixture
def follower(sqlite_centre: Centre) -> Follower:
    """A follower on a centre with two suspected incidents and five open cases."""
    for number, title in ((1, "厂房起火"), (2, "燃气泄漏")):
        what = ReportIncident(kind=IncidentKind.ACCIDENT, title=title, grid=310)
        sqlite_centre.settle(message(f"i{number}", what))
    sqlite_centre.settle(*[report(number, grid=200 + number) for number in range(5)])
    for login in ("foreman", "duty-leader"):
        account = AddPerson(person=PEOPLE[login], hashed="no password opens this")
        assert handle(sqlite_centre.system, account, by="test").refused is None
    return sqlite_centre.follower()


def told(centre: Centre, follower: Follower, **asked: str) -> Model:
    catch_up(centre, follower)
    return Walls(centre.system, follower).model(WallRequest("incidents", **asked))  # type: ignore[arg-type]


def act(centre: Centre, *commands: EscalateIncident | ConfirmIncident | EndIncident) -> None:
    for command in commands:
        do(centre, "foreman" if isinstance(command, EscalateIncident) else "duty-leader", command)
    centre.tell()


def link(centre: Centre, incident: str, count: int) -> None:
    numbers = centre.numbers()[:count]
    act(centre, *[EscalateIncident(case=number, incident=incident) for number in numbers])


def test_the_gravest_is_shown_large_and_the_others_wait_beside_it(
    sqlite_centre: Centre, follower: Follower
) -> None:
    act(sqlite_centre, ConfirmIncident(incident=FIRE, level=3))
    model = told(sqlite_centre, follower)
    assert model["large"]["now"]["no"] == FIRE
    assert [other["no"] for other in model["others"].values()] == [GAS]
    chosen = told(sqlite_centre, follower, no=GAS)
    assert chosen["large"]["now"]["no"] == GAS
    assert [other["no"] for other in chosen["others"].values()] == [FIRE]


def test_its_cases_are_told_by_time_left_with_who_has_them(
    sqlite_centre: Centre, follower: Follower
) -> None:
    link(sqlite_centre, FIRE, 3)
    model = told(sqlite_centre, follower, no=FIRE)
    linked = list(model["linked"].values())
    assert [case["due"] for case in linked] == sorted(case["due"] for case in linked)
    assert sum(holder["open"] for holder in model["holders"].values()) == 3
    assert model["large"]["now"]["linked_open"] == 3
    assert model["affected"] == {"G200": 1, "G201": 1, "G202": 1, "G310": 0}


def test_what_was_done_is_told_by_office_never_by_name(
    sqlite_centre: Centre, follower: Follower
) -> None:
    act(sqlite_centre, ConfirmIncident(incident=FIRE, level=2))
    acts = list(told(sqlite_centre, follower)["acts"].values())
    assert [(one["act"], one["role"]) for one in acts] == [
        ("confirm_incident", "duty_leader"),
        ("report_incident", None),
    ]


def test_one_that_ends_is_told_among_the_last(sqlite_centre: Centre, follower: Follower) -> None:
    link(sqlite_centre, FIRE, 2)
    act(
        sqlite_centre,
        ConfirmIncident(incident=FIRE, level=4),
        EndIncident(incident=FIRE, reason="火已扑灭"),
    )
    model = told(sqlite_centre, follower)
    assert [one["no"] for one in model["over"].values()] == [FIRE]
    assert follower.picture.major.linked == {}


def test_reports_to_the_city_are_told_by_time_left_then_what_went_out(
    sqlite_centre: Centre, follower: Follower
) -> None:
    act(sqlite_centre, ConfirmIncident(incident=FIRE, level=3))
    reports = told(sqlite_centre, follower)["reports"]
    assert [(one["kind"], one["out"]) for one in reports.values()] == [
        ("PHONE", None),
        ("FIRST", None),
    ]
    sqlite_centre.clock.move(minutes=20)
    do(sqlite_centre, "duty", ReportByPhone(incident=FIRE, words="市值班室：厂房起火"))
    do(sqlite_centre, "duty", FileSituationReport(incident=FIRE, text="经过：厂房起火"))
    sqlite_centre.tell()
    waits = told(sqlite_centre, follower)["reports"]["0"]
    assert (waits["kind"], waits["unsigned"]) == ("FIRST", True)
    do(sqlite_centre, "duty-leader", SignSituationReport(incident=FIRE))
    do(sqlite_centre, "duty", NoteMilestone(incident=FIRE, milestone=Milestone.ON_SITE))
    sqlite_centre.tell()
    model = told(sqlite_centre, follower)
    found = list(model["reports"].values())
    assert found[0]["id"] == "FOLLOW_UP1"
    assert found[0]["due"] - found[1]["out"] == 2 * 60 * 60_000
    passed = model["milestones"]
    assert passed["KNOWN"] < passed["FIRST_REPORTED"] <= passed["ON_SITE"]
    assert passed["CONTAINED"] is None
    act(sqlite_centre, EndIncident(incident=FIRE, reason="火已扑灭"))
    (over,) = told(sqlite_centre, follower)["over"].values()
    assert (over["final"]["kind"], over["final"]["out"]) == ("FINAL", None)


def test_visitors_are_told_no_report_and_no_milestone(
    sqlite_centre: Centre, follower: Follower
) -> None:
    do(sqlite_centre, "duty", ReportByPhone(incident=FIRE, words="市值班室：厂房起火"))
    act(sqlite_centre, ConfirmIncident(incident=GAS, level=3))
    do(sqlite_centre, "duty", FileSituationReport(incident=GAS, text="经过：燃气泄漏"))
    do(sqlite_centre, "duty-leader", SignSituationReport(incident=GAS))
    act(sqlite_centre, EndIncident(incident=GAS, reason="已关阀"))
    inside = told(sqlite_centre, follower, profile="visitors")
    model = Masking(MASKS, sqlite_centre.system.district)(inside)
    assert not {"reports", "milestones"} & model.keys()
    assert "final" not in model["over"]["0"]


def test_visitors_are_told_the_kind_alone(sqlite_centre: Centre, follower: Follower) -> None:
    model = told(sqlite_centre, follower, profile="visitors")
    assert model["large"]["now"]["title"] is None
    assert "燃气泄漏" not in str({k: v for k, v in model.items() if k != "incident"})


def test_a_disaster_with_many_cases_is_told_in_bounded_lists(
    sqlite_centre: Centre, follower: Follower
) -> None:
    sqlite_centre.settle(*[report(number, grid=number) for number in range(100, 180)])
    link(sqlite_centre, FIRE, 80)
    model = told(sqlite_centre, follower, no=FIRE)
    assert (len(model["linked"]), model["large"]["now"]["linked_open"]) == (LINKED, 80)
    acts = [(one["act"], one["n"]) for one in model["acts"].values()]
    assert acts == [("link_case", 80), ("report_incident", 0)]


def test_the_last_lines_of_its_course_are_told_and_a_fresh_picture_has_the_same(
    sqlite_centre: Centre, follower: Follower
) -> None:
    for number, level in zip(sqlite_centre.numbers(), (4, 3, 2, 3), strict=False):
        act(
            sqlite_centre,
            EscalateIncident(case=number, incident=FIRE),
            ConfirmIncident(incident=FIRE, level=level),
        )
    followed = told(sqlite_centre, follower, no=FIRE)["acts"]
    assert len(followed) == ACTS
    assert told(sqlite_centre, sqlite_centre.follower(), no=FIRE)["acts"] == followed


def test_every_running_incident_is_on_the_strip_the_gravest_and_oldest_first(
    sqlite_centre: Centre, follower: Follower
) -> None:
    strip = told(sqlite_centre, follower)["incident"]
    assert (strip["current"]["no"], strip["count"]) == (FIRE, 2)
    assert [other["no"] for other in strip["others"]] == [GAS]
    act(sqlite_centre, ConfirmIncident(incident=GAS, level=3))
    strip = told(sqlite_centre, follower)["incident"]
    assert strip["current"]["no"] == GAS
    assert [other["no"] for other in strip["others"]] == [FIRE]
