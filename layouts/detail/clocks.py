"""Two clocks on one axis of time: the present stage's and the case's, and now.

Places are shares of the axis; the browser moves now, and makes the axis longer when now has passed
its end.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dash import html

from dashboard.actions.dossier import Clocks
from dashboard.domain.case import UNASSIGNED, Case, CaseState
from dashboard.domain.clock_progress import Knot
from dashboard.domain.unit import Limit
from dashboard.system import to_ms
from layouts.detail.viewer import Viewer
from layouts.parts import data, slot

ROOM = 0.06
"""Share of the axis that stays free on each side."""
STEPS = [timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 240, 360, 720)] + [
    timedelta(days=d) for d in (1, 2, 5, 10, 20, 30, 60)
]
TICKS_MAX = 6
STAGE_NAMES = {
    CaseState.REPORTED: "intake",
    CaseState.VERIFYING: "verifying",
    CaseState.FILED: "dispatching",
    CaseState.DISPATCHED: "handling",
    CaseState.PROCESSING: "handling",
    CaseState.FEEDBACK: "verification",
    CaseState.VERIFIED: "callback",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A clock's name and end in words."""

    name: str
    due: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time, from left to right."""

    start: datetime
    end: datetime

    def share(self, at: datetime) -> float:
        """The place of an instant on the axis, from 0 to 1."""
        inside = min(max(at, self.start), self.end)
        return (inside - self.start) / (self.end - self.start)


def clocks(seat: Viewer, case: Case, found: Clocks) -> html.Section:
    """Both clocks on one axis."""
    due = found.stage[-1][0]
    began = found.whole[0][0] if found.whole else found.stage[0][0]
    ends = [due, seat.local.now, *[at for at, _ in found.whole[-1:]]]
    axis = around(min(began, found.stage[0][0]), max(ends))
    limit = found.why.limit
    words = Words(stage_name(seat, case), seat.word("clock.due", at=seat.local.moment(due)))
    lines = [_line(axis, words, found.stage, limit)]
    if found.whole:
        at = seat.local.moment(found.whole[-1][0])
        words = Words(seat.word("clock.case"), seat.word("clock.case_due", at=at))
        lines.append(_line(axis, words, found.whole, None))
    now = html.Div(slot("now-word"), className="now", style={"left": _percent(axis, axis.start)})
    ends_ms = data(start=to_ms(axis.start), end=to_ms(axis.end))
    chart = html.Div([*lines, _ticks(seat, axis), now], className="axis", **ends_ms)
    return html.Section([html.H3(seat.word("clocks.title")), chart], className="detail-clocks")


def stage_name(seat: Viewer, case: Case) -> str:
    """The name of the present stage's clock."""
    stage = STAGE_NAMES.get(case.state)
    name = seat.word(f"clock.{stage}") if stage else seat.word("clock.stage")
    lead = "" if case.state in UNASSIGNED else seat.unit(case.unit)
    return f"{name} · {lead}" if lead and lead != "—" else name


def around(first: datetime, last: datetime) -> Axis:
    """An axis for both instants with some room beside them."""
    room = max(last - first, timedelta(minutes=10)) * ROOM
    return Axis(first - room, last + room)


def _line(axis: Axis, words: Words, knots: Sequence[Knot], limit: Limit | None) -> html.Div:
    """One clock: words, then its bar; the browser keeps both current."""
    start, due = knots[0][0], knots[-1][0]
    said = html.Div(
        [
            html.Strong(words.name),
            slot("clock-used"),
            html.Span([words.due, slot("clock-left")], className="clock-due"),
        ],
        className="clock-words",
    )
    place = {"left": _percent(axis, start), "width": _percent(axis, due, start)}
    bar = html.Div(html.Div(className="bar-used"), className="bar", style=place)
    run = json.dumps([[to_ms(at), round(share, 5)] for at, share in knots], separators=(",", ":"))
    return html.Div(
        [said, html.Div([bar, html.Div(className="bar-over")], className="bar-track")],
        className="clock clock-stage" if limit else "clock clock-case",
        **data(run=run, limit=limit.value if limit else "", unit=limit.unit if limit else ""),
    )


def _ticks(seat: Viewer, axis: Axis) -> html.Div:
    marks = [
        html.Span(label, style={"--at": _percent(axis, at)}, **data(at=to_ms(at)))
        for at, label in ticks(seat, axis)
    ]
    return html.Div(marks, className="ticks")


def ticks(seat: Viewer, axis: Axis) -> Sequence[tuple[datetime, str]]:
    """At most six round instants with their words, in local time."""
    return [(at, _tick(seat, at)) for at in instants(seat.local.zone, axis)]


def _tick(seat: Viewer, at: datetime) -> str:
    midnight = at.hour == at.minute == 0
    return seat.local.date(at) if midnight else seat.local.clock(at)


def instants(zone: ZoneInfo, axis: Axis) -> Sequence[datetime]:
    """At most six round instants of an axis, in the local time of this zone."""
    length = axis.end - axis.start
    step = next((s for s in STEPS if length / s <= TICKS_MAX), STEPS[-1])
    at = axis.start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    while at < axis.end:
        if at >= axis.start:
            found.append(at)
        at += step
    return found[:TICKS_MAX]


def _percent(axis: Axis, at: datetime, since: datetime | None = None) -> str:
    share = axis.share(at) - (axis.share(since) if since else 0)
    return f"{share * 100:.2f}%"
