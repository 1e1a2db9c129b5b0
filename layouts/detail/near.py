"""What may belong together: cases like it near by, the ones it is tied to, a running incident."""

from collections.abc import Iterator, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.domain.case import Case
from dashboard.domain.incident import Incident
from dashboard.domain.nearness import Near
from layouts.acts import BY_NAME, keycap
from layouts.detail.head import chip
from layouts.detail.seat import Seat
from layouts.parts import UNSPOKEN, data, level_mark


def near_by(
    seat: Seat, alike: Sequence[Near[Case]], incidents: Sequence[Near[Incident]]
) -> Iterator[html.Section]:
    """What might be the same matter, each with the key that ties them together."""
    if incidents:
        lines = [_incident(seat, found) for found in incidents]
        title = html.H3(seat.word("near.incidents"))
        yield html.Section([title, html.Ul(lines)], className="detail-near")
    if alike:
        lines = [_alike(seat, found) for found in alike]
        title = html.H3(seat.word("near.alike"))
        yield html.Section([title, html.Ul(lines)], className="detail-near")


def _alike(seat: Seat, found: Near[Case]) -> html.Li:
    case = found.what
    return html.Li(
        [
            chip(case.urgency),
            number_link(seat, case.number),
            html.Span(_way(seat, found.metres, case.grid), className="way"),
            html.Span(seat.word(f"state.{case.state}")),
            html.Span(case.text, className="said"),
            tie(seat, "merge", into=case.number),
        ]
    )


def _incident(seat: Seat, found: Near[Incident]) -> html.Li:
    incident = found.what
    level = incident.response_level or incident.event_level
    mark = html.Span(level_mark(), className="level-of", **data(level=level or "none"))
    return html.Li(
        [
            mark,
            html.Strong(incident.title),
            html.Span(_way(seat, found.metres, incident.grid), className="way"),
            tie(seat, "link_incident", incident=incident.number),
        ]
    )


def _way(seat: Seat, metres: int | None, grid: int) -> str:
    if metres is None:
        return seat.word("near.grid", grid=grid)
    return seat.word("near.metres", grid=grid, n=f"{metres:,}")


def tie(seat: Seat, act: str, **values: str) -> html.Button:
    """A button of an act that already knows one of its values."""
    key = BY_NAME[act].key
    return html.Button(
        [html.Kbd(keycap(key), **UNSPOKEN), seat.word(f"act.{act}")],
        type="button",
        className="act small",
        **data(act=act, **values),
    )


def number_link(seat: Seat, number: str) -> html.A:
    """A case's number that leads to its page."""
    query = "?lang=en" if seat.lang == "en" else ""
    return html.A(number[2:] or number, href=f"/case/{number}{query}", className="number")


def tied(seat: Seat, case: Case, relatives: Mapping[str, Case]) -> html.Section | None:
    """Parent, children and mergers, with how they stand."""
    links = case.links
    groups: tuple[tuple[str, Sequence[str]], ...] = (
        ("parent", [links.parent] if links.parent else []),
        ("blocking", links.blocking),
        ("detached", links.detached),
        ("merged", links.merged),
        ("into", [links.merged_into] if links.merged_into else []),
    )
    lines = [
        html.Li(list(_relative(seat, kind, number, relatives.get(number))))
        for kind, numbers in groups
        for number in numbers
    ]
    if not lines:
        return None
    return html.Section([html.H3(seat.word("near.tied")), html.Ul(lines)], className="detail-near")


def _relative(seat: Seat, kind: str, number: str, relative: Case | None) -> Iterator[Component]:
    yield html.Span(seat.word(f"tied.{kind}"), className="kind")
    yield number_link(seat, number)
    if relative is not None:
        yield html.Span(seat.item(relative.item))
        yield html.Span(f"{seat.word(f'state.{relative.state}')} · {seat.unit(relative.unit)}")


def helpers(seat: Seat, case: Case) -> html.Section | None:
    """The units that help, each with its own deadline and what came of it."""
    if not case.co_handlers:
        return None
    lines = []
    for helper in case.co_handlers:
        due = seat.local.moment(helper.due_at) if helper.due_at else "—"
        done = seat.local.moment(helper.done_at) if helper.done_at else ""
        said = seat.word("helper.done", at=done) if done else seat.word("helper.due", at=due)
        lines.append(
            html.Li(
                [html.Strong(seat.unit(helper.unit)), html.Span(said), html.Span(helper.result)]
            )
        )
    return html.Section(
        [html.H3(seat.word("helper.title")), html.Ul(lines)], className="detail-near"
    )
