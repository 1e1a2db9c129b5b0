"""From what was typed to a command: coerced to its type, or refused with the field's name."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from callbacks.dialogs.values import command
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from layouts.acts import ACTS, BY_NAME, Ask
from tests.helpers.states import new_case

ZONE = ZoneInfo("Asia/Shanghai")
LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
WATER = Person(login="unit-u01", name="水务", role=Role.UNIT, unit="U01")


def made(act: str, person: Person = LI, **said: Any) -> object:
    return command(BY_NAME[act], case(), said, person, ZONE)


def test_text_becomes_codes_and_instants() -> None:
    asked = made("request_extension", WATER, until="2026-11-25 16:30", reason="冻土")
    assert asked == c.RequestExtension(
        case=case().number,
        unit="U01",
        reason="冻土",
        until=datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
    )


def test_a_choice_becomes_its_code() -> None:
    found = made("reassign", unit="U02", code="NO_CAPACITY")
    assert isinstance(found, d.Reassign)
    assert found.code is d.ReassignReason.NO_CAPACITY


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "FIELD_MISSING"),
        ({"unit": "U02", "code": "NO_REASON"}, "FIELD_WRONG"),
        ({"unit": {"namespace": "dash_html_components", "type": "Img"}}, "FIELD_MISSING"),
        ({"unit": "U02", "code": 1}, "FIELD_MISSING"),
    ],
)
def test_what_is_missing_or_no_choice_is_refused(said: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        made("reassign", **said)
    assert refused.value.code == code
    assert refused.value.values["field"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        made("request_extension", WATER, until="tomorrow", reason="冻土")
    assert refused.value.code == "BAD_MOMENT"


def test_another_case_may_be_named_by_the_last_part_of_its_number() -> None:
    number = case().number
    for said in ("0007", "-0007", number[:-4] + "0007"):
        found = made("merge", into="NG-other", another=said)
        assert isinstance(found, d.Merge)
        assert found.into == number[:-4] + "0007"


@pytest.mark.parametrize("name", [act.name for act in ACTS])
def test_every_act_fills_in_its_command(name: str) -> None:
    entry = BY_NAME[name]
    known = {field.name for field in fields(entry.command)}
    asked = {field.name for field in entry.fields} | set(entry.fixed)
    assert asked <= known
    answers = {field.name: sample(field.ask, field.choices) for field in entry.fields}
    assert isinstance(made(entry.name, WATER, **answers), entry.command)


def sample(ask: Ask, choices: tuple[str, ...]) -> str:
    known = {Ask.YES: "yes", Ask.MOMENT: "2026-11-25 16:30", Ask.UNIT: "U01", Ask.ITEM: "0101"}
    return choices[0] if choices else known.get(ask, "some words")


def case() -> Case:
    return new_case(unit="U01")


def test_the_grid_leader_assigns_at_the_desk_what_the_dispatcher_dispatches() -> None:
    found = made("direct", unit="U01")
    assert isinstance(found, c.Direct)
    assert (found.case, found.unit, bool(found.by)) == (case().number, "U01", True)
    sharing = [act.name for act in ACTS if act.key == BY_NAME["direct"].key]
    assert sharing == ["dispatch", "direct"]
