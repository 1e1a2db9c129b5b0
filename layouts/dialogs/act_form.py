"""The dialog of most acts, with exactly the fields that the table of acts names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.acts import DeskAct
from layouts.dialogs.form import DialogLocale, Values, fields
from layouts.dialogs.frame import Question, asking


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """An act, what it concerns in words, and known values."""

    act: DeskAct
    about: str
    values: Values
    asked: Mapping[str, Any]
    version: int | None = None


def dialog(locale: DialogLocale, asking_for: ActForm, *before: Component) -> html.Div:
    """The act's fields, below what the person should know `before`."""
    act = asking_for.act
    name = locale.say(f"act.{act.name}")
    note = locale.say("dialog.undo_after") if act.undo else ""
    if asking_for.version is not None:
        note = f"{note}　{locale.say('dialog.version', n=asking_for.version)}".strip()
    body = [*before, html.Div(fields(locale, act, asking_for.values), className="fields")]
    title = html.Span(f"{name} {asking_for.about}")
    return asking(locale.lang, title, body, Question(name, asking_for.asked, note))
