"""Simulated leaders instruct on what is gravest, and the centre reads and answers it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.incident import IncidentState
from dashboard.domain.instructions import instructing as rules
from dashboard.domain.instructions.instructing import Subject
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    ReadInstruction,
    WriteInstruction,
)
from dashboard.domain.persons import Person, Role
from feeds.simulator.instructing import instruction_about, next_answer
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.domain.situations import CALENDAR
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.states import alert, new_case, new_incident

TOWN = Town(PACK.district, PACK.places, "206")
PACE = Pace(zone=TOWN.zone)
CHEN = Person(login="leader", name="Chen", role=Role.LEADER)
ZHAO = Person(login="foreman", name="Zhao", role=Role.FOREMAN)
NIGHT = MORNING + timedelta(hours=14)


def severe(number: int) -> Alert:
    case = new_case(f"NG20261123-{number:04}")
    return replace(alert(case, Turn.SEVERE), state=AlertState.RAISED)


def test_of_many_severely_late_cases_a_few_are_instructed_on_and_none_by_night() -> None:
    orders = [instruction_about(None, severe(n), MORNING, TOWN, PACE) for n in range(400)]
    written = [one for one in orders if one is not None]
    assert 8 <= len(written) <= 40
    assert all(isinstance(one.order, WriteInstruction) for one in written)
    assert {one.login for one in written} == {"leader"}
    assert not any(instruction_about(None, severe(n), NIGHT, TOWN, PACE) for n in range(400))


def test_an_incident_is_instructed_on_once_when_it_is_confirmed() -> None:
    before = new_incident()
    after = replace(before, version=2, state=IncidentState.CONFIRMED, event_level=4)
    orders = [
        instruction_about(
            replace(before, number=f"NGI{n}"), replace(after, number=f"NGI{n}"), MORNING, TOWN, PACE
        )
        for n in range(20)
    ]
    assert sum(one is not None for one in orders) > 10
    again = replace(after, version=3)
    assert instruction_about(after, again, MORNING, TOWN, PACE) is None


def played(number: int, about: About) -> Instruction:
    """Plays an instruction to its end."""
    command = WriteInstruction(about=about, of="NG1", words="Now.")
    subject = Subject(about=about, of="NG1", units=None)
    one = replace(rules.written(command, subject, CHEN, MORNING, CALENDAR), number=f"NGP{number}")
    now = MORNING
    while (order := next_answer(one, now, TOWN, PACE)) is not None:
        assert order.time >= now
        now = order.time
        if isinstance(order.order, ReadInstruction):
            one = rules.read(one, ZHAO, now)
        else:
            assert isinstance(order.order, AnswerInstruction)
            one = rules.answered(one, order.order, ZHAO, now)
    return one


@pytest.mark.parametrize(("about", "answers"), [(About.CASE, 1), (About.INCIDENT, 2)])
def test_each_is_read_and_answered_and_some_are_late(about: About, answers: int) -> None:
    ended = [played(n, about) for n in range(60)]
    assert {len(one.answers) for one in ended} == {answers}
    late = sum(one.answered_at > one.due_at for one in ended if one.answered_at)
    assert 2 <= late <= 20
