"""Every type of message of the contract, from the inbox to the state and its journal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dashboard import codec
from dashboard.domain import commands as c
from dashboard.domain.case import CaseState
from dashboard.domain.unit import Urgency
from dashboard.domain.warned.messages import (
    MessageType,
    PublishWarning,
    WarnedArea,
    WarningWords,
)
from dashboard.live.follower import Follower
from dashboard.streams import sources
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import GRID, ITEM, WATER_UNIT, message
from tests.helpers.pictures import catch_up

OTHER_UNIT = "D13"
REPORTER = c.Reporter("张某", "13900000000")
Step = Callable[[str], c.Command]


def report(**more: Any) -> Step:
    known: dict[str, Any] = {"item": ITEM, "grid": GRID} | more
    return lambda _: c.ReportCase(**known)


def direct(unit: str = WATER_UNIT) -> Step:
    return lambda case: c.Direct(case=case, by="grid206", unit=unit)


def acknowledge(unit: str = WATER_UNIT) -> Step:
    return lambda case: c.Acknowledge(case=case, unit=unit)


def feed_back(unit: str = WATER_UNIT) -> Step:
    return lambda case: c.FeedBack(case=case, unit=unit, result="已修好", attachments=("a.jpg",))


def verify(*, passed: bool) -> Step:
    return lambda case: c.Verify(case=case, passed=passed, by="grid206", opinion="仍有积水")


def call_back(*, reached: bool = True, solved: bool | None = None) -> Step:
    return lambda case: c.CallBack(
        case=case, reached=reached, solved=solved, satisfaction=c.Satisfaction.BASIC
    )


UNTIL = MORNING + timedelta(days=30)
TO_FEEDBACK = [direct(), acknowledge(), feed_back()]
REOPENED = ["verify_fail", "feedback", "verify_pass"]
STORIES: dict[str, tuple[list[Step], CaseState, list[str]]] = {
    "from report to close": (
        [report(), *TO_FEEDBACK, verify(passed=True)],
        CaseState.CLOSED,
        ["report", "direct", "acknowledge", "feedback", "verify_pass"],
    ),
    "with a reporter who is called back": (
        [report(reporter=REPORTER), *TO_FEEDBACK, verify(passed=True), call_back(solved=True)],
        CaseState.CLOSED,
        ["report", "direct", "acknowledge", "feedback", "verify_pass", "callback"],
    ),
    "a reporter who is not reached today, however often": (
        [report(reporter=REPORTER), *TO_FEEDBACK, verify(passed=True)]
        + 3 * [call_back(reached=False)],
        CaseState.VERIFIED,
        ["report", "direct", "acknowledge", "feedback", "verify_pass"] + 3 * ["callback"],
    ),
    "not solved, says the reporter": (
        [report(reporter=REPORTER), *TO_FEEDBACK, verify(passed=True), call_back(solved=False)],
        CaseState.PROCESSING,
        ["report", "direct", "acknowledge", "feedback", "verify_pass", "callback"],
    ),
    "rework": (
        [report(), *TO_FEEDBACK, verify(passed=False), feed_back(), verify(passed=True)],
        CaseState.CLOSED,
        ["report", "direct", "acknowledge", "feedback", *REOPENED],
    ),
    "returned and given to another": (
        [
            report(),
            direct(),
            lambda case: c.Return(case=case, unit=WATER_UNIT, reason="不属于本单位"),
            direct(OTHER_UNIT),
            acknowledge(OTHER_UNIT),
        ],
        CaseState.PROCESSING,
        ["report", "direct", "return", "direct", "acknowledge"],
    ),
    "reported and directed in one message": (
        [
            lambda _: c.Direct(item=ITEM, grid=GRID, by="grid206", unit=WATER_UNIT),
            acknowledge(),
        ],
        CaseState.PROCESSING,
        ["direct", "acknowledge"],
    ),
    "settled by the grid itself": (
        [
            lambda _: c.SelfResolve(item="0110", grid=GRID, by="grid206", result="已清理"),
            lambda case: c.Verify(case=case, passed=True, by="community"),
        ],
        CaseState.CLOSED,
        ["self_resolve", "verify_pass"],
    ),
    "more time and a pause are asked for": (
        [
            report(urgency=Urgency.E2),
            direct(),
            acknowledge(),
            lambda case: c.RequestExtension(
                case=case, unit=WATER_UNIT, reason="等配件", until=UNTIL
            ),
            lambda case: c.RequestSuspension(
                case=case, unit=WATER_UNIT, reason="冻土", until=UNTIL
            ),
        ],
        CaseState.PROCESSING,
        ["report", "direct", "acknowledge", "request_extension", "request_suspend"],
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_a_case_goes_its_way(centre: Centre, story: str) -> None:
    steps, state, acts = STORIES[story]
    number = "NG20261123-0001"
    for step_no, step in enumerate(steps):
        centre.settle(message(step_no, step(number)))
    assert centre.rejected() == []
    assert centre.case(number).state is state
    assert centre.acts(number) == acts
    assert centre.faults() == []


def test_a_verification_by_who_has_handled_it_is_set_aside_with_the_reason(
    sqlite_centre: Centre,
) -> None:
    number, unit = "NG20261123-0001", sqlite_centre.system.district.units[WATER_UNIT]
    steps = [report(), *TO_FEEDBACK]
    sqlite_centre.settle(*(message(no, step(number)) for no, step in enumerate(steps)))
    seen = c.Verify(case=number, passed=True, by=unit.short_zh)
    early = c.Verify(case=number, passed=True, by="社区站", reason="顺路")
    sqlite_centre.settle(message(8, seen), message(9, early))
    assert sqlite_centre.rejected() == [
        ("OWN_WORK", "Nobody verifies their own work."),
        (
            "NOT_YOUR_VERIFICATION",
            f"Case {number} is for another tier than '社区站' to verify now.",
        ),
    ]
    assert sqlite_centre.case(number).state is CaseState.FEEDBACK


@pytest.mark.parametrize("story", STORIES)
def test_a_whole_story_in_one_batch_ends_the_same(sqlite_centre: Centre, story: str) -> None:
    steps, state, acts = STORIES[story]
    number = "NG20261123-0001"
    sqlite_centre.settle(*(message(no, step(number)) for no, step in enumerate(steps)))
    assert sqlite_centre.rejected() == []
    assert sqlite_centre.case(number).state is state
    assert sqlite_centre.acts(number) == acts
    assert sqlite_centre.faults() == []


def followed(centre: Centre, command: c.Command) -> Follower:
    follower = centre.follower()
    centre.settle(message(1, command))
    assert centre.rejected() == []
    catch_up(centre, follower)
    return follower


def test_an_incident_is_opened_and_shown(centre: Centre) -> None:
    command = c.ReportIncident(
        kind=c.IncidentKind.ACCIDENT, title="爆管", lon=125.35, lat=43.86, crs=c.Crs.WGS84
    )
    [incident] = followed(centre, command).picture.running_incidents()
    assert (incident.number, incident.title) == ("NGI20261123-01", "爆管")
    assert centre.faults() == []


def test_a_units_strength_is_counted_with_its_capacity(centre: Centre) -> None:
    picture = followed(centre, c.SetCapacity(unit=WATER_UNIT, on_duty=3)).picture
    per_handler = centre.system.district.units[WATER_UNIT].per_handler
    assert picture.capacity(WATER_UNIT) == 3 * per_handler
    centre.settle(message(2, c.SetCapacity(unit=WATER_UNIT, on_duty=0)))
    assert centre.follower().picture.capacity(WATER_UNIT) == 0
    assert centre.faults() == []


def test_a_warning_stands_in_the_picture(centre: Centre) -> None:
    command = PublishWarning(
        sender="22010041600000",
        identifier="22010041600000_20261123093000_0",
        sent=MORNING,
        message=MessageType.ALERT,
        words=(WarningWords(language="zh-CN", event="寒潮"),),
        areas=(WarnedArea(geocodes=("220102008003",)),),
    )
    [warning] = followed(centre, command).picture.duty_room.warnings.at(MORNING)
    assert (warning.number, warning.ends_at) == ("00000001", MORNING + timedelta(hours=24))
    assert warning.streets == ("S08",)
    assert centre.faults() == []


def test_a_sign_of_life_changes_nothing_but_when_its_source_was_heard(centre: Centre) -> None:
    centre.settle(message(1, c.Heartbeat(grid=GRID)))
    heard = sources.last(centre.system.redis, centre.district)
    assert heard == {"test": sources.SourceActivity(to_ms(MORNING), times=1, fresh=False)}
    assert centre.last_seq() == 0
    assert centre.rejected() == []


def test_no_type_of_the_contract_is_left_out() -> None:
    told = {type(step("NG20261123-0001")) for steps, _, _ in STORIES.values() for step in steps}
    others = {c.ReportIncident, c.SetCapacity, c.Heartbeat, PublishWarning}
    assert told | others == set(codec.COMMANDS.values())
