"""The wall of the queue: what is new and waiting, and who must act next?"""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from layouts.parts import NOT_KNOWN, data, lamp, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import (
    FIGURE,
    figure,
    figure_link,
    figures,
    page_note,
    panel,
    row_link,
    rows,
    rows_link,
    strip,
    wall,
)
from layouts.words import Lang, word

NEW = "wall-new"
CENTRE = "wall-centre"
ACK = "wall-ack"
VERIFY = "wall-verify"
STAGE = "wall-stage"
STAGES = (
    ("REPORTED", "VERIFYING", "FILED"),
    ("return", "extension", "suspension"),
    ("proposal", "DISPATCHED", "FEEDBACK"),
)
"""In columns, in the order of the stages."""


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """Four figures, what has just come, what waits for whom, and how much waits at each stage."""
    body = [
        _new(lang),
        _waiting(CENTRE, lang, ["item", "street", "grid", "state"]),
        _stages(lang),
        html.Div(
            [_waiting(ACK, lang, ["item", "unit"]), _waiting(VERIFY, lang, ["item", "place"])],
            className="column others",
        ),
    ]
    children = [_figures(lang), html.Div(body, className="body"), strip(lang)]
    return wall("queue", district, lang, setting, children)


def _figures(lang: Lang) -> html.Div:
    return figures(
        figure("unassigned", "ring", lang),
        figure("awaiting_acknowledgement", "clock", lang),
        figure("awaiting_verification", "tick", lang),
        figure(
            "reported_today", "bars", lang, label=word(lang, "queue.reported"), extra=_closed(lang)
        ),
    )


def _closed(lang: Lang) -> Component:
    return html.Span(
        [
            html.Span(word(lang, "queue.closed"), className="closed-word"),
            slot("", f"{FIGURE}-closed_today", NOT_KNOWN),
            figure_link("closed_today", lang),
        ],
        className="closed",
    )


def _new(lang: Lang) -> html.Section:
    """What came last, and what is its state?"""
    cells = ["time", "urgency", "item", "street", "grid", "state", row_link()]
    return panel(f"{NEW}-panel", word(lang, "queue.new"), [], rows(NEW, cells))


def _waiting(prefix: str, lang: Lang, about: list[str]) -> html.Section:
    """Whose turn is it, and which one first?"""
    cells = [lamp(), "urgency", *about, "time", row_link()]
    name = prefix.removeprefix("wall-")
    title = html.H2([word(lang, f"queue.{name}"), " ", slot("count", f"{prefix}-count")])
    notes = [page_note(prefix), slot("", f"{prefix}-top"), word(lang, "queue.order")]
    return panel(f"{prefix}-panel", title, notes, rows(prefix, cells))


def _stages(lang: Lang) -> html.Section:
    """How many wait where, since when, and how many of them are late?"""
    heads = ("stage", "count", "oldest", "late")
    head = [html.Span(word(lang, f"queue.{name}")) for name in heads]
    columns = [
        html.Div([html.Div(head, className="stage heads"), *(_stage(one, lang) for one in group)])
        for group in STAGES
    ]
    content = [html.Div(columns, className="stages")]
    return panel(f"{STAGE}-panel", word(lang, "queue.stages"), [], content)


def _stage(stage: str, lang: Lang) -> html.Div:
    key = "state" if stage.isupper() else "wait"
    name = word(lang, f"queue.stage.{stage}")
    late = html.Span([lamp(), slot("late")], className="late-cell")
    cells = [html.Span(name, className="name"), slot("count"), slot("oldest"), late]
    href = f"/wall/queue?of=open&{key}={stage}"
    return html.Div(
        [*cells, rows_link(href, word(lang, f"queue.counted.{key}", what=name), name, lang)],
        id=f"{STAGE}-{stage}",
        className="stage",
        **data(stage=stage),
    )
