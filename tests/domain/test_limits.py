"""Values at a limit are accepted; values beyond are refused with the field's name."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from dashboard.domain import commands as c
from dashboard.domain.limits import check
from dashboard.domain.refusals import BadMessage
from tests.domain.situations import DIRECT, DISTRICT, EXTEND, NO, SUSPEND, UNIT
from tests.domain.values import ANYTHING, any_of
from tests.helpers.clock import MORNING


def checked(command: c.Command, **identity: Any) -> None:
    report = c.Report("test", "1", MORNING, command)
    check(replace(report, **identity), DISTRICT, MORNING)


def plain(**fields: Any) -> c.ReportCase:
    known: dict[str, Any] = {"item": "0201", "grid": 206}
    return c.ReportCase(**known | fields)


def refusal(command: c.Command, **identity: Any) -> BadMessage:
    with pytest.raises(BadMessage) as caught:
        checked(command, **identity)
    return caught.value


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "长" * 4_000},
        {"address": "长" * 200},
        {"attachments": ("photo.jpg",) * 20},
        {"attachments": ("/" * 500,)},
        {"external_no": "1" * 200},
        {"reporter": c.Reporter("王" * 200, "1" * 200)},
        {"reporter": c.Reporter()},
        {"item": None, "text": "路灯不亮了"},
        {"text": "第一行\r\n\t第二行"},
        {"occurred_at": MORNING + timedelta(minutes=5)},
        {"occurred_at": datetime(2000, 1, 1, tzinfo=UTC)},
        {"grid": None, "lon": 180.0, "lat": -90.0, "crs": c.Crs.WGS84},
        {"lon": 0.0, "lat": 0.0, "crs": c.Crs.BD09},
    ],
)
def test_a_report_may_go_as_far_as_the_limits(fields: dict[str, Any]) -> None:
    checked(plain(**fields))


@pytest.mark.parametrize("grid", [1, 310])
def test_the_first_and_the_last_grid_are_known(grid: int) -> None:
    checked(plain(grid=grid))
    checked(c.Heartbeat(grid=grid))


@pytest.mark.parametrize("on_duty", [0, 10_000])
def test_a_unit_may_have_nobody_on_duty_or_very_many(on_duty: int) -> None:
    checked(c.SetCapacity(unit=UNIT, on_duty=on_duty))


def test_a_sign_of_life_needs_no_grid() -> None:
    checked(c.Heartbeat())


def test_a_message_needs_no_time() -> None:
    checked(plain(), time=None)


def test_a_known_case_is_directed_without_telling_its_place_again() -> None:
    checked(DIRECT)


def test_a_known_case_is_not_directed_to_a_grid_that_is_not_there() -> None:
    assert refusal(replace(DIRECT, grid=311)).code == "UNKNOWN_GRID"


def test_identity_may_have_200_characters() -> None:
    checked(plain(), source="s" * 200, id="1" * 200)


@pytest.mark.parametrize("command", [EXTEND, SUSPEND])
def test_a_case_is_put_off_by_no_more_than_a_year(command: Any) -> None:
    farthest = MORNING + timedelta(days=366)
    checked(replace(command, until=farthest))
    assert refusal(replace(command, until=farthest + timedelta(seconds=1))).code == "TOO_FAR"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_point_that_is_no_number_is_out_of_range(number: float) -> None:
    fields = {"grid": None, "lon": number, "lat": 43.8, "crs": c.Crs.WGS84}
    assert refusal(plain(**fields)).code == "OUT_OF_RANGE"


@pytest.mark.parametrize(
    ("field", "command"),
    [
        ("address", plain(address="长" * 201)),
        ("reporter.phone", plain(reporter=c.Reporter(phone="\0"))),
        ("attachments", plain(attachments=("\0",))),
        ("occurred_at", plain(occurred_at=MORNING + timedelta(hours=1))),
        ("reason", c.Return(case=NO, unit=UNIT, reason="")),
        ("by", c.Verify(case=NO, passed=True, by=" ")),
        ("title", c.ReportIncident(kind=c.IncidentKind.HEALTH, title="", grid=206)),
        ("until", replace(EXTEND, until=MORNING.replace(tzinfo=None))),
        ("on_duty", c.SetCapacity(unit=UNIT, on_duty=-1)),
        ("lat", plain(lon=125.3)),
    ],
)
def test_a_refusal_names_the_field(field: str, command: c.Command) -> None:
    assert f"`{field}`" in refusal(command).words


def test_a_refusal_names_the_control_character() -> None:
    assert "U+202E" in refusal(plain(text="abc\u202edef")).words


@given(report=any_of(c.Report, ANYTHING))
def test_whatever_a_report_holds_it_is_accepted_or_refused_in_words(report: c.Report) -> None:
    with suppress(BadMessage):
        check(report, DISTRICT, MORNING)
