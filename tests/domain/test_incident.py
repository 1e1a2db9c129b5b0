"""A report opens a suspected incident: a person confirms it and declares its level."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.alerts.incidents import watch_incident
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.criteria import Harm, suggest
from dashboard.domain.incident import (
    OVER,
    Incident,
    IncidentState,
    change,
    incident_from,
    open_incident,
)
from dashboard.domain.life import Circumstances, Spot
from dashboard.domain.oversight_commands import (
    ConfirmIncident,
    CorrectKnownAt,
    DismissIncident,
    EndIncident,
    EscalateIncident,
)
from dashboard.domain.refusals import Refused
from tests.domain.situations import (
    CALENDAR,
    CRITICAL,
    DISTRICT,
    GRID,
    NO,
    circumstances,
    processing,
)
from tests.helpers.clock import MORNING

NUMBER = "NGI20261123-01"
ZONE = ZoneInfo("Asia/Shanghai")
SPOT = Spot(GRID, 125.34148, 43.8653, "大经路")
KNOWN = MORNING - timedelta(minutes=3)


def suspected(spot: Spot | None = SPOT, **fields: Any) -> Incident:
    command = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热爆管", **fields)
    return open_incident(command, Circumstances(MORNING, DISTRICT, CALENDAR, NUMBER, spot))


def test_an_incident_begins_as_a_suspicion_without_any_level() -> None:
    found = suspected()
    assert found.state is IncidentState.SUSPECTED
    assert (found.warning_level, found.event_level, found.response_level) == (None, None, None)


def test_an_incident_stands_in_the_street_of_its_grid() -> None:
    found = suspected()
    assert (found.grid, found.street) == (GRID, DISTRICT.grids[GRID].street)
    assert (found.lon, found.lat, found.address) == (125.34148, 43.8653, "大经路")


def test_the_report_clock_starts_when_the_incident_was_known() -> None:
    assert suspected(known_at=KNOWN).known_at == KNOWN


def test_the_report_clock_starts_now_if_nobody_says_when_it_was_known() -> None:
    assert suspected().known_at == suspected().reported_at == MORNING


def test_an_incident_needs_a_place() -> None:
    with pytest.raises(Refused, match="place") as refused:
        suspected(spot=None)
    assert refused.value.code == "PLACE_MISSING"


@pytest.mark.parametrize("state", IncidentState)
def test_an_incident_runs_until_it_is_ended_or_dismissed(state: IncidentState) -> None:
    assert replace(suspected(), state=state).open is (state not in OVER)


# Declared ----------------------------------------------------------------------------------


def test_a_declared_level_confirms_what_was_suspected() -> None:
    case = processing(item=CRITICAL)
    plain = incident_from(case, EscalateIncident(case=NO), at())
    declared = incident_from(case, EscalateIncident(case=NO, level=4), at())
    assert (plain.state, plain.event_level) == (IncidentState.SUSPECTED, None)
    assert (declared.state, declared.event_level) == (IncidentState.CONFIRMED, 4)
    assert (declared.declared_by, declared.declared_at) == ("chen", MORNING)


def test_an_incident_takes_kind_and_name_from_the_item_unless_told() -> None:
    case = processing(item=CRITICAL)
    found = incident_from(case, EscalateIncident(case=NO), at())
    assert (found.kind, found.title) == (IncidentKind.ACCIDENT, DISTRICT.items[CRITICAL].name_zh)
    told = EscalateIncident(case=NO, kind=IncidentKind.NATURAL, title="暴雪")
    named = incident_from(case, told, at())
    assert (named.kind, named.title, named.cases) == (IncidentKind.NATURAL, "暴雪", (NO,))
    # Every desk and wall reads it: not the words of a report.
    unclassified = replace(case, item=None, text="3 单元张女士家")
    street = DISTRICT.streets[case.street].name_zh
    told = EscalateIncident(case=NO, kind=IncidentKind.ACCIDENT)
    assert incident_from(unclassified, told, at()).title == street


def test_an_item_that_grows_into_nothing_needs_a_kind() -> None:
    with pytest.raises(Refused) as caught:
        incident_from(processing(), EscalateIncident(case=NO), at())
    assert caught.value.code == "KIND_MISSING"


def test_a_false_alarm_is_dismissed_and_a_confirmed_one_is_ended() -> None:
    dismiss = DismissIncident(incident=NUMBER, reason="误报")
    end = EndIncident(incident=NUMBER, reason="险情解除")
    over = change(suspected(), dismiss, at())
    assert (over.state, over.outcome, over.open) == (IncidentState.DISMISSED, "误报", False)
    confirmed = change(suspected(), ConfirmIncident(incident=NUMBER, level=3), at())
    ended = change(confirmed, end, at())
    assert ended.state is IncidentState.ENDED
    reached = {one.state for one in (suspected(), confirmed, over, ended)}
    assert reached == set(IncidentState), "no state that nobody can bring about"
    assert refused(confirmed, dismiss) == "INCIDENT_CONFIRMED"
    assert refused(suspected(), end) == "INCIDENT_SUSPECTED"
    assert refused(over, end) == "INCIDENT_OVER"


@pytest.mark.parametrize("level", [0, 5])
def test_levels_run_from_one_to_four(level: int) -> None:
    assert refused(suspected(), ConfirmIncident(incident=NUMBER, level=level)) == "NO_SUCH_LEVEL"


def test_an_end_needs_its_reason() -> None:
    assert refused(suspected(), DismissIncident(incident=NUMBER)) == "WORDS_MISSING"


def at() -> Circumstances:
    return circumstances(by="chen")


def refused(incident: Incident, command: object) -> str:
    with pytest.raises(Refused) as caught:
        change(incident, command, at())
    return caught.value.code


# Suggested ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "level"),
    [
        (Harm(), 4),
        (Harm(deaths=2, injured=9), 4),
        (Harm(deaths=3), 3),
        (Harm(injured=49), 3),
        (Harm(deaths=1, injured=50), 2),
        (Harm(loss=100_000_000), 1),
        (Harm(deaths=30, injured=1), 1),
    ],
)
def test_a_level_is_suggested_by_the_gravest_harm_that_is_known(harm: Harm, level: int) -> None:
    found = suggest(IncidentKind.ACCIDENT, harm)
    assert found.level == level
    assert all(one.level >= level for one in found.reached)


def test_a_suggestion_says_what_the_next_level_begins_with() -> None:
    found = suggest(IncidentKind.ACCIDENT)
    assert (found.reached, dict(found.raised)["deaths"]) == ((), 3)
    assert suggest(IncidentKind.ACCIDENT, Harm(deaths=99)).raised == {}


def test_other_kinds_have_scales_of_their_own() -> None:
    usual = {kind for kind in IncidentKind if not suggest(kind).own_scale}
    assert usual == {IncidentKind.ACCIDENT}


# Since when it is known --------------------------------------------------------------------------


def escalated_at(minutes: int) -> Incident:
    """The incident of a case reported in the morning, escalated so many minutes later."""
    now = MORNING + timedelta(minutes=minutes)
    command = EscalateIncident(case=NO, kind=IncidentKind.ACCIDENT, title="爆管")
    return incident_from(processing(), command, circumstances(now))


def test_what_a_case_turns_out_to_be_is_known_since_the_case_was_reported() -> None:
    found = escalated_at(40)
    assert (found.known_at, found.reported_at) == (MORNING, MORNING + timedelta(minutes=40))


def test_since_when_it_is_known_is_corrected_by_a_person_with_a_reason() -> None:
    found, earlier = escalated_at(40), MORNING - timedelta(minutes=7)
    why = "先有电话报告，见通话记录"
    right = CorrectKnownAt(incident=NUMBER, known_at=earlier, reason=why)
    case = change(found, right, circumstances())
    assert (case.known_at, case.reported_at) == (earlier, found.reported_at)
    assert case.version == found.version + 1
    silent = replace(right, reason=" ")
    late = replace(right, known_at=found.reported_at + timedelta(minutes=1))
    same = replace(right, known_at=MORNING)
    for command, code in (
        (silent, "WORDS_MISSING"),
        (late, "KNOWN_BEFORE"),
        (same, "KNOWN_ALREADY"),
    ):
        with pytest.raises(Refused) as caught:
            change(found, command, circumstances())
        assert caught.value.code == code


def test_a_correction_tells_nobody_anew_that_there_is_an_incident() -> None:
    found = escalated_at(40)
    (alert,) = watch_incident(found, (), MORNING, ZONE).raised
    earlier = replace(found, known_at=MORNING - timedelta(minutes=7))
    assert not watch_incident(earlier, (alert,), MORNING, ZONE).raised
