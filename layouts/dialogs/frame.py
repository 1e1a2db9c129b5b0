"""What is around every dialog: its title, its subject, its two buttons, its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.incident import DRILL_MARK
from layouts.acts import keycap
from layouts.dialogs import ANSWER, ASKED, CANCEL, DO
from layouts.parts import UNSPOKEN, data
from layouts.words import Lang, word

TITLE = "console-dialog-title"
Content = Sequence[Component]


def cap(key: str) -> html.Kbd:
    """A key as it is printed."""
    return html.Kbd(keycap(key), **UNSPOKEN)


def button(
    button_id: str, key: str, label: str | Component, *, cap_text: str = "", main: bool = False
) -> html.Button:
    """A button with its key on it; `desk/keys.js` presses it."""
    shown = html.Kbd(cap_text or keycap(key), **UNSPOKEN)
    return html.Button(
        [shown, html.Span(label)],
        id=button_id,
        type="button",
        className="act act-main" if main else "act",
        **data(key=key),
    )


def frame(title: Component, body: Content, foot: Content, **more: Any) -> html.Div:
    """A dialog; `desk/dialogs.js` places it, keeps the focus in it and then gives it back.

    One about a drill, whose title says so, has a striped frame.
    """
    drill = {"data-drill": ""} if DRILL_MARK in str(title) else {}
    head = html.Header(title, id=TITLE, className="dialog-head")
    return html.Div(
        [head, *body, html.Footer(list(foot), className="dialog-foot")],
        role="dialog",
        className="dialog",
        **{"aria-modal": "true", "aria-labelledby": TITLE, "data-dialog": "", **drill, **more},
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What Enter does, and what is sent with the answer."""

    do: str | Component
    asked: Mapping[str, Any]
    note: str = ""


def asking(lang: Lang, title: Component, body: Content, question: Question) -> html.Div:
    """A dialog that asks for something."""
    foot = [
        button(DO, "Enter", question.do, cap_text="Enter", main=True),
        button(CANCEL, "Escape", word(lang, "dialog.cancel"), cap_text="Esc"),
        html.Span(question.note, className="note"),
    ]
    inside = [
        *body,
        html.Div(id=ANSWER, className="dialog-answer", role="alert"),
        dcc.Store(id=ASKED, data=dict(question.asked)),
    ]
    return frame(title, inside, foot)
