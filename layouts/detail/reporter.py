"""The reporter, as far as this person may know."""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.case import Case
from dashboard.domain.commands import Reporter
from layouts.detail.viewer import Viewer
from layouts.parts import data

WHO = "console-reporter"
REVEAL = "console-reveal"


def reporter(seat: Viewer, case: Case, known: Reporter | None) -> html.Span:
    """Masked, with a button to see more; if it may not be known, only that there is one."""
    if not case.reporter_known:
        return html.Span(seat.word("reporter.none"))
    if known is None:
        return html.Span(seat.word("reporter.hidden"))
    return html.Span([said(seat, known), " ", _reveal(seat, case)], id=WHO)


def said(seat: Viewer, known: Reporter) -> str:
    """Name and phone as text."""
    both = " ".join(part for part in (known.name, known.phone) if part)
    return seat.word("reporter", who=both or "—")


def _reveal(seat: Viewer, case: Case) -> Component:
    return html.Button(
        seat.word("reporter.reveal"),
        id=REVEAL,
        type="button",
        className="reveal",
        title=seat.word("reporter.logged"),
        **data(no=case.number),
    )
