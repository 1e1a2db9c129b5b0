"""A main bursts: how often, who reports it, and what they say."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.districts import Pack
from dashboard.domain.commands import ReportCase, ReportIncident
from feeds.simulator.burst import COMPLAINTS, burst, bursts
from feeds.simulator.town import Town
from tests.feeds.acting import ZONE
from tests.feeds.memory import Memory

MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)
WEEK = timedelta(days=7)


def test_now_and_then_a_heating_main_bursts_and_forty_call(pack: Pack, town: Town) -> None:
    weeks = list(bursts(town, MONDAY, MONDAY + 8 * WEEK))
    incidents = [r.command for r in weeks if isinstance(r.command, ReportIncident)]
    assert 5 <= len(incidents) <= 20
    assert all("供热" in command.title for command in incidents)
    cold = [r for r in weeks if getattr(r.command, "item", "") in COMPLAINTS["heating"]]
    assert len(cold) > 0.8 * len(incidents) * 40


def bursting(town: Town, days: int, least: int = 0) -> list[datetime]:
    told = bursts(town, MONDAY, MONDAY + timedelta(days=days), least=least)
    return [r.time for r in told if isinstance(r.command, ReportIncident) and r.time]


def test_the_more_is_reported_the_more_mains_burst(town: Town) -> None:
    often = replace(town, intensity=20.0)
    assert len(bursting(often, 14)) == 14 * 4
    assert 14 <= len(bursting(replace(town, intensity=10.0), 14)) <= 42
    assert set(bursting(town, 14)) <= set(bursting(often, 14))
    assert bursting(replace(town, intensity=0.0), 14, least=2) == []
    times = [report.time or MONDAY for report in bursts(often, MONDAY, MONDAY + WEEK)]
    assert times == sorted(times)


@pytest.mark.parametrize("days", [4, 8])
def test_a_past_has_as_many_bursts_as_it_must(town: Town, days: int) -> None:
    usual = bursting(town, days)
    least = len(usual) + 2
    assert len(bursting(town, days, least=least)) == least
    assert bursting(town, days, least=len(usual)) == usual


@pytest.mark.parametrize("grid", [206, 270, 1])
def test_a_burst_chills_the_customers_of_one_company_near_by(
    pack: Pack, town: Town, grid: int
) -> None:
    told = burst(town, MONDAY + timedelta(hours=9), grid)
    callers = [r.command for r in told if isinstance(r.command, ReportCase)]
    memory = Memory(pack)
    grids = {memory.spot(command).grid for command in callers}
    companies = {pack.district.unit_for(pack.district.items["0112"], no).code for no in grids}
    assert len(callers) == 40
    assert len(companies) == 1
    lon, lat = pack.places.center_of(grid)
    near = {pack.places.center_of(no) for no in grids}
    assert all(abs(x - lon) < 0.05 and abs(y - lat) < 0.05 for x, y in near)


def test_by_night_most_sleep_through_it(town: Town) -> None:
    assert len(burst(town, MONDAY + timedelta(hours=3), 206)) < 20


def test_in_summer_it_is_the_water_main(town: Town) -> None:
    summer = datetime(2026, 7, 13, tzinfo=ZONE)
    week = bursts(town, summer, summer + 4 * WEEK)
    titles = {r.command.title for r in week if isinstance(r.command, ReportIncident)}
    assert titles == {"供水主管爆裂停水"}
