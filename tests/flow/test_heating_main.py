"""A heating main bursts at −22 °C: 1,800 households, 41 cases, and all that the city must get.

From the first call at 06:12 to the review on the next day, with a clock that a test moves. Every
report is on time but the second follow-up: its alerts, its calls, desk and wall follow.
"""

import html
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.case import Case
from dashboard.domain.duty.outgoing import MessageState
from dashboard.domain.incident_reporting import papers
from dashboard.domain.milestones import Milestone
from dashboard.domain.persons import Role
from dashboard.domain.report_clocks import clocks
from dashboard.domain.report_digest import digest
from dashboard.domain.unit import Urgency
from dashboard.domain.workspace.command_seats import CommandRole, FillSeat
from dashboard.domain.workspace.notes import AddNote
from dashboard.domain.workspace.numbers import Measure
from dashboard.domain.workspace.resources import AskForResource, MoveResource, ResourceStage
from dashboard.domain.workspace.tasks import AnswerTask, SetTask
from tests.flow.cold_day import NO, ZONE, ColdDay, at, at_work
from tests.flow.whole import assert_whole
from tests.helpers.centre import PACK, read_settings
from tests.helpers.messages import report
from tests.helpers.people import PEOPLE, do, refused

BURST, COLD, GRID = "0112", "0111", 206
HEAT = PACK.district.unit_for(PACK.district.items[COLD], GRID).code
LON, LAT = PACK.places.center_of(GRID)


@pytest.fixture
def day(tmp_path: Path, redis_url: str, migrated_sqlite_url: str) -> Iterator[ColdDay]:
    """06:12: the officer on duty has the shift, and every post its holder."""
    with at_work(read_settings(tmp_path, redis_url, migrated_sqlite_url)) as found:
        yield found


def test_from_the_first_call_to_the_review(day: ColdDay) -> None:
    the_main_bursts(day)
    linked = its_cases_are_linked_at_once(day)
    the_city_is_told_in_time(day)
    wrong = one_case_was_linked_by_mistake(day, linked)
    one_report_is_late(day)
    it_is_contained_and_ended_with_a_gap(day, [no for no in linked if no != wrong])
    the_papers_say_what_the_record_has(day)
    it_is_reviewed_and_nothing_is_added(day)


def the_main_bursts(day: ColdDay) -> None:
    """A dispatcher recognises it; the leader on duty declares level IV; the city is telephoned."""
    centre = day.centre
    point: dict[str, Any] = {"grid": None, "lon": LON, "lat": LAT, "crs": c.Crs.WGS84}
    centre.settle(report("burst", item=BURST, text="主管爆裂，热水涌上路面", **point))
    [first] = centre.numbers()
    day.comes(6, 15)
    do(centre, "dispatcher", p.EscalateIncident(case=first, title="自由大路供热主管爆裂"))
    day.comes(6, 16)
    assert [one.lamp.value for one in day.standing()] == ["INCIDENT"]
    assert [(one.login, one.matter) for one in day.calls()] == [("duty", "INCIDENT")]
    day.comes(6, 18)
    do(centre, "duty-leader", p.ConfirmIncident(incident=NO, level=4))
    day.comes(6, 20)
    assert day.standing() == []
    assert {one.state for one in day.calls()} == {MessageState.CALLED_OFF}
    do(centre, "duty", p.ReportByPhone(incident=NO, words="市值班室：主管爆裂，正在核实"))
    assert day.incident().known_at == at(6, 12), "the clock runs from the call, not from 06:15"


def its_cases_are_linked_at_once(day: ColdDay) -> Sequence[str]:
    """40 homes are cold: suggested by place and time, linked by one command; others aren't."""
    centre = day.centre
    near = [report(f"near {n}", item=COLD, grid=GRID) for n in range(30)]
    for n in range(10):
        spot: dict[str, Any] = {"lon": LON + n * 0.0002, "lat": LAT, "crs": c.Crs.WGS84}
        near.append(report(f"point {n}", item=COLD, grid=None, **spot))
    far = report("far", item=COLD, grid=12)
    centre.settle(*near, far)
    day.comes(6, 25)
    suggested = day.page()["near"]
    assert len(suggested) == 40
    assert all(one["alike"] for one in suggested.values())
    assert sorted(one["metres"] is None for one in suggested.values()) == [False] * 10 + [True] * 30
    chosen = tuple(suggested)
    ghost = p.LinkCases(incident=NO, cases=(*chosen, "NG20261214-0999"))
    assert refused(centre, "duty", ghost).code == "NO_SUCH_CASE"
    assert len(day.incident().cases) == 1, "all of them, or none"
    do(centre, "duty", p.LinkCases(incident=NO, cases=chosen))
    told = day.page()
    assert (len(told["cases"]), told["near"]) == (41, {})
    [line] = [one for one in told["timeline"].values() if one.get("act") == "link_case"]
    assert line["n"] == 40
    line = day.wall()["acts"]["0"]
    assert (line["act"], line["n"]) == ("link_case", 40)
    assert {centre.case(number).urgency for number in chosen} == {Urgency.E1}
    return chosen


def the_city_is_told_in_time(day: ColdDay) -> None:
    """Level III; somebody is there; 1,800 households; the first report and the first follow-up."""
    centre = day.centre
    day.comes(6, 30)
    do(centre, "duty-leader", p.ConfirmIncident(incident=NO, level=3))
    day.comes(6, 40)
    do(centre, "duty", p.NoteMilestone(incident=NO, milestone=Milestone.ON_SITE, at=at(6, 35)))
    who_leads_and_what_is_there(day)
    task = SetTask(incident=NO, words="逐户排查", due_at=at(7, 40), unit=HEAT)
    number = do(centre, "duty", task)
    day.comes(6, 48)
    day.count(1800)
    day.count(12, Measure.EVACUATED)
    day.comes(6, 50)
    day.write_report()
    day.comes(6, 55)
    day.sign_report()
    do(centre, "duty", AnswerTask(incident=NO, number=number, answer="已排查 1,800 户"))
    told = day.page()
    assert told["numbers"]["WITHOUT_HEAT"]["reported"] == 1800
    wall = day.wall()["command"]
    assert (wall["ON_SCENE"], wall["ON_SPOT"]) == ("李建国", 3)
    assert told["milestones"]["ON_SITE"]["entered"] - told["milestones"]["ON_SITE"]["at"] == 300_000
    day.comes(8, 40)
    day.write_report()
    day.comes(8, 45)
    day.sign_report()
    assert day.reports() == [
        ("PHONE", "DELIVERED"),
        ("FIRST", "DELIVERED"),
        ("FOLLOW_UP1", "DELIVERED"),
        ("FOLLOW_UP2", "NOT_DUE"),
    ]
    assert day.standing() == []


def who_leads_and_what_is_there(day: ColdDay) -> None:
    """By 06:40: 600 households, a commander on the spot, three repair lorries."""
    centre = day.centre
    day.count(600)
    leads = FillSeat(
        incident=NO, role=CommandRole.ON_SCENE, holder="李建国", contact="0431-000", unit=HEAT
    )
    do(centre, "duty", leads)
    lorries = AskForResource(incident=NO, what="抢修车", amount=3, unit=HEAT)
    number = do(centre, "duty", lorries)
    there = MoveResource(incident=NO, number=number, stage=ResourceStage.ON_SPOT, seen=1)
    do(centre, "duty", there)


def one_case_was_linked_by_mistake(day: ColdDay, linked: Sequence[str]) -> str:
    """It goes on alone and is pressed like any other; one of the incident isn't."""
    centre = day.centre
    wrong, other = linked[0], linked[1]
    for number in (wrong, other):
        do(centre, "dispatcher", d.Dispatch(case=number, unit=HEAT))
    do(centre, "duty", p.UnlinkCases(incident=NO, cases=(wrong,), reason="户内阀门，与爆管无关"))
    found = centre.case(wrong)
    assert (found.urgency, found.incident) == (Urgency.E2, None)
    day.comes(10, 40)
    assert centre.case(wrong).supervision is not None, "nobody has acknowledged it"
    assert centre.case(other).supervision is None, "nobody is pressed for a case of an incident"
    assert wrong in day.page()["near"]
    return wrong


def one_report_is_late(day: ColdDay) -> None:
    """Due at 10:55, signed at 11:07: an alert P2, then P1; calls; a line of desk and wall."""
    centre = day.centre
    before = len(day.calls())
    day.comes(10, 46)
    [soon] = day.standing()
    assert (soon.lamp.value, soon.priority) == ("REPORT_DUE", 2)
    day.comes(10, 51)
    day.comes(10, 56)
    [late] = day.standing()
    assert (late.lamp.value, late.stage, late.priority) == ("REPORT_LATE", "FOLLOW_UP", 1)
    shelve = p.ShelveAlert(alert=late.key, until=at(11, 20), reason="稍后")
    assert refused(centre, "duty-leader", shelve).code
    day.comes(10, 58)
    day.comes(11, 1)
    called = [(one.login, one.matter) for one in day.calls()[before:]]
    assert called == [
        ("duty", "REPORT_DUE"),
        ("foreman", "REPORT_DUE"),
        ("duty", "REPORT_LATE"),
        ("foreman", "REPORT_LATE"),
        ("duty-leader", "REPORT_LATE"),
    ]
    lines = [(one["kind"], one["more"], one["n"]) for one in day.duty_desk() if one["of"] == NO]
    assert lines[:2] == [("UNDISPATCHED", "LINKED", 39), ("REPORT", "FOLLOW_UP", 2)]
    first = day.wall()["reports"]["0"]
    assert (first["id"], first["out"]) == ("FOLLOW_UP2", None)
    assert first["due"] == round(at(10, 55).timestamp() * 1000)
    do(centre, "duty-leader", p.AcknowledgeAlert(alert=late.key))
    day.write_report()
    day.comes(11, 7)
    day.sign_report()
    day.comes(11, 8)
    assert day.standing() == []
    assert MessageState.ASKED not in {one.state for one in day.calls()}
    assert day.reports()[3] == ("FOLLOW_UP2", "LATE")


def it_is_contained_and_ended_with_a_gap(day: ColdDay, linked: Sequence[str]) -> None:
    """Nobody has noted when it occurred: that is a task; its open cases go on as before."""
    centre = day.centre
    cold = [no for no in linked if centre.case(no).grid == GRID][:10]
    day.close(cold, HEAT)
    day.comes(12, 0)
    do(centre, "duty", p.NoteMilestone(incident=NO, milestone=Milestone.CONTAINED))
    day.count(0)
    day.comes(12, 40)
    day.write_report()
    day.comes(12, 45)
    day.sign_report()
    review = p.ReviewIncident(incident=NO, words="响应及时；续报二迟报 12 分钟")
    assert refused(centre, "duty-leader", review).code == "NOT_ENDED"
    day.comes(13, 30)
    do(centre, "duty-leader", p.EndIncident(incident=NO, reason="供热恢复"))
    told = day.page()
    [gap] = [one for one in told["tasks"].values() if one["gap"]]
    assert (gap["gap"], gap["post"], gap["due"] - gap["set"]) == ("OCCURRED", "MAIN", 86_400_000)
    assert told["near"] == {}
    own = [centre.case(number) for number in linked]
    assert {one.incident for one in own if one.open} == {None}
    assert {one.urgency for one in own if one.open} == {Urgency.E2}
    do(centre, "duty", p.NoteMilestone(incident=NO, milestone=Milestone.OCCURRED, at=at(6, 5)))
    assert day.page()["tasks"][gap["no"]]["answered"]
    day.comes(15, 0)
    day.write_report()
    day.comes(15, 10)
    assert refused(centre, "duty-leader", review).code == "FINAL_UNSIGNED"
    day.sign_report()
    the_figures_are_right(day, own)


def the_figures_are_right(day: ColdDay, own: Sequence[Case]) -> None:
    """42 reported, 10 closed; 41 were linked, one of them by mistake; one report was late."""
    assert day.reports() == [
        ("PHONE", "DELIVERED"),
        ("FIRST", "DELIVERED"),
        ("FOLLOW_UP1", "DELIVERED"),
        ("FOLLOW_UP2", "LATE"),
        ("FOLLOW_UP3", "DELIVERED"),
        ("FINAL", "DELIVERED"),
    ]
    late = clocks(day.incident(), ZONE)[3]
    assert late.late_by(day.centre.clock()) == timedelta(minutes=12)
    head = day.page()["head"]["now"]
    assert (head["linked"], head["level"], head["status"]) == (40, 3, "ENDED")
    assert head["over_at"] - head["known_at"] == (7 * 60 + 18) * 60_000
    assert sum(not one.open for one in own) == 10
    figures = day.web.follower.picture.figures
    assert (figures["reported_today"], figures["closed_today"], figures["open"]) == (42, 10, 32)
    (over,) = day.wall()["over"].values()
    assert over["final"]["out"] == round(at(15, 10).timestamp() * 1000)


def the_papers_say_what_the_record_has(day: ColdDay) -> None:
    """Every written report prints with all its words, both persons, its times and its digest."""
    client = day.web.person(Role.DUTY)
    found = papers(day.incident())
    assert [f"{one.kind}{one.number or ''}" for one in found] == [
        *("FIRST", "FOLLOW_UP1", "FOLLOW_UP2", "FOLLOW_UP3", "FINAL"),
    ]
    assert "停热住户 1,800 户" in found[0].text
    assert "李建国 0431-000" in found[0].text
    assert "停热住户 0 户" in found[3].text
    assert "停热住户 1,800" not in found[3].text
    for place, one in enumerate(found, start=1):
        page = html.unescape(client.get(f"/duty/reports/{NO}/{place}").text)
        assert one.signed_at is not None
        signed = f"{PEOPLE['duty-leader'].name}，{one.signed_at.astimezone(ZONE):%Y-%m-%d %H:%M}"
        written = f"{PEOPLE['duty'].name}，{one.entered_at.astimezone(ZONE):%Y-%m-%d %H:%M}"
        lines = [words for line in one.text.splitlines() for words in line.split("：", 1)]
        for words in (f"{NO}-{place:02d}", "III 级（较大）", signed, written, *lines):
            assert words.strip() in page, (place, words)
        assert digest(NO, place, one) in page


def it_is_reviewed_and_nothing_is_added(day: ColdDay) -> None:
    centre = day.centre
    day.comes(9, 0, day=15)
    do(centre, "duty-leader", p.ReviewIncident(incident=NO, words="续报二迟报 12 分钟"))
    assert refused(centre, "duty", AddNote(incident=NO, words="补记")).code == "INCIDENT_REVIEWED"
    told = day.page()
    assert told["head"]["now"]["review"] == "续报二迟报 12 分钟"
    assert [one for one in day.duty_desk() if one["of"] == NO] == []
    times = [one["at"] for one in told["timeline"].values() if one.get("milestone") == "OCCURRED"]
    assert times == [round(at(6, 5).timestamp() * 1000)]
    assert_whole(centre, day.web.follower, 32)
