"""What this person can do next, each with its key; the rest with the reason against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.domain.refusals import Refused
from layouts.acts import SCREEN_KEYS, DeskAct, keycap
from layouts.detail.viewer import Viewer
from layouts.parts import UNSPOKEN, data
from layouts.refused import in_words

FIRST = (
    "accept",
    "verify_report",
    "dispatch",
    "return_agree",
    "extension_agree",
    "suspension_agree",
    "proposal_agree",
    "acknowledge",
    "verify",
    "callback",
    "feedback",
)
"""The act that the case waits for, if the person may do it: this button stands out."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """An act, and the rule that forbids it now; None if it is possible."""

    act: DeskAct
    refused: Refused | None


def steps(seat: Viewer, found: Sequence[NextStep]) -> html.Section:
    """Buttons for possible acts; the others are dashed, in one line until somebody opens it."""
    able = [step.act for step in found if step.refused is None]
    first = next((act.name for name in FIRST for act in able if act.name == name), None)
    unable = list(_unable(seat, found))
    title: list[Component] = [html.H3(seat.word("steps.title"))]
    if unable:
        more = html.Span(seat.word("steps.unable", n=len(found) - len(able)))
        title.append(html.Span([more, toggle(seat, "unable")], className="note"))
    parts: list[Component] = [html.Header(title, className="part-head")]
    parts.append(
        html.Div([_button(seat, act, first=act.name == first) for act in able], className="acts")
    )
    if not able:
        parts.append(html.P(seat.word("steps.none"), className="note"))
    return html.Section([*parts, html.Ul(unable, className="unable")], className="detail-steps")


def _button(seat: Viewer, act: DeskAct, *, first: bool) -> html.Button:
    label = [html.Kbd(keycap(act.key), **UNSPOKEN)] if act.key else []
    return html.Button(
        [*label, seat.word(f"act.{act.name}")],
        type="button",
        className="act first" if first else "act",
        **data(act=act.name, key=act.key),
    )


def _unable(seat: Viewer, found: Sequence[NextStep]) -> Iterator[html.Li]:
    """What can't be done now, grouped by reason."""
    by_reason: dict[str, list[str]] = {}
    for step in found:
        if step.refused is not None:
            why = in_words(seat.lang, seat.district, step.refused)
            by_reason.setdefault(why, []).append(seat.word(f"act.{step.act.name}"))
    for why, names in by_reason.items():
        acts = seat.word("steps.separator").join(names)
        yield html.Li([html.Span(acts), html.Small(why)], className="act dashed")


def toggle(seat: Viewer, part: str) -> html.Button:
    """A button that opens or closes a part of the detail; the browser remembers it."""
    key = SCREEN_KEYS.get(part, "")
    cap = [html.Kbd(keycap(key), **UNSPOKEN)] if key else []
    return html.Button(
        [*cap, seat.word(f"toggle.{part}")],
        type="button",
        className="toggle",
        **data(toggle=part, key=key),
    )
