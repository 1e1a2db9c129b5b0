"""The alerts of a desk: in their places, grouped in a flood, computed only when needed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from callbacks.console_alerts import SPAN_MS, Alerts
from dashboard.domain.alerts import Alert, Turn
from dashboard.domain.alerts.life import acknowledge, end
from dashboard.domain.changes import Change, Kind
from dashboard.domain.persons import Area
from dashboard.domain.scope import CENTRE, LEADING, Scope
from dashboard.domain.unit import Urgency
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.store.reads import Snapshot
from dashboard.system import to_ms
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.states import alert, new_case

DUE = MORNING + timedelta(hours=24)
LATE = DUE + timedelta(minutes=1)


def picture_at(*alerts: Alert) -> Picture:
    nothing: Snapshot[Row] = Snapshot(0, {}, [], [], {}, {}, None, [], [])
    picture = Picture(PACK.district, nothing, to_ms(LATE), to_ms(MORNING))
    tell(picture, *alerts)
    return picture


def tell(picture: Picture, *alerts: Alert) -> None:
    for one in alerts:
        picture.apply(Change(picture.seq + 1, Kind.ALERT, one.key, one))


def red(number: int = 1, unit: str = "U01", urgency: Urgency = Urgency.E2) -> Alert:
    return alert(new_case(f"NG20261123-{number:04}", unit=unit, urgency=urgency), Turn.RED)


def test_what_stands_is_listed_by_key_with_its_place() -> None:
    sections = Alerts(CENTRE).sections(picture_at(red()))
    (key, told), *others = sections["alerts"].items()
    assert key == red().key
    assert (told["place"], told["turn"], told["case"]) == ("LIST", "RED", "NG20261123-0001")
    assert others == []
    assert sections["alarm"]["standing"] == 1
    assert sections["alarm"]["recent"] == 1


def test_an_alert_without_a_cause_is_gone_and_still_counts_for_the_rate() -> None:
    picture, desk = picture_at(red()), Alerts(CENTRE)
    desk.sections(picture)
    tell(picture, end(red(), LATE))
    sections = desk.sections(picture)
    assert sections["alerts"] == {}
    assert (sections["alarm"]["standing"], sections["alarm"]["recent"]) == (0, 1)


def test_an_acknowledged_one_says_by_whom() -> None:
    picture = picture_at(red(), acknowledge(red(), "李雷", LATE))
    told = Alerts(CENTRE).sections(picture)["alerts"][red().key]
    assert (told["state"], told["by"]) == ("ACKNOWLEDGED", "李雷")


@pytest.mark.parametrize("other", [Scope(Area.UNIT, "D13"), Scope(Area.STREET, "S01")])
def test_a_desk_lists_no_alert_of_others(other: Scope) -> None:
    assert Alerts(other).sections(picture_at(red()))["alerts"] == {}


def test_a_flood_is_rolled_up_by_unit() -> None:
    many = [red(n, unit="U01" if n % 3 else "D13") for n in range(1, 13)]
    sections = Alerts(CENTRE).sections(picture_at(*many))
    assert sections["alarm"]["flood"]
    assert {unit: group["count"] for unit, group in sections["alert_groups"].items()} == {
        "U01": 8,
        "D13": 4,
    }
    assert len(sections["alerts"]) == len(many)


def test_what_is_addressed_to_the_leader_is_listed_at_no_other_desk() -> None:
    told = alert(new_case(unit="U01"), Turn.SUPERVISED)
    picture = picture_at(red(), told)
    listed = {desk: Alerts(desk).sections(picture)["alerts"].keys() for desk in (CENTRE, LEADING)}
    assert listed == {CENTRE: {red().key}, LEADING: {red().key, told.key}}


def test_what_is_late_for_more_than_a_day_leaves_the_list_by_itself() -> None:
    picture, desk = picture_at(red()), Alerts(CENTRE)
    assert desk.sections(picture)["alarm"]["long_overdue"] == 0
    picture.advance(to_ms(DUE + timedelta(hours=24)) + SPAN_MS, picture.day_start_ms)
    sections = desk.sections(picture)
    assert (sections["alarm"]["standing"], sections["alarm"]["long_overdue"]) == (0, 1)


def test_nothing_is_thought_over_while_no_alert_changes() -> None:
    picture, desk = picture_at(red()), Alerts(CENTRE)
    before = desk.sections(picture)
    picture.advance(picture.now_ms + 1, picture.day_start_ms)
    assert desk.sections(picture) is before
    tell(picture, replace(red(2), version=1))
    assert desk.sections(picture) is not before
