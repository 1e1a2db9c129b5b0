"""The rules of instructions: who may see and answer one, and what each command makes of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.domain.calendar import Calendar
from dashboard.domain.instructions.instruction import (
    ANSWER_WITHIN,
    SOON,
    About,
    Instruction,
    InstructionAnswer,
    Reading,
)
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    WithdrawInstruction,
    WriteInstruction,
)
from dashboard.domain.life.guards import need_words
from dashboard.domain.persons import FOREMEN, Person
from dashboard.domain.refusals import Denied, Refused
from dashboard.domain.scope import Placed
from dashboard.domain.visibility import may_read, may_read_all

WORDS_MAX = 500
ANSWER_MAX = 1000
REASON_MAX = 200
CASES_MAX = 20
ANSWERS_MAX = 20
READERS_MAX = 20
"""So many readers are named; who reads it after them isn't."""
OPEN_MAX = 500
"""How many instructions of a district may wait at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an instruction is about, as it is now.

    `units` are the units that may have to answer; None: any of the district.
    """

    about: About
    of: str
    title: str = ""
    item: str | None = None
    street: str = ""
    grid: int = 0
    units: tuple[str, ...] | None = ()


def written(
    command: WriteInstruction, subject: Subject, by: Person, now: datetime, calendar: Calendar
) -> Instruction:
    """The new instruction, still without its number. Raises `Refused`."""
    said = _said(command.words, "words", WORDS_MAX)
    if command.to and subject.units is not None and command.to not in subject.units:
        words = f"{command.to} has nothing to do with this: the centre answers, or whose it is."
        raise Refused("INSTRUCTION_NOT_THEIRS", words, unit=command.to)
    due_at = calendar.add(now, ANSWER_WITHIN[subject.about])
    soon = SOON[subject.about]
    soon_at = calendar.advance(due_at, -calendar.ms_of(soon), soon.unit)
    return Instruction(
        number="",
        version=1,
        about=subject.about,
        of=subject.of,
        words=said,
        author=by.login,
        name=by.name,
        role=by.role,
        at=now,
        due_at=due_at,
        soon_at=min(max(now, soon_at), due_at),
        to=command.to,
        title=subject.title,
        item=subject.item,
        street=subject.street,
        grid=subject.grid,
    )


def read(before: Instruction, by: Person, now: datetime) -> Instruction:
    """With one more reader. Raises `Refused`, also if they have read it already."""
    _need_open(before)
    if by.login == before.author:
        raise Denied("INSTRUCTION_OWN", "Nobody answers their own instruction.")
    if any(one.by == by.login for one in before.read):
        raise Refused("INSTRUCTION_READ", "You have read it already.")
    return replace(before, version=before.version + 1, read=_readers(before, by, now))


def answered(
    before: Instruction, command: AnswerInstruction, by: Person, now: datetime
) -> Instruction:
    """With one more answer; who answers has read it. Raises `Refused`."""
    _need_open(before)
    if by.login == before.author:
        raise Denied("INSTRUCTION_OWN", "Nobody answers their own instruction.")
    said = _said(command.words, "words", ANSWER_MAX)
    if len(before.answers) >= ANSWERS_MAX - 1 and not command.final:
        words = f"It has {ANSWERS_MAX - 1} answers: the next one is the final one."
        raise Refused("INSTRUCTION_ANSWERS_FULL", words, most=ANSWERS_MAX - 1)
    named = tuple(dict.fromkeys(command.cases))
    if len(named) > CASES_MAX:
        words = f"An answer names at most {CASES_MAX} cases."
        raise Refused("INSTRUCTION_MANY_CASES", words, most=CASES_MAX)
    answer = InstructionAnswer(
        by=by.login, name=by.name, at=now, words=said, final=command.final, cases=named
    )
    return replace(
        before,
        version=before.version + 1,
        read=_readers(before, by, now),
        answers=(*before.answers, answer),
    )


def withdrawn(
    before: Instruction, command: WithdrawInstruction, by: Person, now: datetime
) -> Instruction:
    """Taken back by who wrote it; its words stay. Raises `Refused`."""
    if by.login != before.author:
        words = f"Only {before.name} may withdraw it."
        raise Denied("INSTRUCTION_NOT_YOURS", words, who=before.name)
    _need_open(before)
    why = _said(command.reason, "reason", REASON_MAX)
    return replace(before, version=before.version + 1, withdrawn_at=now, withdrawn_why=why)


def may_see(person: Person, instruction: Instruction, case: Placed | None) -> bool:
    """Whether the person may see anything of it; `case` is the one that it is about, if any.

    Who sees every case of the district sees all instructions; a unit only those that it must
    answer, and about a case only while it may see that.
    """
    if may_read_all(person):
        return True
    if not instruction.to or person.speaks_for != instruction.to:
        return False
    return instruction.about is not About.CASE or (case is not None and may_read(person, case))


def may_answer(person: Person, instruction: Instruction, case: Placed | None) -> bool:
    """Whether it is this person's to answer, if their role answers any: see `roles.MAY`.

    The foreman may answer for a unit that doesn't.
    """
    if not may_see(person, instruction, case):
        return False
    addressed = person.speaks_for == instruction.to if instruction.to else may_read_all(person)
    return addressed or person.role in FOREMEN


def need_cases(named: Collection[str], known: Collection[str]) -> None:
    """Refuses numbers without a case that the person may see."""
    missing = sorted(set(named) - set(known))
    if missing:
        number = missing[0][:40]
        raise Refused("NO_SUCH_CASE", f"There is no case {number!r}.", case=number)


def _readers(before: Instruction, by: Person, now: datetime) -> tuple[Reading, ...]:
    known = any(one.by == by.login for one in before.read)
    if known or len(before.read) >= READERS_MAX:
        return before.read
    return (*before.read, Reading(by=by.login, name=by.name, at=now))


def _need_open(before: Instruction) -> None:
    if before.withdrawn_at is not None:
        words = f"{before.name} has withdrawn it."
        raise Refused("INSTRUCTION_WITHDRAWN", words, who=before.name)
    if not before.open:
        raise Refused("INSTRUCTION_ANSWERED", "It has its final answer already.")


def _said(words: str, field: str, most: int) -> str:
    need_words(words, field)
    said = words.strip()
    if len(said) > most:
        raise Refused(
            "INSTRUCTION_TOO_LONG",
            f"`{field}` has at most {most} characters.",
            field=field,
            most=most,
        )
    return said
