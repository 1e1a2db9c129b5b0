"""What persons do with instructions."""

from dataclasses import dataclass

from dashboard.domain.instructions.instruction import About


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteInstruction:
    """批示: the centre, or the unit `to`, must answer; `of` is a number or a code, by `about`."""

    about: About
    of: str
    words: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnInstruction:
    """A command on one instruction, by its number."""

    instruction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInstruction(OnInstruction):
    """阅: who must answer has read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInstruction(OnInstruction):
    """批示答复: how it goes, or how it ended if `final`; `cases` are numbers that it names."""

    words: str
    final: bool
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInstruction(OnInstruction):
    """撤回批示 by its author, for a reason."""

    reason: str


InstructionCommand = WriteInstruction | ReadInstruction | AnswerInstruction | WithdrawInstruction
