"""A person's saved views of the queue: links to the desk with a filter."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.store.views import SavedView
from layouts.parts import data
from layouts.words import Lang, word

LIST = "console-views"
ASKED = "console-view"
SAID = "console-view-said"


def views_part(lang: Lang) -> list[Component]:
    """The place of the list, filled when the page is there.

    The browser sends `console-view`: {"act": "save" or "drop", "name", "search"}.
    """
    title = html.H2(word(lang, "views.title"))
    return [
        html.Nav([title, html.Ul(id=LIST)], className="console-views"),
        html.P(id=SAID, className="console-views-said", role="status"),
        dcc.Store(id=ASKED, data={"lang": lang}),
    ]


def links(views: Sequence[SavedView], lang: Lang) -> list[html.Li]:
    """One line for each view: its name, and a button that deletes it."""
    forget = word(lang, "views.drop")
    return [
        html.Li(
            [
                html.A(view.name, href=f"/console{view.search}", **data(view=view.search)),
                html.Button("×", type="button", title=forget, **data(drop=view.name)),
            ]
        )
        for view in views
    ]
