"""The list of walls: the frame and its words; the browser keeps the list up to date."""

import json

from dash import dcc, html

from dashboard.domain.wall_rules import SECONDS, STOPS_MAX
from dashboard.domain.wall_views import WallView
from layouts.dialogs import ANSWER, CANCEL
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.frame import button, frame
from layouts.parts import data

LIST = "console-screens"
ASKED = "console-screen"


def overview(locale: DialogLocale) -> html.Div:
    """The frame; `desk/screens.js` fills the list and asks by the store `ASKED`."""
    views = [{"view": view, "name": locale.say(f"screens.view.{view}")} for view in WallView]
    body = [
        html.Div(
            id=LIST,
            className="screens",
            role="list",
            **data(
                views=json.dumps(views, ensure_ascii=False),
                least=SECONDS[0],
                most=SECONDS[1],
                stops=STOPS_MAX,
                elsewhere=locale.say("screens.desk_only"),
            ),
        ),
        html.Div(id=ANSWER, className="dialog-answer", role="status"),
        dcc.Store(id=ASKED, data={}),
    ]
    foot = [
        button("console-screens-identify", "a", locale.say("screens.identify_all"), cap_text="A"),
        button(CANCEL, "Escape", locale.say("help.close"), cap_text="Esc"),
        html.Span(locale.say("screens.note"), className="note"),
    ]
    title = html.Span(locale.say("screens.title"))
    return frame(title, body, foot, **data(enter="none", wide=""))
