"""Choosing the case or incident to which a case belongs: merging, linking, escalating."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.criteria import Suggestion
from layouts.acts import Ask, Field
from layouts.dialogs import ANOTHER, field_id
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale, fields, labelled
from layouts.dialogs.frame import Question, asking
from layouts.parts import data
from layouts.words import Lang

YUAN: Mapping[Lang, int] = {"zh": 10_000, "en": 1_000_000}
"""The unit in which each language counts large sums: 万元, million yuan."""


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """One choice: its number, and what a person needs to know for choosing it."""

    number: str
    words: str
    detail: str


def dialog(
    locale: DialogLocale, wanted: ActForm, choices: Sequence[LinkChoice], effect: str = ""
) -> html.Div:
    """Likely ones, chosen with ↑ ↓; another one can be typed.

    One that was asked for by name, or a single one, is preselected; among several a person chooses.
    `effect` says what happens to the case.
    """
    field = wanted.act.fields[0]
    numbers = [one.number for one in choices]
    asked = wanted.values.get(field.name)
    likely = asked if asked in numbers else numbers[0] if len(numbers) == 1 else None
    options = [
        {"value": one.number, "label": html.Span([html.B(one.words), html.Span(one.detail)])}
        for one in choices
    ]
    listed: Component = dcc.RadioItems(
        id=field_id(field.name), options=options, value=likely, className="pick-list"
    )
    rest: list[Component] = fields(locale, wanted.act, wanted.values)[1:]
    if field.ask is Ask.CASE:
        rest.insert(0, _another(locale))
    if not choices:
        listed = html.P(locale.say(f"link.none.{field.name}"), className="dialog-empty")
    name = locale.say(f"act.{wanted.act.name}")
    body: list[Component] = [
        html.Div(listed, **data(list="")),
        html.Div(rest, className="fields"),
    ]
    if effect and choices:
        body.append(html.P(effect, className="effect"))
    title = html.Span(f"{name} {wanted.about}")
    return asking(locale.lang, title, body, Question(name, wanted.asked))


def _another(locale: DialogLocale) -> html.Div:
    other = Field(name=ANOTHER, ask=Ask.LINE, needed=False)
    return labelled(locale, other, None)


def suggestion(locale: DialogLocale, suggested: Suggestion) -> html.Div:
    """The level that known facts suggest; the level itself is always declared by a person."""
    lines = [html.P(locale.say("escalate.effect")), html.P(criteria(locale, suggested))]
    return html.Div(lines, className="suggested")


def criteria(locale: DialogLocale, suggested: Suggestion) -> str:
    """The suggested level, and where the next graver one begins."""
    words = locale.say("escalate.suggested", level=locale.say(f"escalate.level.{suggested.level}"))
    if not suggested.reached:
        words += locale.say("escalate.unknown")
    if suggested.raised:
        money = locale.say("escalate.money", n=suggested.raised["loss"] // YUAN[locale.lang])
        counts: dict[str, object] = {**suggested.raised, "loss": money}
        next_level = locale.say(f"escalate.level.{suggested.level - 1}")
        words += locale.say("escalate.raised", level=next_level, **counts)
    if suggested.own_scale:
        words += locale.say("escalate.own_scale")
    return words
