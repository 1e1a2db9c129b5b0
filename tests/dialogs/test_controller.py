"""What the desk answers to a person who acts on one case."""

import re

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import CaseState
from dashboard.domain.persons import Person, Role
from dashboard.store import alerts
from tests.dialogs.hand import (
    BURST,
    FOREMAN,
    LEADER,
    LITTER,
    OTHER_FOREMAN,
    WATER,
    Hand,
    dispatched,
)
from tests.helpers.messages import report


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
    """Makes a case of this item overdue, with all others."""
    hand.centre.settle(report(77, item=item))
    hand.centre.clock.move(days=2)
    hand.centre.ring_deadlines()
    return hand.centre.numbers()[-1]


def test_only_who_may_declare_a_level_is_asked_for_one(hand: Hand) -> None:
    number = hand.centre.numbers()[2]
    asked = '"name": "level"'
    assert asked not in hand.press("!", number)
    hand.person = FOREMAN
    shown = hand.press("!", number)
    assert asked in shown
    assert "建议" in shown


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
