"""The wall of the overdue: what is latest, who has it, who was told, and who can still act?"""

from dash import html

from dashboard.domain.district import District
from layouts.parts import lamp, mark, slot
from layouts.wall.device_settings import WallSetting
from layouts.wall.frame import figure, figures, page_note, panel, row_link, rows, strip, wall
from layouts.words import Lang, word

LATE = "wall-late"
AGES = "wall-ages"
HANDS = "wall-hands"
SOON = "wall-soon"
BANDS = 5
COLUMNS = ("urgency", "item", "place", "owner", "time", "level", "step")


def layout(district: District, lang: Lang, setting: WallSetting) -> html.Main:
    """Four figures, the list of the latest, for how long, in whose hands, what falls due next."""
    side = html.Div([_next(lang), _ages(lang), _hands(lang)], className="side")
    body = html.Div([_late(lang), side], className="body")
    return wall("overdue", district, lang, setting, [_figures(lang), body, strip(lang)])


def _figures(lang: Lang) -> html.Div:
    return figures(
        figure("overdue", "square", lang),
        figure("severe", "framed", lang, label=word(lang, "overdue.severe")),
        figure("soon", "triangle", lang),
        figure("supervision_late", "clock", lang),
    )


def _late(lang: Lang) -> html.Section:
    """Lamp, urgency, what, where, who has it, for how long, who was told and when."""
    heads = [html.Span(word(lang, f"overdue.{name}"), className=f"head-{name}") for name in COLUMNS]
    head = html.Div([html.I(), *heads], className="row heads")
    step = html.Span([mark("clock"), slot("step-text")], className="last-step")
    cells = [lamp(), "urgency", "item", "place", "owner", "time", "supervised", step, row_link()]
    notes = [word(lang, "overdue.rule"), slot("", f"{LATE}-note"), page_note(LATE)]
    title = word(lang, "overdue.title")
    return panel(f"{LATE}-panel", title, notes, [head, *rows(LATE, cells)])


def _ages(lang: Lang) -> html.Section:
    bands = [
        html.Div(
            [
                html.Span(word(lang, f"overdue.age.{band}"), className="name"),
                html.Span(html.I(), className="share"),
                slot("n"),
            ],
            id=f"{AGES}-{band}",
            className="row",
        )
        for band in range(BANDS)
    ]
    content = [html.Div(bands, className="rows")]
    return panel(f"{AGES}-panel", word(lang, "overdue.ages"), [], content)


def _hands(lang: Lang) -> html.Section:
    cells = ["name", html.Span(html.I(), className="share"), "n"]
    notes = [page_note(HANDS)]
    return panel(f"{HANDS}-panel", word(lang, "overdue.hands"), notes, rows(HANDS, cells))


def _next(lang: Lang) -> html.Section:
    """How many fall due, who has them, how many nobody has acknowledged; then which."""
    unheard = html.Span([mark("ring"), slot("next-unheard")])
    said = html.Div(
        [slot("next-most"), html.Div(unheard, className="facts next-others")],
        id=f"{SOON}-said",
        className="said",
        hidden=True,
    )
    cells = [lamp(), "item", "owner", mark("ring"), "time", row_link()]
    content = [said, *rows(SOON, cells)]
    return panel(f"{SOON}-panel", word(lang, "overdue.next"), [page_note(SOON)], content)
