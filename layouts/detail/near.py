"""What belongs to a case or may: the incident nearby, likely duplicates, linked cases, helpers."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.actions.dossier import Dossier
from dashboard.domain.case import Case
from dashboard.domain.incident import Incident
from dashboard.domain.proximity import Near
from layouts.acts import BY_NAME, keycap
from layouts.detail.head import chip
from layouts.detail.viewer import Viewer
from layouts.parts import UNSPOKEN, data

NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV", None: "?"}


def related(seat: Viewer, found: Dossier, able: Collection[str]) -> html.Section | None:
    """One line each, with the key that links it to the case; None if there is nothing.

    `able` are the names of the acts that this person may do now.
    """
    here = found.case.grid
    lines = [
        *[_incident(seat, near, here, able) for near in found.incidents],
        *[_alike(seat, near, here, able) for near in found.alike],
        *_kin(seat, found),
        *_helpers(seat, found.case),
    ]
    if not lines:
        return None
    return html.Section([html.H3(seat.word("near.title")), html.Ul(lines)], className="related")


def _alike(seat: Viewer, found: Near[Case], here: int, able: Collection[str]) -> html.Li:
    case = found.what
    about = [html.Span(seat.word("near.alike"), className="kind"), chip(case.urgency)]
    way = html.Span(_way(seat, found, here), className="way")
    link = number_link(seat, case.number)
    tie = [_tie(seat, "merge", into=case.number)] if "merge" in able else []
    said = f"{seat.word(f'state.{case.state}')} · {case.text}"
    return html.Li([*about, link, way, *tie], title=said)


def _incident(seat: Viewer, found: Near[Incident], here: int, able: Collection[str]) -> html.Li:
    incident = found.what
    level = incident.response_level or incident.event_level
    way = html.Span(_way(seat, found, here), className="way")
    title = html.Strong(incident.title, className="said")
    may = "link_incident" in able
    tie = [_tie(seat, "link_incident", incident=incident.number)] if may else []
    return html.Li([level_sign(level), title, way, *tie])


def level_sign(level: int | None) -> html.Span:
    """An incident's level: its shape around its numeral."""
    numeral = html.Span(NUMERALS[level], className="numeral")
    return html.Span(numeral, className="level", **data(level=level or "none"))


def _way(seat: Viewer, found: Near[Any], here: int) -> str:
    """How far away; the grid only if it is another one, or if nothing else is known."""
    grid = seat.word("near.grid", grid=found.what.grid)
    if found.metres is None:
        return grid
    metres = seat.word("near.metres", n=f"{found.metres:,}")
    if found.what.grid == here:
        return metres
    return seat.word("near.both", grid=grid, metres=metres)


def _tie(seat: Viewer, act: str, **values: str) -> html.Button:
    """A button for an act that has one of its values already."""
    key = BY_NAME[act].key
    return html.Button(
        [html.Kbd(keycap(key), **UNSPOKEN), seat.word(f"act.{act}")],
        type="button",
        className="act small",
        **data(act=act, **values),
    )


def number_link(seat: Viewer, number: str) -> html.A:
    """A case's number, without district and year, as a link to its page."""
    query = "?lang=en" if seat.lang == "en" else ""
    short = number.removeprefix(seat.district.prefix)[4:]
    return html.A(short, href=f"/case/{number}{query}", className="number")


def _kin(seat: Viewer, found: Dossier) -> Iterator[html.Li]:
    """Parent, children and mergers, with their states."""
    links = found.case.links
    groups: tuple[tuple[str, Sequence[str | None]], ...] = (
        ("parent", [links.parent]),
        ("blocking", links.blocking),
        ("detached", links.detached),
        ("merged", links.merged),
        ("into", [links.merged_into]),
    )
    for kind, numbers in groups:
        for number in filter(None, numbers):
            yield html.Li(list(_relative(seat, kind, number, found.relatives.get(number))))


def _relative(seat: Viewer, kind: str, number: str, relative: Case | None) -> Iterator[Component]:
    yield html.Span(seat.word(f"tied.{kind}"), className="kind")
    yield number_link(seat, number)
    if relative is not None:
        yield html.Span(seat.item(relative.item), className="said")
        yield html.Span(seat.word(f"state.{relative.state}"))


def _helpers(seat: Viewer, case: Case) -> Iterator[html.Li]:
    """The units that help, each with its own deadline and its result."""
    for helper in case.co_handlers:
        due = seat.local.moment(helper.due_at) if helper.due_at else "—"
        said = seat.word("helper.due", at=due)
        if helper.done_at:
            said = seat.word("helper.done", at=seat.local.moment(helper.done_at))
        yield html.Li(
            [
                html.Span(seat.word("helper.title"), className="kind"),
                html.Strong(seat.unit(helper.unit)),
                html.Span(said, className="way"),
                html.Span(helper.result, className="said"),
            ]
        )
