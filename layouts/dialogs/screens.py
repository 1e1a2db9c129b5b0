"""The list of walls: the frame and its words; the browser keeps the list up to date."""

import json

from dash import dcc, html

from dashboard.access.permissions import WALLS
from dashboard.domain.screens import WallView
from dashboard.domain.wall_rules import SECONDS, STOPS_MAX
from layouts.dialogs import ANSWER, CANCEL
from layouts.dialogs.form import Room
from layouts.dialogs.frame import button, frame
from layouts.parts import data

LIST = "console-screens"
ASKED = "console-screen"
SENT = tuple(view for view in WallView if view.value in WALLS or view is WallView.TOUR)
"""The views that can be sent."""


def overview(room: Room) -> html.Div:
    """The frame; `desk/screens.js` fills the list and sends requests by the store `ASKED`."""
    views = [{"view": view.value, "name": room.say(f"screens.view.{view.value}")} for view in SENT]
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
                elsewhere=room.say("screens.desk_only"),
            ),
        ),
        html.Div(id=ANSWER, className="dialog-answer", role="status"),
        dcc.Store(id=ASKED, data={}),
    ]
    foot = [
        button("console-screens-identify", "a", room.say("screens.identify_all"), cap_text="A"),
        button(CANCEL, "Escape", room.say("help.close"), cap_text="Esc"),
        html.Span(room.say("screens.note"), className="note"),
    ]
    title = html.Span(room.say("screens.title"))
    return frame(title, body, foot, **data(enter="none", wide=""))
