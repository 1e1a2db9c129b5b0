"""Instructions through handle(), on both databases: recorded with their alerts, and kept."""

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from dashboard.domain.alerts import Alert, Turn
from dashboard.domain.changes import Kind
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.duty.shifts import BeginShift, OfferHandover
from dashboard.domain.instructions import instructing as rules
from dashboard.domain.instructions.instruction import About, Instruction, instruction_key
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    ReadInstruction,
    WithdrawInstruction,
    WriteInstruction,
)
from dashboard.domain.oversight_commands import AcknowledgeAlert, ShelveAlert
from dashboard.store import alerts, duty, instructions, journal
from dashboard.store.instruction_table import instructions as table
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import ask, do, refused

FIRE = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=310)
GO = "请立即到场，一小时内报告。"


def found(centre: Centre, number: str) -> Instruction:
    with centre.system.reader.connect() as connection:
        one = instructions.one(connection, centre.district, number)
    assert one is not None
    return one


def standing(centre: Centre, number: str) -> list[Alert]:
    with centre.system.reader.connect() as connection:
        return alerts.of_subjects(connection, centre.district, [number], standing=True)


def about_a_case(centre: Centre, **more: str) -> tuple[str, str]:
    centre.settle(report(1))
    [case] = centre.numbers()
    wanted = WriteInstruction(about=About.CASE, of=case, words=GO, **more)
    return case, do(centre, "leader", wanted)


def test_it_calls_the_desk_at_once_and_the_answer_ends_that(centre: Centre) -> None:
    case, number = about_a_case(centre)
    [alert] = standing(centre, number)
    assert alert.lamp is Turn.INSTRUCTION
    do(centre, "dispatcher", ReadInstruction(instruction=number))
    assert standing(centre, number) == []
    half = AnswerInstruction(instruction=number, words="已派人", final=False, cases=(case,))
    do(centre, "dispatcher", half)
    do(centre, "foreman", AnswerInstruction(instruction=number, words="已修好", final=True))
    one = found(centre, number)
    assert [answer.words for answer in one.answers] == ["已派人", "已修好"]
    assert [reader.by for reader in one.read] == ["dispatcher", "foreman"]
    assert not one.open
    with centre.system.reader.connect() as connection:
        acts = journal.history(
            connection, centre.district, Kind.INSTRUCTION, instruction_key(number)
        )
    assert [(act.act, act.by, act.why) for act in acts] == [
        ("write_instruction", "leader", GO),
        ("read_instruction", "dispatcher", ""),
        ("answer_instruction", "dispatcher", "已派人"),
        ("answer_instruction", "foreman", "已修好"),
    ]


def test_the_timers_call_before_and_after_its_limit_and_nobody_shelves_that(centre: Centre) -> None:
    do(centre, "duty", FIRE)
    with centre.system.reader.connect() as connection:
        [incident] = alerts.incidents(connection, centre.district, ["NGI20261123-01"])
    wanted = WriteInstruction(about=About.INCIDENT, of=incident, words=GO)
    number = do(centre, "duty-leader", wanted)
    do(centre, "foreman", ReadInstruction(instruction=number))
    for minutes, turn in ((91, Turn.INSTRUCTION_DUE), (30, Turn.INSTRUCTION_LATE)):
        centre.clock.move(minutes=minutes)
        centre.ring_deadlines()
        [alert] = standing(centre, number)
        assert alert.lamp is turn
    until = centre.clock() + (found(centre, number).due_at - found(centre, number).soon_at)
    shelve = ShelveAlert(alert=alert.key, until=until)
    assert refused(centre, "foreman", shelve).code == "ALERT_CRITICAL"
    do(centre, "foreman", AcknowledgeAlert(alert=alert.key))
    centre.clock.move(minutes=11)
    centre.ring_deadlines()
    [back] = standing(centre, number)
    assert back.back_at is None, "it has come back"
    do(centre, "foreman", AnswerInstruction(instruction=number, words="已到场", final=True))
    assert standing(centre, number) == []
    assert centre.ring_deadlines() >= 0


def test_its_author_alone_withdraws_it_and_its_words_stay(centre: Centre) -> None:
    _, number = about_a_case(centre)
    take = WithdrawInstruction(instruction=number, reason="写错了")
    assert refused(centre, "director", take).code == "INSTRUCTION_NOT_YOURS"
    do(centre, "leader", take)
    assert (found(centre, number).words, standing(centre, number)) == (GO, [])
    late = AnswerInstruction(instruction=number, words="好", final=True)
    assert refused(centre, "foreman", late).code == "INSTRUCTION_WITHDRAWN"


def test_a_unit_answers_what_is_addressed_to_it_and_knows_of_nothing_else(centre: Centre) -> None:
    case, ours = about_a_case(centre)
    do_answer = AnswerInstruction(instruction=ours, words="好", final=True)
    assert refused(centre, "unit-u01", do_answer).code == "NO_SUCH_INSTRUCTION"
    nobodys = WriteInstruction(about=About.CASE, of=case, words=GO, to=WATER_UNIT)
    assert refused(centre, "leader", nobodys).code == "INSTRUCTION_NOT_THEIRS", "it has no unit yet"
    theirs = WriteInstruction(about=About.UNIT, of=WATER_UNIT, words=GO, to=WATER_UNIT)
    number = do(centre, "leader", theirs)
    assert refused(centre, "unit-d13", ReadInstruction(instruction=number)).code == (
        "NO_SUCH_INSTRUCTION"
    )
    mine = AnswerInstruction(instruction=number, words="好", final=True)
    assert refused(centre, "dispatcher", mine).code == "INSTRUCTION_NOT_TO_YOU"
    other = AnswerInstruction(instruction=number, words="好", final=True, cases=(case,))
    assert refused(centre, "unit-u01", other).code == "NO_SUCH_CASE", "it may not see that one"
    do(centre, "unit-u01", mine)
    assert not found(centre, number).open


@pytest.mark.parametrize("who", ["dispatcher", "foreman", "supervisor", "unit-u01", "auditor"])
def test_nobody_else_writes_one(sqlite_centre: Centre, who: str) -> None:
    wanted = WriteInstruction(about=About.UNIT, of=WATER_UNIT, words=GO)
    assert refused(sqlite_centre, who, wanted).code == "NOT_YOUR_ROLE"


def test_what_it_is_about_must_exist(sqlite_centre: Centre) -> None:
    for about, code in (
        (About.CASE, "NO_SUCH_CASE"),
        (About.INCIDENT, "NO_SUCH_INCIDENT"),
        (About.UNIT, "UNKNOWN_UNIT"),
        (About.STREET, "UNKNOWN_STREET"),
    ):
        wanted = WriteInstruction(about=about, of="X9", words=GO)
        assert refused(sqlite_centre, "leader", wanted).code == code
    do(sqlite_centre, "leader", WriteInstruction(about=About.STREET, of="S08", words=GO, to="S08"))


def test_so_many_wait_and_no_more(sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "OPEN_MAX", 2)
    wanted = WriteInstruction(about=About.STREET, of="S08", words=GO)
    numbers = [do(sqlite_centre, "leader", wanted) for _ in range(2)]
    assert refused(sqlite_centre, "leader", wanted).code == "INSTRUCTIONS_FULL"
    do(sqlite_centre, "leader", WithdrawInstruction(instruction=numbers[0], reason="重复"))
    assert ask(sqlite_centre, "leader", wanted).refused is None


def test_the_database_keeps_its_words_and_its_rules(centre: Centre) -> None:
    _, number = about_a_case(centre)
    t = table.c
    here = t.number == number
    with centre.system.reader.connect() as connection:
        row = dict(connection.execute(select(table).where(here)).mappings().one())
    wrong = (
        update(table).where(here).values(words="另一句"),
        update(table).where(here).values(due_at=row["due_at"] + 1),
        delete(table).where(here),
        insert(table).values(**row | {"number": "X1", "about": "NOBODY"}),
        insert(table).values(**row | {"number": "X2", "due_at": row["at"]}),
        insert(table).values(**row | {"number": "X3", "is_open": False}),
        insert(table).values(**row | {"number": "X4", "words": ""}),
        insert(table).values(
            **row
            | {
                "number": "X5",
                "answered_at": row["at"],
                "withdrawn_at": row["at"],
                "is_open": False,
            }
        ),
    )
    for statement in wrong:
        with pytest.raises(DBAPIError), centre.system.engine.begin() as connection:
            connection.execute(statement)


def test_what_waits_is_a_line_of_the_handover(centre: Centre) -> None:
    do(centre, "duty", BeginShift())
    _, number = about_a_case(centre)
    do(centre, "duty", OfferHandover())
    with centre.system.reader.connect() as connection:
        sheet = duty.shifts(connection, centre.district)[0].handover
    assert sheet is not None
    lines = [line for line in sheet.lines if line.of == number]
    assert [line.kind for line in lines] == [PointKind.INSTRUCTION]
    assert lines[0].due_at == found(centre, number).due_at
