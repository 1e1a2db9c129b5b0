"""How an act ended: done, refused, or somebody else was first; for one case or for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.dialogs import ASKED, CANCEL, OVERRIDE, UNDO, UNDOABLE
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.frame import button, frame
from layouts.parts import data, mark

UNDO_S = 30


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """A case and the sentence why it was refused."""

    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Somebody was faster: what they did, when, and the case's present state."""

    number: str
    who: str
    did: str
    at: datetime | None
    why: str
    stands: str


def refused(words: str) -> list[Component]:
    """Inside the dialog, which stays with all that was typed."""
    return [mark("triangle"), html.Span(words)]


def said(words: str) -> list[Component]:
    """Inside the dialog as well: it has been done."""
    return [html.Span(words, className="dialog-done")]


def overtaken(locale: DialogLocale, by: Overtaken, mine: str, asked: Mapping[str, Any]) -> html.Div:
    """Keep theirs, or apply mine; Enter keeps, so that a second Enter overwrites nobody's act."""
    ago = "" if by.at is None else locale.say("conflict.ago", ago=locale.ago(by.at))
    what = locale.say("conflict.what", who=by.who, did=by.did, at=locale.moment(by.at))
    lines = [
        html.P([html.B(what), html.Span(ago, className="note")]),
        *([html.P(locale.say("conflict.why", why=by.why))] if by.why else []),
        html.P(locale.say("conflict.stands", stands=by.stands)),
        html.P(locale.say("conflict.mine", mine=mine)),
    ]
    foot = [
        button(CANCEL, "Escape", locale.say("conflict.keep"), cap_text="Esc", main=True),
        button(OVERRIDE, "o", locale.say("conflict.apply")),
        dcc.Store(id=ASKED, data=dict(asked)),
    ]
    title = html.Span(locale.say("conflict.title", number=by.number))
    body = [html.Div(lines, className="conflict")]
    return frame(title, body, foot, **data(enter=CANCEL))


def partly(locale: DialogLocale, done: int, refusals: Sequence[RefusedCase]) -> html.Div:
    """Which of many cases were refused, and why."""
    rows = [
        html.Li([html.B(one.number, className="number"), html.Span(one.words)]) for one in refusals
    ]
    title = html.Span(locale.say("bulk.title", done=done, refused=len(refusals)))
    close = button(CANCEL, "Escape", locale.say("bulk.close"), cap_text="Esc", main=True)
    body = [html.Ul(rows, className="refusals")]
    return frame(title, body, [close], **data(enter=CANCEL))


def toast(words: str, *, good: bool = True) -> html.Div:
    """A message that disappears after some seconds."""
    return html.Div(
        [mark("tick" if good else "triangle"), html.Span(words)],
        className="toast",
        **data(fades=""),
    )


def undoable(locale: DialogLocale, words: str, rows: Sequence[Mapping[str, Any]]) -> html.Div:
    """What has been done, with Z to undo it until the countdown ends."""
    return html.Div(
        [
            mark("tick"),
            html.Span(words),
            button(UNDO, "z", locale.say("act.undo")),
            html.Span(className="countdown"),
            dcc.Store(id=UNDOABLE, data=[dict(row) for row in rows]),
        ],
        className="toast",
        **data(seconds=UNDO_S),
    )
