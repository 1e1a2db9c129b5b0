"""What has happened to a case, the newest first: who did what, when and why."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.domain.case import Case
from dashboard.domain.changes import Act
from layouts.detail.head import links
from layouts.detail.steps import toggle
from layouts.detail.viewer import Viewer
from layouts.words import WORDS

SHORT = 8
"""How many lines are shown before somebody asks for all."""


def timeline(seat: Viewer, acts: Sequence[Act]) -> html.Section:
    """The history; T shows all of it."""
    lines = list(_lines(seat, acts))
    note = html.Span(
        [seat.word("timeline.count", n=len(acts)), *_toggle(seat, len(lines))], className="note"
    )
    head = html.Header([html.H3(seat.word("timeline.title")), note], className="part-head")
    today = all(seat.local.is_today(act.at) for act in acts)
    return html.Section(
        [head, html.Ol(lines, className="today" if today else "")], className="detail-timeline"
    )


def _toggle(seat: Viewer, count: int) -> list[Component]:
    return [toggle(seat, "timeline")] if count > SHORT else []


def _lines(seat: Viewer, acts: Sequence[Act]) -> Iterator[Component]:
    """The lines, each with its day if that differs from the line above."""
    above = seat.local.now
    for act, before in zip(acts, [*acts[1:], None], strict=True):
        day = "" if seat.local.date(act.at) == seat.local.date(above) else seat.local.date(act.at)
        yield _line(seat, act, before.state if before else None, day)
        above = act.at


def _line(seat: Viewer, act: Act, before: object, day: str) -> html.Li:
    after = act.state
    what = list(_what(seat, act, before, after)) if isinstance(after, Case) else [act.why]
    return html.Li(
        [
            html.Span(day, className="day"),
            html.Time(seat.local.clock(act.at), title=seat.local.day(act.at)),
            html.Strong(act_name(seat, act.act)),
            html.Span([_who(seat, act), *what], className="said"),
        ]
    )


def _who(seat: Viewer, act: Act) -> str:
    """Who did it; for a report, its channel; and through which outside system."""
    via = seat.word("timeline.via", name=act.via.removeprefix("key:")) if act.via else ""
    if act.act == "report" and isinstance(act.state, Case) and act.by not in seat.people:
        return seat.word(f"channel.{act.state.channel}") + via
    return via.strip() if act.by == act.via else seat.who(act.by) + via


def act_name(seat: Viewer, act: str) -> str:
    """The act in words; an act that this version doesn't know is shown by its name."""
    key = f"did.{act}"
    return seat.word(key) if key in WORDS else act


def _what(seat: Viewer, act: Act, before: object, after: Case) -> Iterator[Component | str]:
    """What the act has changed that matters: the unit, the level, the reason, the result."""
    was = before if isinstance(before, Case) else None
    if after.unit and after.unit != (was.unit if was else None):
        yield f" → {seat.unit(after.unit)}"
    if act.act == "supervise" and after.supervision:
        yield f" · {seat.word(f'supervision.{after.supervision.level}')}"
    if after.satisfaction and after.satisfaction != (was.satisfaction if was else None):
        yield f" · {seat.word(f'choice.satisfaction.{after.satisfaction}')}"
    said = reason(seat, act.why) if was else after.text
    result = after.result if after.result != (was.result if was else "") else ""
    yield from (f"{COLON[seat.lang]}{words}" for words in dict.fromkeys((said, result)) if words)
    new = after.attachments[len(was.attachments) :] if was else after.attachments
    for link in links(seat, new):
        yield " "
        yield link


def reason(seat: Viewer, why: str) -> str:
    """A reason as given; if it begins with a code, with the code's words."""
    code, colon, rest = why.partition(": ")
    key = next((key for kind in CODED if (key := f"{kind}.{code}") in WORDS), None)
    if key is None:
        return why
    return f"{seat.word(key)}{COLON[seat.lang]}{rest}" if colon else seat.word(key)


COLON = {"zh": "：", "en": ": "}
CODED = ("trigger", "choice.code", "choice.reason")
"""Kinds of codes with which a reason may begin."""
