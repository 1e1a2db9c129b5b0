"""The help (`?`): every key of the desk, and what may be typed after `/`."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from layouts.acts import (
    ACTS,
    ALERT_ACTS,
    INCIDENT_ACTS,
    REPORT_ACTS,
    SCREEN_KEYS,
    WALL_ACTS,
    keycap,
)
from layouts.dialogs import CANCEL
from layouts.dialogs.form import Room
from layouts.dialogs.frame import button, frame
from layouts.parts import data

COMMANDS = ("reassign", "act", "view", "save", "help")
GROUPS: Mapping[str, Sequence[str]] = {
    "intake": ("accept", "verify_report", "file", "dispatch", "reassign", "propose_reject"),
    "rulings": (
        "return_agree",
        "return_refuse",
        "extension_agree",
        "suspension_agree",
        "proposal_agree",
        "reclassify",
        "propose_void",
    ),
    "handling": (
        "acknowledge",
        "return",
        "feedback",
        "request_extension",
        "request_suspend",
        "resume",
        "verify",
    ),
    "together": (
        "add_co_handler",
        "finish_co_handling",
        "spawn_child",
        "merge",
        "unmerge",
        "log_call",
        "comment",
        "attach",
    ),
    "pressing": ("urge", "supervise", "reply_supervision", "escalate", "link_incident"),
    "closing": ("callback", "close", "reopen"),
}


def overlay(room: Room) -> html.Div:
    """All keys on one page."""
    keys = {act.name: act.key for act in ACTS}
    groups = [
        _group(room, room.say(f"help.{name}"), {f"act.{a}": keys[a] for a in acts})
        for name, acts in GROUPS.items()
    ]
    alerts = {f"act.{act.name}": act.key for act in (*ALERT_ACTS, INCIDENT_ACTS[0], *WALL_ACTS)}
    screen = {f"key.{name}": key for name, key in SCREEN_KEYS.items()}
    groups.insert(0, _group(room, room.say("help.screen"), screen | alerts))
    reports = {f"act.{act.name}": act.key for act in REPORT_ACTS}
    groups.insert(1, _group(room, room.say("help.report"), reports))
    commands = html.Section(
        [
            html.H3(room.say("help.commands")),
            html.Ul([html.Li([html.Code(room.say(f"command.{name}"))]) for name in COMMANDS]),
        ]
    )
    close = button(CANCEL, "Escape", room.say("help.close"), cap_text="Esc", main=True)
    body = [html.Div([*groups, commands], className="help-groups")]
    title = html.Span(room.say("help.title"))
    return frame(title, body, [close], **data(enter=CANCEL, wide=""))


def _group(room: Room, title: str, keys: Mapping[str, str]) -> Component:
    lines = [
        html.Li([html.Span(_caps(key), className="caps"), html.Span(room.say(name))])
        for name, key in keys.items()
    ]
    return html.Section([html.H3(title), html.Ul(lines)])


def _caps(keys: str) -> list[Component]:
    return [html.Kbd(CAPS.get(key) or keycap(key)) for key in keys.split(" ")]


CAPS = {"ArrowUp": "↑", "ArrowDown": "↓", "Space": "␣", "Escape": "Esc"}
