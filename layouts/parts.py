"""Small parts from which screens are put together; the browser fills in live text."""

from collections.abc import Collection, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.grid import Street
from layouts.words import Lang, word

UNSPOKEN: dict[str, Any] = {"aria-hidden": "true"}
"""For shapes beside a word with the same meaning: screen readers skip them."""

NOT_KNOWN = "—"
"""Shown while a figure isn't known; never a 0, which would be a claim."""


def data(**values: str | float) -> dict[str, Any]:
    """Attributes for assets to read: lon=125.3 becomes data-lon="125.3"."""
    return {f"data-{name}": value for name, value in values.items()}


def middle_of(streets: Collection[Street]) -> list[float]:
    """Where a map of these streets begins, latitude first."""
    return [sum(street.center[axis] for street in streets) / len(streets) for axis in (1, 0)]


def slot(class_name: str, slot_id: str | None = None, text: str = "") -> html.Span:
    """A place for one live text; with an id only if something outside looks for it."""
    options: dict[str, Any] = {"id": slot_id} if slot_id else {}
    return html.Span(text, className=class_name, **options)


def mark(shape: str) -> html.Span:
    """A shape from marks.css: bars, square, framed, triangle, ring, tick or clock."""
    return html.Span(className=f"mark mark-{shape}", **UNSPOKEN)


def lamp() -> html.Span:
    """A mark whose shape follows `data-lamp`, which the browser derives from the time."""
    return html.Span(className="mark lamp", **UNSPOKEN)


def level_mark() -> html.Span:
    """An incident level's shape around its numeral; its `data-level` selects the shape."""
    numeral = html.Span(className="numeral")
    return html.Span(numeral, className="level", **UNSPOKEN)


def warning_mark() -> html.Span:
    """The square of a warning, in the colour of its level by `data-level`."""
    return html.Span("!", className="warning-mark", **UNSPOKEN)


def empty(empty_id: str) -> html.Div:
    """What an empty list shows: a tick, the good news, a detail."""
    lines = html.Div([slot("empty-news"), slot("empty-detail")], className="empty-lines")
    return html.Div([mark("tick"), lines], id=empty_id, className="empty", hidden=True)


def first_row(prefix: str, cells: Sequence[Component | str]) -> html.Div:
    """Row `prefix-0` of a list, hidden, with these cells; a string is a live text's class.

    The browser makes the other rows from it: each component costs it a third of a millisecond.
    """
    return html.Div(
        [slot(cell) if isinstance(cell, str) else cell for cell in cells],
        id=f"{prefix}-0",
        className="row",
        hidden=True,
        role="listitem",
    )


def legend(lang: Lang) -> html.Div:
    """The five steps of the map's one-hue ramp, each with its count."""
    steps = [
        html.Div([html.I(className=f"step step-{index}"), html.Span(label)])
        for index, label in enumerate(("0", "1", "2", "3", "4+"))
    ]
    return html.Div(
        [
            html.Strong(word(lang, "map.legend")),
            html.Div(steps, className="steps"),
            html.Span(word(lang, "map.labels"), className="note"),
        ],
        className="legend",
    )
