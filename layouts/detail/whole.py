"""A detail, put together from its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.actions.dossier import Dossier
from dashboard.system import to_ms
from layouts.detail.clocks import clocks
from layouts.detail.deadline_sum import why
from layouts.detail.head import head
from layouts.detail.near import related
from layouts.detail.steps import NextStep, steps
from layouts.detail.timeline import timeline
from layouts.detail.viewer import Viewer
from layouts.instruction_lines import instructions_list
from layouts.parts import data
from layouts.words import Lang, word


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailContent:
    """What a detail shows: the dossier, what this person may do, and what they may know."""

    dossier: Dossier
    steps: Sequence[NextStep]
    reporter: Component


def whole(seat: Viewer, told: DetailContent) -> html.Article:
    """The detail of one case as this person may see it."""
    found = told.dossier
    case = found.case
    able = {step.act.name for step in told.steps if step.refused is None}
    parts = [
        head(seat, case, told.reporter),
        *_clocks(seat, found),
        steps(seat, told.steps),
        related(seat, found, able),
        *_instructions(seat, found),
        timeline(seat, found.acts),
    ]
    number = data(no=case.number, version=case.version, now=to_ms(found.now))
    return html.Article([part for part in parts if part], className="detail", **number)


def _clocks(seat: Viewer, found: Dossier) -> list[Component]:
    if found.clocks is None:
        return []
    return [clocks(seat, found.case, found.clocks), why(seat, found.case, found.clocks.why)]


def _instructions(seat: Viewer, found: Dossier) -> list[Component]:
    if not found.instructions:
        return []
    head = html.Header(html.H3(seat.word("instruction.panel")), className="part-head")
    shown = instructions_list(seat.lang, seat.district, seat.local, found.instructions)
    return [html.Section([head, shown], className="detail-instructions")]


def missing(seat: Viewer, number: str) -> html.Article:
    """Shown if a case doesn't exist, or if this person may not see it."""
    words = html.P(seat.word("detail.missing", no=number))
    return html.Article(words, className="detail detail-missing")


def unchosen(lang: Lang) -> html.Article:
    """Shown before any case is selected."""
    words = html.P(word(lang, "detail.unchosen"))
    return html.Article(words, className="detail detail-missing")
