"""Drills: they run like incidents, say so everywhere, and never count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks.console_alerts import Alerts
from callbacks.duty import model
from callbacks.duty_roster import RosterTold
from callbacks.wall.common import incidents
from dashboard.domain import commands as c
from dashboard.domain.alerts import Turn
from dashboard.domain.incident import DRILL_MARK, Incident
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    BeginDrill,
    ConfirmIncident,
    DismissIncident,
    EndIncident,
    EscalateIncident,
    FileSituationReport,
    NoteMilestone,
    ReportByPhone,
    SignSituationReport,
)
from dashboard.domain.scope import CENTRE
from dashboard.domain.unit import Urgency
from dashboard.live.picture import Picture
from dashboard.store import alerts, assessment, baselines, proximity, reads, samples
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.people import ask, do, refused

DRILL, REAL = "NGD20261123-01", "NGI20261123-01"
FIRE: dict[str, Any] = {"kind": c.IncidentKind.ACCIDENT, "title": "厂房起火", "grid": 206}


def incident(centre: Centre, number: str) -> Incident:
    with centre.system.reader.connect() as connection:
        found = proximity.incidents_at_hand(connection, centre.district)
    return next(one for one in found if one.number == number)


def test_a_drill_has_a_number_and_a_title_of_its_own(centre: Centre) -> None:
    assert do(centre, "foreman", BeginDrill(**FIRE)) == DRILL
    centre.settle(message("i", c.ReportIncident(**FIRE)))
    assert incident(centre, DRILL).title == f"{DRILL_MARK}厂房起火"
    assert incident(centre, REAL).title == "厂房起火"
    assert [incident(centre, one).drill for one in (DRILL, REAL)] == [True, False]
    assert centre.faults() == []


@pytest.mark.parametrize("who", ["dispatcher", "duty", "intake", "leader", "street-s08", "auditor"])
def test_only_the_foreman_and_the_leader_on_duty_begin_one(sqlite_centre: Centre, who: str) -> None:
    assert refused(sqlite_centre, who, BeginDrill(**FIRE)).code == "NOT_YOUR_ROLE"


def test_nobody_outside_begins_one(sqlite_centre: Centre) -> None:
    said = message("d", c.ReportIncident(**FIRE)).replace(b'"kind"', b'"drill":true,"kind"')
    sqlite_centre.settle(said)
    assert not incident(sqlite_centre, REAL).drill


def test_no_case_is_linked_to_one(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    do(centre, "duty-leader", BeginDrill(**FIRE))
    centre.settle(report(1, urgency=Urgency.E2))
    [case] = centre.numbers()
    wanted = EscalateIncident(case=case, incident=DRILL)
    assert refused(centre, "dispatcher", wanted).code == "INCIDENT_DRILL"
    assert centre.case(case).incident is None
    with centre.system.reader.connect() as connection:
        assert list(proximity.running_incidents(connection, centre.district)) == []


def test_its_report_clocks_run_and_its_alerts_say_that_it_is_one(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    do(centre, "foreman", BeginDrill(**FIRE))
    centre.clock.move(minutes=40)
    centre.ring_deadlines()
    with centre.system.reader.connect() as connection:
        found = alerts.standing(connection, centre.district)
    assert {one.lamp for one in found} >= {Turn.INCIDENT, Turn.REPORT_LATE}
    assert all(one.drill for one in found)
    told = Alerts(CENTRE).sections(centre.follower().picture)
    assert (told["alarm"]["recent"], told["alarm"]["standing"]) == (0, 0)
    assert all(one["drill"] for one in told["alerts"].values())
    lines = model(centre.system, centre.follower(), RosterTold())["points"].values()
    assert {one["kind"] for one in lines} >= {"REPORT", "SUSPECTED"}
    assert all(one["drill"] and DRILL_MARK in one["title"] for one in lines)


def test_a_drill_runs_its_whole_life(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    do(centre, "foreman", BeginDrill(**FIRE))
    do(centre, "duty-leader", ConfirmIncident(incident=DRILL, level=3))
    do(centre, "duty", ReportByPhone(incident=DRILL, words="演练：市值班室"))
    do(centre, "duty", NoteMilestone(incident=DRILL, milestone=Milestone.ON_SITE))
    do(centre, "duty", FileSituationReport(incident=DRILL, text="演练初报"))
    do(centre, "duty-leader", SignSituationReport(incident=DRILL))
    do(centre, "foreman", EndIncident(incident=DRILL, reason="演练结束"))
    assert not incident(centre, DRILL).open
    assert centre.faults() == []


def test_a_real_incident_comes_before_every_drill(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    do(centre, "foreman", BeginDrill(**FIRE))
    do(centre, "duty-leader", ConfirmIncident(incident=DRILL, level=1))
    alone = incidents(centre.follower().picture)
    assert (alone["current"]["no"], alone["current"]["drill"]) == (DRILL, True)
    assert incidents(centre.follower().picture, lambda _: True)["count"] == 0  # visitors
    centre.settle(message("i", c.ReportIncident(**FIRE)))
    both = incidents(centre.follower().picture)
    assert (both["current"]["no"], both["others"], both["count"]) == (REAL, [], 1)


# What is counted ------------------------------------------------------------------------------


@dataclass(slots=True)
class Story:
    """The same acts in a district with drills and in one without."""

    centre: Centre
    drills: bool
    made: dict[str, list[str]] = field(default_factory=lambda: {"real": [], "drill": []})
    number: Iterator[int] = field(default_factory=count)

    def act(self, what: str) -> None:
        kind, _, act = what.partition(" ")
        if kind == "drill" and not self.drills:
            return
        if kind == "case":
            self.centre.settle(report(next(self.number), urgency=Urgency.E2))
            return
        if act == "begin":
            self.begin(kind)
        elif act == "link":
            self.link(kind)
        else:
            self.last(kind, COMMANDS[act])
        self.centre.tell()

    def begin(self, kind: str) -> None:
        command = BeginDrill(**FIRE) if kind == "drill" else c.ReportIncident(**FIRE)
        self.made[kind].append(do(self.centre, "foreman", command))

    def last(self, kind: str, command: Callable[[str], Any]) -> None:
        for number in self.made[kind][-1:]:
            ask(self.centre, "duty-leader", command(number))

    def link(self, kind: str) -> None:
        for number, case in zip(self.made[kind][-1:], self.centre.numbers()[-1:], strict=False):
            ask(self.centre, "foreman", EscalateIncident(case=case, incident=number))


COMMANDS: dict[str, Callable[[str], Any]] = {
    "confirm": lambda number: ConfirmIncident(incident=number, level=2),
    "end": lambda number: EndIncident(incident=number, reason="结束"),
    "dismiss": lambda number: DismissIncident(incident=number, reason="误报"),
    "phone": lambda number: ReportByPhone(incident=number, words="已报"),
}
ACTS = (
    "case",
    *(f"{kind} {act}" for kind in ("real", "drill") for act in ("begin", "link", *COMMANDS)),
)


def told(centre: Centre) -> dict[str, Any]:
    """Every figure of a district: by its picture, by SQL, over days, of its alarms."""
    system, key = centre.system, centre.district
    centre.ring_deadlines()
    centre.tell()
    picture: Picture = centre.follower().picture
    now = system.clock()
    day, week = system.day_start(now), to_ms(now - timedelta(days=7))
    with system.reader.connect() as connection:
        found = {
            "sql": reads.figures(connection, system.district, now, day),
            "groups": {g: reads.group_figures(connection, key, now, g) for g in reads.GROUPS},
            "sample": samples.take(connection, system.district, now, day).figures,
            "days": assessment.facts(connection, key, week),
            "baselines": baselines.since(connection, key, week),
        }
    alarm = Alerts(CENTRE).sections(picture)["alarm"]
    real = [one for one in picture.running_incidents() if not one.drill]
    return found | {
        "picture": dict(picture.figures),
        "cells": dict(picture.cells.platforms),
        "reported": len(picture.reported_today),
        "alarm": alarm,
        "incidents": incidents(picture)["count"] if real else 0,
    }


made = count()


@given(st.lists(st.sampled_from(ACTS), max_size=14))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_figure_counts_a_drill(sqlite_centre: Centre, steps: list[str]) -> None:
    found = []
    for drills in (True, False):
        name = f"d{next(made)}"
        with Centre(sqlite_centre.system.settings, sqlite_centre.clock, name) as centre:
            story = Story(centre, drills)
            for step in steps:
                story.act(step)
            found.append(told(centre))
    assert found[0] == found[1]
