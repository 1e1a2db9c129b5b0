"""Instructions at the desk (⇧P): showing, reading, answering, withdrawing."""

import re
from collections.abc import Mapping, Sequence

from dash import html

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import DialogRequest, OpenRequest, SeenCase, text, to_browser
from callbacks.dialogs.values import given
from dashboard.actions.handle import handle
from dashboard.domain.case import Case
from dashboard.domain.instructions.instructing import may_answer, may_see
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    ReadInstruction,
    WithdrawInstruction,
)
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may_kind
from dashboard.store import instructions, reads
from layouts.acts import INSTRUCTION_ACTS, DeskAct
from layouts.dialogs import act_form, answers, instruction, link
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale
from layouts.instruction_lines import standing, subject

LOOK, *STEPS = INSTRUCTION_ACTS
SEPARATORS = re.compile(r"[\s,，、;；]+")


def open_one(context: DialogContext, locale: DialogLocale, request: OpenRequest) -> DialogUpdate:
    """The named instruction, or the only one; otherwise the list of those that wait."""
    act = request.acts[0]
    if not request.said:
        waiting = _waiting(context)
        if not waiting:
            raise Refused("NO_INSTRUCTION", "No instruction waits for an answer.")
        if len(waiting) > 1:
            return DialogUpdate(dialog=_list(locale, waiting))
        return _shown(context, locale, waiting[0])
    found = _named(context, request.said)
    if act is LOOK:
        return _shown(context, locale, found)
    against = _against(context, act, found)
    if against is not None:
        raise against
    asked = to_browser(act, [SeenCase(found.number, found.version)])
    if not act.fields:
        return _done(context, locale, act, ReadInstruction(instruction=found.number))
    about = instruction.about(locale, found)
    wanted = ActForm(act=act, about=about, values={}, asked=asked)
    return DialogUpdate(dialog=act_form.dialog(locale, wanted))


def carry_out(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Shows the chosen one, or answers or withdraws it; a refusal keeps what was typed."""
    number = asked.rows[0].number
    if asked.act is LOOK:
        return _shown(context, locale, _named(context, text(said.get("instruction"))))
    values = given(asked.act, said, locale.local.zone)
    command: AnswerInstruction | WithdrawInstruction | ReadInstruction
    if asked.act.command is AnswerInstruction:
        command = AnswerInstruction(
            instruction=number,
            words=str(values.get("words", "")),
            final=values.get("final") is True,
            cases=_numbers(str(values.get("cases", ""))),
        )
    elif asked.act.command is WithdrawInstruction:
        command = WithdrawInstruction(instruction=number, reason=str(values.get("reason", "")))
    else:
        command = ReadInstruction(instruction=number)
    return _done(context, locale, asked.act, command)


def _numbers(said: str) -> tuple[str, ...]:
    """Case numbers as somebody has typed them."""
    return tuple(one.upper() for one in SEPARATORS.split(said) if one)


def _done(
    context: DialogContext,
    locale: DialogLocale,
    act: DeskAct,
    command: AnswerInstruction | WithdrawInstruction | ReadInstruction,
) -> DialogUpdate:
    refused = handle(context.system, command, by=context.person).refused
    if refused is not None:
        words = answer_words.refusal(locale, refused)
        return DialogUpdate(toast=answers.toast(words, good=False), answer=answers.refused(words))
    words = locale.say(f"done.{act.name}", number=command.instruction)
    return DialogUpdate(dialog=[], toast=answers.toast(words))


def _sees(context: DialogContext, one: Instruction) -> bool:
    return may_see(context.person, one, _case(context, one))


def _case(context: DialogContext, one: Instruction) -> Case | None:
    if one.about is not About.CASE:
        return None
    with context.system.reader.connect() as connection:
        return reads.one_case(connection, context.district.key, one.of)


def _waiting(context: DialogContext) -> Sequence[Instruction]:
    """Those that this person sees, by time left."""
    with context.system.reader.connect() as connection:
        found = instructions.waiting(connection, context.district.key)
    return sorted((one for one in found if _sees(context, one)), key=lambda one: one.due_at)


def _named(context: DialogContext, number: str) -> Instruction:
    with context.system.reader.connect() as connection:
        found = instructions.one(connection, context.district.key, number.strip().upper())
    if found is None or not _sees(context, found):
        words = f"There is no instruction {number[:40]!r}."
        raise Refused("NO_SUCH_INSTRUCTION", words, instruction=number[:40])
    return found


def _list(locale: DialogLocale, waiting: Sequence[Instruction]) -> html.Div:
    choices = [
        link.LinkChoice(
            one.number,
            one.words,
            f"{subject(locale.lang, locale.district, one)} · "
            f"{standing(locale.lang, locale.local, one)}",
        )
        for one in waiting
    ]
    asked = to_browser(LOOK, [SeenCase(one.number, one.version) for one in waiting[:1]])
    about = locale.say("instruction.choose", n=len(waiting))
    return link.dialog(locale, ActForm(act=LOOK, about=about, values={}, asked=asked), choices)


def _shown(context: DialogContext, locale: DialogLocale, one: Instruction) -> DialogUpdate:
    steps = []
    for act in STEPS:
        against = _against(context, act, one)
        said = answer_words.refusal(locale, against) if against else ""
        steps.append(instruction.InstructionStep(act, said))
    return DialogUpdate(dialog=instruction.overview(locale, one, steps))


def _against(context: DialogContext, act: DeskAct, one: Instruction) -> Refused | None:
    """Why the person can't do this to it now."""
    mine = context.person.login == one.author
    if one.withdrawn_at is not None:
        return Refused("INSTRUCTION_WITHDRAWN", "It is withdrawn.", who=one.name)
    if not one.open:
        return Refused("INSTRUCTION_ANSWERED", "It has its final answer already.")
    if act.command is not WithdrawInstruction:
        return _against_answering(context, act, one, mine=mine)
    return None if mine else Refused("INSTRUCTION_NOT_YOURS", "Not yours.", who=one.name)


def _against_answering(
    context: DialogContext, act: DeskAct, one: Instruction, *, mine: bool
) -> Refused | None:
    person = context.person
    forbidden = may_kind(person, act.command)
    if forbidden is not None:
        return forbidden
    if not may_answer(person, one, _case(context, one)):
        return Refused("INSTRUCTION_NOT_TO_YOU", "It isn't addressed to you.", unit=one.to)
    if mine:
        return Refused("INSTRUCTION_OWN", "Nobody answers their own instruction.")
    if act.command is ReadInstruction and any(r.by == person.login for r in one.read):
        return Refused("INSTRUCTION_READ", "You have read it already.")
    return None
