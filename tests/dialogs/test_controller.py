"""What the desk answers to a hand, without a browser: the answer as Dash would send it."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, g
from plotly.utils import PlotlyJSONEncoder

from callbacks.dialogs.controller import DeskController
from dashboard.access.identity import Caller, Who
from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case, CaseState
from dashboard.domain.persons import Person, Role
from dashboard.store import alerts
from layouts.words import Lang
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import message, report, reports

LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
FOREMAN = Person(login="foreman", name="周", role=Role.FOREMAN)
OTHER_FOREMAN = Person(login="foreman2", name="吴", role=Role.FOREMAN)
LEADER = Person(login="grid206", name="206 网格长", role=Role.GRID_LEADER, grid=206)
WATER = "0101"
HEAT = "0112"
BURST = "0104"
LITTER = "0201"
NEXT_TO = (138, 241)
"""Two grids of two streets, 144 m from middle to middle."""


class Hand:
    """A person's keys on these cases."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.person = LI
        self._desk = DeskController(centre.system, centre.follower())
        self._served = Flask(__name__)

    def press(self, key: str, *numbers: str, lang: Lang = "zh", **said: str) -> str:
        """What is shown: the dialog's and the toast's components as JSON."""
        seen = [{"no": no, "version": self.centre.case(no).version} for no in numbers]
        first = seen[0] if seen else None
        told = {"key": key, "selected": first, "chosen": seen[1:] and seen, **said}
        shown = self._here(lambda: self._desk.open(lang, told, None, []))
        return written(shown.dialog) + written(shown.toast)

    def enter(self, act: str, *numbers: str, **values: object) -> str:
        """Enter in the dialog of an act."""
        seen = [{"no": no, "version": self.centre.case(no).version} for no in numbers]
        asked = {"act": act, "rows": seen}
        ids = [{"type": "console-field", "name": name} for name in values]
        shown = self._here(lambda: self._desk.do("zh", asked, list(values.values()), ids))
        return written(shown.dialog) + written(shown.toast) + written(shown.answer)

    def _here(self, work: Any) -> Any:
        with self._served.test_request_context("/"):
            g.caller = Caller(Who.PERSON, self.person.login, self.person)
            return work()


def written(shown: object) -> str:
    """Components as JSON; nothing for Dash's no_update."""
    return json.dumps(shown, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.fixture
def hand(sqlite_centre: Centre) -> Hand:
    sqlite_centre.settle(report(1), report(2), report(3, item=HEAT))
    return Hand(sqlite_centre)


def dispatched(hand: Hand, number: str, unit: str = "U01") -> Case:
    done = handle(hand.centre.system, d.Dispatch(case=number, unit=unit), by=LI)
    assert done.refused is None, done.refused
    return hand.centre.case(number)


def test_a_unit_is_named_by_the_beginning_of_its_name(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    dispatched(hand, number)
    shown = hand.press("m", number, say="永吉")
    assert '"value": "S08"' in shown
    assert "改派给" in shown


def test_a_unit_without_a_duty_is_not_replaced_by_another(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    dispatched(hand, number)
    assert '"value": null' in hand.press("m", number, say="U07")


def test_what_is_pressed_on_nothing_is_answered(hand: Hand) -> None:
    assert "选一件案卷" in hand.press("m")


def test_one_key_finds_the_act_that_the_case_waits_for(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    dispatched(hand, number)
    system = hand.centre.system
    water = Person(login="unit-u01", name="水务", role=Role.UNIT, unit="U01")
    for command in (
        c.Acknowledge(case=number, unit="U01"),
        c.FeedBack(case=number, unit="U01", result="已修", attachments=("photo.jpg",)),
    ):
        assert handle(system, command, by=water).refused is None
    hand.person = LEADER
    assert "核查" in hand.press("v", number)
    assert "FEEDBACK" not in hand.enter("verify", number, passed="yes", opinion="水清")
    assert hand.centre.case(number).state is not CaseState.FEEDBACK


def test_a_denied_act_is_answered_in_words(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    hand.person = LEADER
    shown = hand.press("m", number)
    assert "toast" in shown
    assert "data-dialog" not in shown


def test_an_alert_is_acknowledged_at_once_and_only_once(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    hand.centre.clock.move(days=2)
    hand.centre.ring_deadlines()
    assert "确认告警" in hand.press("k", number)
    assert "没有待处理的告警" in hand.press("k", number)


def test_an_alert_is_shelved_for_some_minutes(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    hand.centre.clock.move(days=2)
    hand.centre.ring_deadlines()
    assert "15 分钟" in hand.press("x", number)
    hand.enter("shelve_alert", number, minutes="15", reason="已联系")
    with hand.centre.system.reader.connect() as connection:
        standing = alerts.of_subjects(connection, hand.centre.district, [number], standing=True)
    assert {alert.state.value for alert in standing} == {"SHELVED"}


@pytest.mark.parametrize(
    ("item", "offered"), [(WATER, ["15", "30"]), (LITTER, ["15", "30", "60", "240"])]
)
def test_an_alert_is_offered_no_longer_a_shelf_than_it_may_have(
    hand: Hand, item: str, offered: list[str]
) -> None:
    number = overdue(hand, item)
    assert re.findall(r'{"value": "(\d+)"', hand.press("x", number)) == offered


def test_what_is_critical_is_offered_no_shelf_also_among_others(hand: Hand) -> None:
    critical, plain = overdue(hand, BURST), hand.centre.numbers()[0]
    for chosen in ([critical], [plain, critical]):
        shown = hand.press("x", *chosen)
        assert "不能搁置" in shown
        assert "data-dialog" not in shown


def test_without_an_alert_nothing_is_offered(hand: Hand) -> None:
    shown = hand.press("x", hand.centre.numbers()[0])
    assert "没有待处理的告警" in shown
    assert "data-dialog" not in shown


def overdue(hand: Hand, item: str) -> str:
    """A case of this item that is late, as all others are then."""
    hand.centre.settle(report(77, item=item))
    hand.centre.clock.move(days=2)
    hand.centre.ring_deadlines()
    return hand.centre.numbers()[-1]


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


def test_only_who_may_declare_a_level_is_asked_for_one(hand: Hand) -> None:
    number = hand.centre.numbers()[2]
    asked = '"name": "level"'
    assert asked not in hand.press("!", number)
    hand.person = FOREMAN
    shown = hand.press("!", number)
    assert asked in shown
    assert "建议" in shown


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
    """The likely same one in the next street, and one chosen along with the street's own."""
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


def test_a_reply_is_asked_for_only_where_somebody_waits_for_one(hand: Hand) -> None:
    centre = hand.centre
    centre.settle(report(4, reporter=c.Reporter("于先生", "13944107441")))
    unknown, known = hand.centre.numbers()[0], hand.centre.numbers()[-1]
    hand.person = FOREMAN
    for number in (unknown, known):
        handle(centre.system, d.ProposeVoid(case=number, reason="重复"), by=FOREMAN)
    hand.person = OTHER_FOREMAN
    reply = '"name": "reply"'
    assert reply not in hand.press("y", unknown)
    shown = hand.press("y", known)
    assert reply in shown
    assert "可不填" not in shown
    hand.enter("proposal_agree", known, reason="属实")
    assert centre.case(known).open
    hand.enter("proposal_agree", known, reason="属实", reply="已电话告知")
    assert not centre.case(known).open


def test_a_dialog_of_another_language_has_no_chinese_of_ours(hand: Hand) -> None:
    number = hand.centre.numbers()[0]
    dispatched(hand, number)
    for key in ("m", "u", "s", "c", "!", "?"):
        shown = hand.press(key, number, lang="en")
        assert "data-dialog" in shown
        assert "理由" not in shown
        assert "不改" not in shown
