"""The wall of the rows behind a number: exactly those that a figure counts."""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from layouts.parts import lamp, slot
from layouts.plain_pages import query
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import main_figures, page_note, row_link, rows, strip, wall
from layouts.words import Lang, word

ROW = "wall-row"
HEADS = ("urgency", "number", "item", "place", "unit", "state", "time", "supervision")


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """The figure's name and filter, how it counts, and its rows, page by page."""
    heads = [
        html.Span(),
        *(html.Span(word(lang, f"rows.{name}"), className=name) for name in HEADS),
    ]
    box = html.Span(slot("supervision-level"), className="supervision")
    cells = [
        lamp(),
        *("urgency", "number", "item", "place", "unit", "state", "time"),
        box,
        row_link(),
    ]
    listed = [html.Div(heads, className="heads"), *rows(ROW, cells)]
    panel = html.Section([_head(lang, setting), *listed], id=f"{ROW}-panel", className="panel")
    body = html.Div([panel], className="body")
    return wall("rows", district, lang, setting, [main_figures(lang), body, strip(lang)])


def _head(lang: Lang, setting: WallSetting) -> html.Header:
    """What is counted, in which part, how, and in which order it is shown."""
    title: list[Component] = [
        html.H2([slot("what", f"{ROW}-what"), slot("count", f"{ROW}-count")]),
        slot("part", f"{ROW}-part"),
    ]
    notes: list[Component] = [slot("", f"{ROW}-order"), page_note(ROW), slot("panel-age")]
    if setting.desk:
        title.append(html.A(word(lang, "rows.console"), id=f"{ROW}-console", className="console"))
        title.append(
            html.A(
                word(lang, "definitions.title"),
                href="/definitions" + query(lang),
                className="console",
            )
        )
    return html.Header(
        [
            html.Div([*title, html.Span(notes, className="note")], className="panel-head"),
            slot("counted", f"{ROW}-counted"),
        ],
    )
