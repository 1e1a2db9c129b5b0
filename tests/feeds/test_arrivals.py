"""The simulated day: how many, when, what, where, and in which words."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dashboard import codec
from dashboard.districts import Pack
from dashboard.domain.commands import (
    Crs,
    Report,
    ReportCase,
    SelfResolve,
)
from dashboard.domain.limits import check
from feeds.simulator import words
from feeds.simulator.arrivals import arrivals
from feeds.simulator.burst import COMPLAINTS
from feeds.simulator.day import day
from feeds.simulator.town import Town
from tests.feeds.memory import Memory

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)
WEEK = timedelta(days=7)
GRID, GCJ, WGS = "grid", Crs.GCJ02, Crs.WGS84


@pytest.fixture(scope="module")
def sent(town: Town) -> list[Report]:
    """The messages of four weeks, repeats included."""
    return list(arrivals(town, MONDAY, MONDAY + 4 * WEEK))


@pytest.fixture(scope="module")
def told(sent: list[Report]) -> list[ReportCase]:
    """The reports without the repeats."""
    once = {report.id: report.command for report in sent}
    return [command for command in once.values() if isinstance(command, ReportCase)]


def local(report: Report) -> datetime:
    assert report.time is not None
    return report.time.astimezone(ZONE)


def share(told: list[ReportCase], *channels: str) -> float:
    return sum(command.channel in channels for command in told) / len(told)


def test_every_report_is_one_that_the_centre_takes(pack: Pack, sent: list[Report]) -> None:
    for report in sent:
        assert report.time is not None
        again = codec.read_report(codec.write_report(report))
        check(again, pack.district, report.time)
        assert again == report


def test_reports_come_in_order_between_start_and_end(sent: list[Report]) -> None:
    times = [local(report) for report in sent]
    assert times[0] >= MONDAY
    assert times[-1] < MONDAY + 4 * WEEK
    assert all(a <= b for a, b in pairwise(times))


def test_a_day_asked_for_in_two_parts_is_the_same_day(town: Town) -> None:
    noon = MONDAY + timedelta(hours=12, minutes=17)
    whole = list(arrivals(town, MONDAY, MONDAY + timedelta(days=1)))
    parts = [
        *arrivals(town, MONDAY, noon),
        *arrivals(town, noon, MONDAY + timedelta(days=1)),
    ]
    assert parts == whole


def test_another_seed_is_another_day(pack: Pack, town: Town) -> None:
    other = Town(pack.district, pack.places, "207")
    end = MONDAY + timedelta(hours=12)
    texts = [
        {getattr(r.command, "text", "") for r in arrivals(t, MONDAY, end)} for t in (town, other)
    ]
    assert len(texts[0] & texts[1]) < 0.2 * len(texts[0])


def test_a_working_day_has_about_245_reports_and_a_weekend_fewer(sent: list[Report]) -> None:
    days = Counter(local(report).date() for report in sent)
    working = [n for day, n in days.items() if day.weekday() < 5]
    weekend = [n for day, n in days.items() if day.weekday() >= 5]
    assert 235 <= sum(working) / len(working) <= 275
    assert 120 <= sum(weekend) / len(weekend) <= 200


def test_twice_the_intensity_is_about_twice_as_many(pack: Pack) -> None:
    counts = [
        sum(1 for _ in arrivals(Town(pack.district, pack.places, "206", k), MONDAY, MONDAY + WEEK))
        for k in (1.0, 2.0)
    ]
    assert 1.85 <= counts[1] / counts[0] <= 2.15


def test_telephones_ring_most_in_the_morning_and_after_supper(sent: list[Report]) -> None:
    hours = Counter(
        local(report).hour
        for report in sent
        if isinstance(report.command, ReportCase) and report.command.channel == "PHONE"
    )
    afternoon = sum(hours[hour] for hour in (13, 14, 15))
    assert hours[9] > 1.3 * afternoon / 3
    assert sum(hours[hour] for hour in (18, 19, 20)) > 1.2 * afternoon
    assert hours[3] < 0.2 * hours[9]


def test_about_half_is_found_by_the_grids(told: list[ReportCase]) -> None:
    assert 0.46 <= share(told, "GRID", "PATROL") <= 0.57
    assert 0.025 <= share(told, "TALK_POINT", "JUSTICE_OFFICE", "PETITION_STATION") <= 0.06


def test_about_an_eighth_is_settled_by_the_grid_itself(told: list[ReportCase]) -> None:
    settled = sum(isinstance(command, SelfResolve) for command in told)
    assert 0.09 <= settled / len(told) <= 0.15


def test_one_in_fifty_messages_is_sent_twice(sent: list[Report]) -> None:
    repeats = len(sent) - len({report.id for report in sent})
    assert 0.012 <= repeats / len(sent) <= 0.03
    assert repeats == sum(a == b for a, b in pairwise(sent))


def test_a_second_resident_may_report_the_same_matter(told: list[ReportCase]) -> None:
    places = Counter((c.item, c.grid, c.lon) for c in told if c.item)
    assert max(places.values()) > 1


def test_places_come_as_grids_as_telephones_and_as_surveyors_say_them(
    told: list[ReportCase],
) -> None:
    kinds = Counter(command.crs or GRID for command in told)
    assert 0.56 <= kinds[GRID] / len(told) <= 0.64
    assert 0.26 <= kinds[GCJ] / len(told) <= 0.34
    assert 0.07 <= kinds[WGS] / len(told) <= 0.13


def test_every_point_lies_in_the_district(pack: Pack, told: list[ReportCase]) -> None:
    memory = Memory(pack)
    found = {memory.spot(command).grid for command in told if command.crs}
    assert len(found) > 200


def test_radiators_are_cold_in_november_and_nobody_minds_in_july(town: Town) -> None:
    november = heating(arrivals(town, MONDAY, MONDAY + WEEK))
    summer = datetime(2026, 7, 13, tzinfo=ZONE)
    assert november > 60
    assert heating(arrivals(town, summer, summer + WEEK)) == 0


def heating(reports: Iterator[Report]) -> int:
    return sum(getattr(report.command, "item", "") in {"0111", "0112"} for report in reports)


def test_building_sites_are_in_the_new_town(pack: Pack, told: list[ReportCase]) -> None:
    memory = Memory(pack)
    streets = Counter(
        pack.district.grids[memory.spot(command).grid].street
        for command in told
        if command.item == "0309"
    )
    new = streets["S11"] + streets["S12"] + streets["S14"]
    everything = Counter(pack.district.grids[memory.spot(c).grid].street for c in told)
    usual = (everything["S11"] + everything["S12"] + everything["S14"]) / len(told)
    assert new / streets.total() > 2 * usual


def test_texts_do_not_look_copied(told: list[ReportCase]) -> None:
    texts = Counter(command.text for command in told)
    assert len(texts) > 0.75 * len(told)
    assert len({text[-6:] for text in texts}) > 100


def test_only_residents_leave_a_name_and_no_number_is_anybodys(told: list[ReportCase]) -> None:
    named = [command for command in told if command.reporter]
    assert 0.25 <= len(named) / len(told) <= 0.4
    for command in named:
        assert command.reporter is not None
        assert command.channel not in {"GRID", "PATROL"}
        assert command.reporter.phone.startswith(words.UNUSED_PREFIX)
        assert len(command.reporter.phone) == 11


def test_a_text_alone_can_be_filed_by_reading_it(told: list[ReportCase]) -> None:
    alone = [command for command in told if command.item is None]
    assert 0.03 <= len(alone) / len(told) <= 0.12
    assert all(words.item_of(command.text) for command in alone)


def test_a_sentence_is_filed_under_the_item_it_was_written_for(told: list[ReportCase]) -> None:
    with_item = [command for command in told if command.item]
    right = sum(words.item_of(command.text) == command.item for command in with_item)
    assert right > 0.98 * len(with_item)


def test_text_and_address_name_the_same_compound(told: list[ReportCase]) -> None:
    names = words.compounds()
    for command in told:
        here = {name for name in names if name in command.address}
        assert here
        assert {name for name in names if name in command.text} <= here, command.text


def test_whoever_reports_it_again_says_the_same_place(sent: list[Report]) -> None:
    first = {report.id: report.command for report in sent}
    again = [r for r in sent if r.id.endswith("-again")]
    assert again
    for report in again:
        before = first.get(report.id.removesuffix("-again"))
        assert isinstance(before, ReportCase)
        assert isinstance(report.command, ReportCase)
        assert report.command.address == before.address


def test_every_result_is_its_item_s_own(pack: Pack) -> None:
    """A result must fit its item: no road is repaired by persuasion."""
    items = {item for stream in day().streams for item in stream.items}
    items |= {item for complaints in COMPLAINTS.values() for item in complaints}
    assert items <= words.with_results("results")
    assert {item[:2] for item in items} <= words.with_results("extensions") | {"09"}
    settling = {item for item in items if pack.district.items[item].grid_settles}
    assert settling <= words.with_results("settled")


@pytest.mark.parametrize(
    ("item", "told", "answered"),
    [("0714", "捐赠", "捐赠"), ("0810", "流浪犬", "捕收"), ("0610", "保温层", "松动|脱落")],
)
def test_a_result_speaks_of_what_was_told(pack: Pack, item: str, told: str, answered: str) -> None:
    chance = Random(item)
    site = words.site(pack.district.grids[206], chance)
    seen = set()
    for _ in range(40):
        text, _ = words.report(item, site, chance)
        result = words.result(item, text, chance)
        seen.add(told in text)
        assert bool(re.search(answered, result)) is (told in text), (text, result)
    assert seen == {True, False}


def test_who_answers_each_text_by_itself_answers_all_of_them() -> None:
    book = tomllib.loads(Path(words.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for table in ("results", "settled"):
        for item, said in book[table].items():
            if isinstance(said[0], list):
                assert len(said) == len(book["texts"][item]), (table, item)
                assert all(said)
