"""Choosing another case or an incident that a case belongs to: merging, linking, escalating."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from layouts.acts import Ask, Field
from layouts.dialogs import ANOTHER, field_id
from layouts.dialogs.ask import Asking
from layouts.dialogs.form import Room, fields, labelled
from layouts.dialogs.frame import Question, asking
from layouts.parts import data


@dataclass(frozen=True, slots=True)
class Choice:
    """One to choose: its number, and what a person needs to see to choose it."""

    number: str
    words: str
    detail: str


def dialog(room: Room, wanted: Asking, choices: Sequence[Choice]) -> html.Div:
    """Those that are likely, by ↑ ↓; another case may be typed by its number."""
    field = wanted.act.fields[0]
    likely = choices[0].number if choices else None
    options = [
        {"value": one.number, "label": html.Span([html.B(one.words), html.Span(one.detail)])}
        for one in choices
    ]
    listed: Component = dcc.RadioItems(
        id=field_id(field.name), options=options, value=likely, className="pick-list"
    )
    rest: list[Component] = fields(room, wanted.act, wanted.values)[1:]
    if field.ask is Ask.CASE:
        rest.insert(0, _another(room))
    if not choices:
        listed = html.P(room.say(f"link.none.{field.name}"), className="dialog-empty")
    name = room.say(f"act.{wanted.act.name}")
    body = [html.Div(listed, **data(list="")), html.Div(rest, className="fields")]
    title = html.Span(f"{name} {wanted.about}")
    return asking(room.lang, title, body, Question(name, wanted.asked))


def _another(room: Room) -> html.Div:
    other = Field(name=ANOTHER, ask=Ask.LINE, needed=False)
    return labelled(room, other, None)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A level of an incident that its facts suggest, and the criterion that says so."""

    level: int | None
    criteria: Sequence[str]


def suggestion(room: Room, suggested: Suggested) -> html.Div:
    """What the facts suggest; the level itself is always declared by a person."""
    if suggested.level is None:
        words = room.say("escalate.no_suggestion")
    else:
        words = room.say("escalate.suggested", level=room.say(f"escalate.level.{suggested.level}"))
    lines = [html.Li(text) for text in suggested.criteria]
    return html.Div([html.P(html.B(words)), html.Ul(lines)], className="suggested")
