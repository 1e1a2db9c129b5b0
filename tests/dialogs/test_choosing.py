"""What cases are given to, linked to and merged into: one case, and many at once."""

import json
import re
from dataclasses import replace
from typing import Any

from dashboard.domain import commands as c
from dashboard.domain.case import CaseState
from tests.dialogs.hand import (
    BURST,
    LI,
    LITTER,
    NEXT_TO,
    WATER,
    Hand,
    dispatched,
)
from tests.helpers.centre import PACK
from tests.helpers.messages import message, report, reports


def test_a_unit_at_150_percent_needs_a_reason_in_words(hand: Hand) -> None:
    centre = hand.centre
    unit = centre.system.district.units["U01"]
    full = round(unit.staff * unit.per_handler * 1.5)
    centre.settle(*reports(full, source="many"))
    numbers = centre.numbers()
    urgent = [no for no in numbers if centre.case(no).item == WATER]
    for number in urgent[:full]:
        dispatched(hand, number)
    last = urgent[full]
    centre.tell()
    assert "所以没有预选" in Hand(centre).press("d", last)
    assert "150%" in hand.enter("dispatch", last, unit="U01")
    assert centre.case(last).unit is None
    hand.enter("dispatch", last, unit="U01", reason="只有它有抽水泵")
    assert centre.case(last).unit == "U01"


def test_forty_of_one_burst_with_one_of_another_matter_choose_nobody(hand: Hand) -> None:
    centre = hand.centre
    centre.settle(*(report(f"b{n}", item=BURST) for n in range(40)), report("l", item=LITTER))
    burst = [no for no in centre.numbers() if centre.case(no).item == BURST][:40]
    litter = next(no for no in centre.numbers() if centre.case(no).item == LITTER)
    shown = hand.press("d", *burst, litter)
    lead = PACK.district.units[PACK.district.items[BURST].unit].short_zh
    assert f"{lead}最合适，但只管 41 件中的 40 件，所以没有预选" in shown
    assert '"value": null' in shown
    assert "件后负荷达" in hand.press("d", *burst)


def test_incidents_to_link_are_told_apart_in_a_steady_order(hand: Hand) -> None:
    centre = hand.centre
    for number, grid in ((1, 305), (2, 205), (3, 206)):
        what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="供热爆管", grid=grid)
        centre.settle(message(f"i{number}", what))
    centre.tell()
    case = centre.numbers()[0]
    shown = hand.press("l", case)
    assert hand.press("l", case) == shown
    options = re.findall(r'"children": "([^"]*(?:供热爆管|网格 ·)[^"]*)"', shown)
    assert len(set(options)) == len(options) == 6
    assert [one for one in options if "同一网格" in one] == [options[1]]
    assert all("接报" in detail for detail in options[1::2])
    assert '"value": null' in shown  # a person chooses among several


def test_many_cases_are_linked_at_once(hand: Hand) -> None:
    centre = hand.centre
    what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="供热爆管", grid=206)
    centre.settle(message("i1", what))
    centre.tell()
    [incident] = centre.follower().picture.running_incidents()
    numbers = centre.numbers()
    shown = hand.press("l", *numbers)
    assert f'"value": "{incident.number}"' in shown
    hand.enter("link_incident", *numbers, incident=incident.number)
    assert {centre.case(number).incident for number in numbers} == {incident.number}


def test_of_many_those_that_are_linked_already_are_left_out_and_counted(hand: Hand) -> None:
    centre = hand.centre
    what = c.ReportIncident(kind=c.IncidentKind.ACCIDENT, title="供热爆管", grid=206)
    centre.settle(message("i1", what))
    centre.tell()
    [incident] = centre.follower().picture.running_incidents()
    first, *others = centre.numbers()
    hand.enter("link_incident", first, incident=incident.number)
    shown = hand.press("l", first, *others)
    assert f"{len(others)} 件（另选的 1 件现在不能办）" in shown
    asked = json.loads(re.findall(r'"data": (\{"act": "link_incident".*?\]\})', shown)[0])
    assert [row["no"] for row in asked["rows"]] == others
    for number in others:
        hand.enter("link_incident", number, incident=incident.number)
    assert "已属突发事件" in hand.press("l", first, *others)


def test_many_are_dispatched_though_the_first_is_already(hand: Hand) -> None:
    first, *others = hand.centre.numbers()
    dispatched(hand, first)
    shown = hand.press("d", first, *others)
    assert "（另选的 1 件现在不能办）" in shown
    assert all(number in shown for number in others)
    assert first not in shown


def test_a_case_is_merged_into_the_likely_one(hand: Hand) -> None:
    one, other, _ = hand.centre.numbers()
    assert other in hand.press("g", one)
    hand.enter("merge", one, into=other)
    assert hand.centre.case(one).state is CaseState.MERGED


def test_of_several_the_oldest_takes_in_the_others(hand: Hand) -> None:
    one, other, _ = hand.centre.numbers()
    assert f'"value": "{one}"' in hand.press("g", one, other)
    shown = hand.enter("merge", one, other, into=one)
    assert hand.centre.case(other).links.merged_into == one
    assert "console-undoable" in shown


def test_a_dialog_says_nothing_of_a_case_that_its_person_may_not_open(hand: Hand) -> None:
    """A likely duplicate in the next street, and a case chosen along with the street's own."""
    centre, secret = hand.centre, "张女士 13944107441"
    for n, (grid, said) in enumerate(((NEXT_TO[0], "水"), (NEXT_TO[1], secret)), start=10):
        lon, lat = PACK.places.center_of(grid)
        point: Any = {"grid": None, "lon": lon, "lat": lat, "crs": c.Crs.WGS84}
        centre.settle(report(n, text=said, **point))
    mine, theirs = centre.numbers()[-2:]
    street = PACK.district.grids[NEXT_TO[0]].street
    assert secret in hand.press("g", mine)
    hand.person = replace(LI, street=street)
    for shown in (hand.press("g", mine), hand.press("g", mine, theirs)):
        assert theirs not in shown
        assert secret not in shown
    assert "没有案卷" in hand.press("g", theirs)
