"""The acts on instructions: each with its alerts, in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from dashboard.actions.act_names import NAMES
from dashboard.actions.alert_acts import note_alerts
from dashboard.actions.envelope import Envelope
from dashboard.actions.handlers import Handler, instruction_number
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.instructions import next_look, watch_instruction
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind
from dashboard.domain.instructions import instructing as rule
from dashboard.domain.instructions import instruction_commands as n
from dashboard.domain.instructions.instructing import Subject
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Denied, Refused
from dashboard.domain.visibility import may_read
from dashboard.store import alerts, instructions, proximity, reads, records
from dashboard.store import locked_reads as locked

INSTRUCTIONS = "instructions"
"""Whose turn those wait for who write a new one: so many may wait, and no more."""


def write(work: UnitOfWork, envelope: Envelope) -> str:
    """批示; returns its number."""
    command: Any = envelope.command
    after = drafted(work, command)
    records.wait_turn(work.connection, work.district, [INSTRUCTIONS])
    if instructions.count_waiting(work.connection, work.district) >= rule.OPEN_MAX:
        words = f"{rule.OPEN_MAX} instructions wait for their answers already."
        raise Refused("INSTRUCTIONS_FULL", words, most=rule.OPEN_MAX)
    return _note(work, envelope, replace(after, number=instruction_number(work)), [])


def drafted(work: UnitOfWork, command: n.WriteInstruction) -> Instruction:
    """What it would be, without a number, and nothing written. Raises `Refused`."""
    if command.to and command.to not in work.system.district.units:
        raise Refused(
            "UNKNOWN_UNIT", f"There is no unit {command.to[:20]!r}.", unit=command.to[:20]
        )
    subject = SUBJECTS[command.about](work, command.of)
    return rule.written(command, subject, _person(work), work.now, work.calendar)


def change(work: UnitOfWork, envelope: Envelope) -> str:
    """阅、答复、撤回; returns the number."""
    command: Any = envelope.command
    number = command.instruction
    records.wait_turn(work.connection, work.district, [number])
    found = instructions.for_update(work.connection, work.district, [number])
    before = found.get(number)
    person, case = _person(work), _case_of(work, before)
    if before is None or not rule.may_see(person, before, case):
        words = f"There is no instruction {number[:40]!r}."
        raise Refused("NO_SUCH_INSTRUCTION", words, instruction=number[:40])
    known = alerts.of_subjects(work.connection, work.district, [number])
    return _note(work, envelope, _changed(work, before, command, person, case), known)


def _changed(
    work: UnitOfWork, before: Instruction, command: Any, person: Person, case: Case | None
) -> Instruction:
    if isinstance(command, n.WithdrawInstruction):
        return rule.withdrawn(before, command, person, work.now)
    if not rule.may_answer(person, before, case):
        to = before.to
        raise Denied("INSTRUCTION_NOT_TO_YOU", f"It is addressed to {to or 'the centre'}.", unit=to)
    if isinstance(command, n.ReadInstruction):
        return rule.read(before, person, work.now)
    after = rule.answered(before, command, person, work.now)
    named = proximity.cases_by_number(work.connection, work.district, list(after.answers[-1].cases))
    rule.need_cases(
        after.answers[-1].cases, {no for no, one in named.items() if may_read(person, one)}
    )
    return after


def look_at(
    work: UnitOfWork, numbers: Iterable[str], known: Mapping[str, Sequence[Alert]]
) -> Mapping[str, datetime | None]:
    """The timers' look at those of these that are instructions, and when to look again.

    The caller has waited for its turn with these numbers.
    """
    found = instructions.for_update(work.connection, work.district, numbers)
    for number, state in found.items():
        note_alerts(work, watch_instruction(state, known[number], work.now))
    return {number: next_look(state, work.now) for number, state in found.items()}


def _note(work: UnitOfWork, envelope: Envelope, after: Instruction, known: Sequence[Alert]) -> str:
    command: Any = envelope.command
    why = getattr(command, "words", "") or getattr(command, "reason", "")
    act, by = NAMES[type(command)], envelope.by(work.person)
    work.add(Act(Kind.INSTRUCTION, after.key, act, by, why, work.now, after))
    note_alerts(work, watch_instruction(after, known, work.now))
    return after.number


def _person(work: UnitOfWork) -> Person:
    """Who acts; one of our own workers acts for nobody but itself."""
    return work.account or Person(login=work.person, name=work.person, role=Role.DUTY_LEADER)


def _case_of(work: UnitOfWork, found: Instruction | None) -> Case | None:
    if found is None or found.about is not About.CASE:
        return None
    return reads.one_case(work.connection, work.district, found.of)


def _case(work: UnitOfWork, number: str) -> Subject:
    case = reads.one_case(work.connection, work.district, number)
    if case is None:
        raise Refused("NO_SUCH_CASE", f"There is no case {number[:40]!r}.", case=number[:40])
    return Subject(
        about=About.CASE,
        of=number,
        item=case.item,
        street=case.street,
        grid=case.grid,
        units=tuple(filter(None, (case.unit, *case.helpers))),
    )


def _incident(work: UnitOfWork, number: str) -> Subject:
    found = locked.read_incident(work.connection, work.district, number)
    if found is None:
        words = f"There is no incident {number[:40]!r}."
        raise Refused("NO_SUCH_INCIDENT", words, incident=number[:40])
    return Subject(
        about=About.INCIDENT,
        of=number,
        title=found.title,
        street=found.street,
        grid=found.grid,
        units=None,
    )


def _unit(work: UnitOfWork, code: str) -> Subject:
    if code not in work.system.district.units:
        raise Refused("UNKNOWN_UNIT", f"There is no unit {code[:20]!r}.", unit=code[:20])
    return Subject(about=About.UNIT, of=code, units=(code,))


def _street(work: UnitOfWork, code: str) -> Subject:
    if code not in work.system.district.streets:
        raise Refused("UNKNOWN_STREET", f"There is no street {code[:20]!r}.", street=code[:20])
    units = (code,) if code in work.system.district.units else ()
    return Subject(about=About.STREET, of=code, street=code, units=units)


SUBJECTS: Mapping[About, Callable[[UnitOfWork, str], Subject]] = {
    About.CASE: _case,
    About.INCIDENT: _incident,
    About.UNIT: _unit,
    About.STREET: _street,
}
HANDLERS: Mapping[type, Handler] = {
    n.WriteInstruction: write,
    n.ReadInstruction: change,
    n.AnswerInstruction: change,
    n.WithdrawInstruction: change,
}
