"""An instruction at the desk: what is asked, what was answered, and what this person may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.domain.instructions.instruction import Instruction
from layouts.acts import DeskAct
from layouts.dialogs import CANCEL
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.frame import button, cap, frame
from layouts.instruction_lines import addressee, lines, standing, subject
from layouts.parts import data

KEYS: Mapping[str, str] = {
    "read_instruction": "r",
    "answer_instruction": "a",
    "withdraw_instruction": "x",
}
"""The keys of the acts inside the dialog."""


@dataclass(frozen=True, slots=True)
class InstructionStep:
    """An act, and the sentence why it is impossible; empty if it can be done now."""

    act: DeskAct
    against: str


def about(locale: DialogLocale, one: Instruction) -> str:
    """Its number and what it is about."""
    return f"{one.number} {subject(locale.lang, locale.district, one)}"


def overview(locale: DialogLocale, one: Instruction, steps: Sequence[InstructionStep]) -> html.Div:
    """Its words, how it stands, its answers, and the acts; impossible ones say why."""
    lang, district, local = locale.lang, locale.district, locale.local
    facts: dict[str, Component | str] = {
        "words": html.B(one.words),
        "from": f"{locale.say(f'role.{one.role}')} {one.name} · {local.moment(one.at)}",
        "to": addressee(lang, district, one.to),
        "stands": standing(lang, local, one),
        "answers": html.Ul(list(lines(lang, local, one))) if one.read or one.withdrawn_at else "",
    }
    told = [
        part
        for name, said in facts.items()
        if said
        for part in (html.Dt(locale.say(f"instruction.fact.{name}")), html.Dd(said))
    ]
    main = next((step for step in steps if not step.against), None)
    acts = html.Ul(
        [_step(locale, one, step, main=step is main) for step in steps], className="acts"
    )
    close = button(
        CANCEL, "Escape", locale.say("incident.close"), cap_text="Esc", main=main is None
    )
    title = html.Span(locale.say("instruction.title", about=about(locale, one)))
    body = [html.Dl(told, className="incident-facts"), acts]
    return frame(title, body, [close], **data(enter=CANCEL, instruction=one.number))


def _step(locale: DialogLocale, one: Instruction, step: InstructionStep, *, main: bool) -> html.Li:
    act, key = step.act, KEYS[step.act.name]
    pressed = html.Button(
        [cap(key), html.Span(locale.say(f"act.{act.name}"))],
        type="button",
        className="act act-main" if main else "act",
        disabled=bool(step.against),
        **data(act=act.name, key=key, instruction=one.number),
    )
    return html.Li([pressed, *([html.Small(step.against)] if step.against else [])])
