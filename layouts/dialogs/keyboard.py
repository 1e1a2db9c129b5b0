"""The help (`?`): every key of the desk, and what can be typed after `/`."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.domain.persons import Role
from dashboard.domain.roles import MAY
from layouts.acts import (
    ALERT_ACTS,
    BY_NAME,
    INCIDENT_ACTS,
    INSTRUCTION_ACTS,
    REPORT_ACTS,
    SCREEN_KEYS,
    WALL_ACTS,
    DeskAct,
    keycap,
)
from layouts.dialogs import CANCEL
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.frame import button, frame
from layouts.parts import data

COMMANDS = ("reassign", "act", "view", "save", "help")
GROUPS: Mapping[str, Sequence[str]] = {
    "intake": ("accept", "file", "dispatch", "direct", "reassign", "propose_reject"),
    "rulings": (
        "return_agree",
        "return_refuse",
        "extension_agree",
        "extension_refuse",
        "suspension_agree",
        "suspension_refuse",
        "proposal_agree",
        "proposal_refuse",
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
        "verify_report",
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


def overlay(locale: DialogLocale, role: Role) -> html.Div:
    """All keys of this role on one page, each once."""
    screen = {f"key.{name}": key for name, key in SCREEN_KEYS.items()}
    beside = (*ALERT_ACTS, INCIDENT_ACTS[0], INSTRUCTION_ACTS[0], *WALL_ACTS)
    groups = [_group(locale, locale.say("help.screen"), screen | _keys(beside, role))]
    offered = {name: [BY_NAME[act] for act in acts] for name, acts in GROUPS.items()}
    for name, acts in {"report": REPORT_ACTS, **offered}.items():
        keys = _keys(acts, role)
        groups += [_group(locale, locale.say(f"help.{name}"), keys)] if keys else []
    commands = html.Section(
        [
            html.H3(locale.say("help.commands")),
            html.Ul([html.Li([html.Code(locale.say(f"command.{name}"))]) for name in COMMANDS]),
        ]
    )
    close = button(CANCEL, "Escape", locale.say("help.close"), cap_text="Esc", main=True)
    body = [html.Div([*groups, commands], className="help-groups")]
    title = html.Span(locale.say("help.title"))
    return frame(title, body, [close], **data(enter=CANCEL, wide=""))


def _keys(acts: Sequence[DeskAct], role: Role) -> dict[str, str]:
    """The keys of the acts that the role may do; everybody may look at an incident."""
    looks = INCIDENT_ACTS[0]
    return {f"act.{act.name}": act.key for act in acts if act is looks or role in MAY[act.command]}


def _group(locale: DialogLocale, title: str, keys: Mapping[str, str]) -> Component:
    """Acts that share a key, one of which the case's state selects, share a line."""
    names: dict[str, list[str]] = {}
    for name, key in keys.items():
        names.setdefault(key, []).append(locale.say(name))
    lines = [
        html.Li([html.Span(_caps(key), className="caps"), html.Span(" / ".join(said))])
        for key, said in names.items()
    ]
    return html.Section([html.H3(title), html.Ul(lines)])


def _caps(keys: str) -> list[Component]:
    return [html.Kbd(CAPS.get(key) or keycap(key)) for key in keys.split(" ")]


CAPS = {"ArrowUp": "↑", "ArrowDown": "↓", "Space": "␣", "Escape": "Esc"}
