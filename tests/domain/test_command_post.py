"""The command of an incident and its resources: what each change needs, and what it keeps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.command_seats import (
    TERMS_MAX,
    CommandRole,
    CommandSeat,
    FillSeat,
    filled,
    on_the_spot,
)
from dashboard.domain.workspace.entering import Entering
from dashboard.domain.workspace.resources import (
    AMOUNT_MAX,
    ORDER,
    RESOURCES_MAX,
    AskForResource,
    IncidentResource,
    MoveResource,
    ResourceStage,
    asked_for,
    in_stages,
    moved_on,
)
from tests.domain.situations import DISTRICT
from tests.domain.test_workspace import FIRE, SUN
from tests.helpers.clock import MORNING

MINUTE = timedelta(minutes=1)
REVIEWED = replace(FIRE, reviewed_at=MORNING)


def entry(minutes: float = 0) -> Entering:
    return Entering("00000001", SUN, MORNING + minutes * MINUTE)


def fill(seat: CommandSeat | None, holder: str, minutes: float = 0, **said: Any) -> CommandSeat:
    wanted: dict[str, Any] = {"seen": seat.version if seat else 0} | said
    command = FillSeat(incident=FIRE.number, role=CommandRole.ON_SCENE, holder=holder, **wanted)
    return filled(FIRE, seat, command, entry(minutes), DISTRICT)


def ask(incident: Any = FIRE, there: int = 0, **said: Any) -> IncidentResource:
    wanted: dict[str, Any] = {"what": "抢修车", "amount": 3, "unit": "U05"} | said
    command = AskForResource(incident=FIRE.number, **wanted)
    return asked_for(incident, command, entry(), DISTRICT, there)


def move(
    one: IncidentResource, stage: ResourceStage, minutes: float = 0, **said: Any
) -> IncidentResource:
    wanted: dict[str, Any] = {"seen": one.version} | said
    command = MoveResource(incident=FIRE.number, number=one.number, stage=stage, **wanted)
    return moved_on(FIRE, one, command, entry(minutes))


def code(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.code


def test_a_change_of_hands_keeps_who_had_it_and_from_when() -> None:
    first = fill(None, " 李建国 ", contact="139", unit="U05")
    second = fill(first, "王强", 30)
    left = fill(second, "", 60, contact="139", unit="U05")
    assert [(one.holder, one.unit, one.contact) for one in left.terms] == [
        ("李建国", "U05", "139"),
        ("王强", "", ""),
        ("", "", ""),
    ]
    assert (left.version, left.key) == (3, "seat:00000001")
    assert on_the_spot([first]) == first.now
    assert on_the_spot([left]) is None


def test_the_commander_stands_in_where_nobody_commands_on_the_spot() -> None:
    chief = replace(fill(None, "高峰"), role=CommandRole.COMMANDER)
    assert on_the_spot([chief, replace(chief, role=CommandRole.RESCUE)]) == chief.now
    assert on_the_spot([chief, fill(None, "李建国")]) == fill(None, "李建国").now


@pytest.mark.parametrize(
    ("holder", "said", "why"),
    [
        ("王强", {"seen": 0}, "SEAT_CHANGED"),
        ("王强", {"at": MORNING - MINUTE}, "SEAT_BEFORE"),
        ("王强", {"at": MORNING + MINUTE}, "LOG_IN_FUTURE"),
        ("王强", {"unit": "X99"}, "UNKNOWN_UNIT"),
        ("王" * 41, {}, "LOG_TOO_LONG"),
        ("王强", {"contact": "1" * 61}, "LOG_TOO_LONG"),
    ],
)
def test_a_seat_is_not_changed_unseen_nor_backwards(
    holder: str, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused) as refusal:
        fill(fill(None, "李建国"), holder, **said)
    assert code(refusal) == why


def test_nobody_leaves_an_empty_seat_and_a_seat_has_so_many_terms() -> None:
    left = fill(fill(None, "李建国"), "")
    for seat in (None, left):
        with pytest.raises(Refused) as refusal:
            fill(seat, " ")
        assert code(refusal) == "SEAT_EMPTY"
    full = replace(left, terms=left.terms * (TERMS_MAX // 2))
    with pytest.raises(Refused) as refusal:
        fill(full, "王强")
    assert code(refusal) == "FILE_FULL"


def test_nothing_of_it_changes_after_the_review_but_what_is_there_may_be_released() -> None:
    seat = FillSeat(incident=FIRE.number, role=CommandRole.RESCUE, holder="王强")
    there = move(ask(), ResourceStage.ON_SPOT)
    back = MoveResource(
        incident=FIRE.number, number=there.number, stage=ResourceStage.RELEASED, seen=2
    )
    with pytest.raises(Refused) as refusal:
        filled(REVIEWED, None, seat, entry(), DISTRICT)
    assert code(refusal) == "INCIDENT_REVIEWED"
    with pytest.raises(Refused) as refusal:
        ask(REVIEWED)
    assert code(refusal) == "INCIDENT_REVIEWED"
    assert not moved_on(REVIEWED, there, back, entry()).open
    with pytest.raises(Refused) as refusal:
        moved_on(REVIEWED, ask(), replace(back, stage=ResourceStage.ON_SPOT, seen=1), entry())
    assert code(refusal) == "INCIDENT_REVIEWED"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"amount": 0}, "NO_SUCH_AMOUNT"),
        ({"amount": AMOUNT_MAX + 1}, "NO_SUCH_AMOUNT"),
        ({"what": " "}, "WORDS_MISSING"),
        ({"unit": "X99"}, "UNKNOWN_UNIT"),
        ({"unit": "", "source": ""}, "WORDS_MISSING"),
        ({"there": RESOURCES_MAX}, "FILE_FULL"),
    ],
)
def test_a_resource_says_what_how_many_and_whose(said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(**said)
    assert code(refusal) == why


def test_a_resource_of_a_unit_needs_no_other_name_and_one_from_elsewhere_has_its_own() -> None:
    assert (ask(source="x").source, ask(unit="", source=" 消防救援站 ").source) == (
        "",
        "消防救援站",
    )


@given(st.lists(st.sampled_from(ORDER), max_size=8))
def test_stages_come_in_order_and_none_twice(stages: list[ResourceStage]) -> None:
    one = ask()
    for n, stage in enumerate(stages):
        if ORDER.index(stage) > ORDER.index(one.stage):
            one = move(one, stage, n)
            continue
        with pytest.raises(Refused) as refusal:
            move(one, stage, n)
        assert code(refusal) == "RESOURCE_MOVED"
    found = [step.stage for step in one.steps]
    assert found == sorted(set(found), key=ORDER.index)
    assert one.version == len(one.steps)
    assert one.open is (ResourceStage.RELEASED not in found)


def test_a_stage_is_not_entered_unseen_nor_before_the_one_it_follows() -> None:
    one = move(ask(), ResourceStage.UNDER_WAY, 10)
    for said, why in (
        ({"seen": 1}, "RESOURCE_MOVED"),
        ({"at": MORNING + 5 * MINUTE}, "STAGE_BEFORE"),
    ):
        with pytest.raises(Refused) as refusal:
            move(one, ResourceStage.ON_SPOT, 20, **said)
        assert code(refusal) == why
    late = move(one, ResourceStage.ON_SPOT, 20, at=MORNING + 12 * MINUTE)
    assert late.steps[-1].late
    other = replace(one, incident="NGI20261123-99")
    with pytest.raises(Refused) as refusal:
        move(other, ResourceStage.ON_SPOT)
    assert code(refusal) == "NO_SUCH_RESOURCE"


def test_what_is_there_stands_first() -> None:
    asked = replace(ask(), number="1")
    there = move(replace(ask(), number="2"), ResourceStage.ON_SPOT)
    gone = move(replace(ask(), number="0"), ResourceStage.RELEASED)
    under_way = move(replace(ask(), number="3"), ResourceStage.UNDER_WAY)
    found = in_stages([gone, asked, there, under_way])
    assert [one.number for one in found] == ["2", "3", "1", "0"]
