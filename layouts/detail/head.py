"""The head of a detail: what it is, where, who reported it, and what waits for a decision."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.domain.alerts.turns import owes_reply
from dashboard.domain.case import Case, Supervision
from dashboard.domain.life import OwnerKind as Place
from dashboard.domain.life import owner
from dashboard.system import to_ms
from layouts.detail.viewer import Viewer
from layouts.parts import UNSPOKEN, data

ADDRESSED = {"GRID": "role.grid_leader", "STATION": "role.station"}


def head(seat: Viewer, case: Case, reporter: Component) -> html.Header:
    """Urgency, item and lamp; number and place; the text of the report."""
    title = [chip(case.urgency), html.H2(seat.item(case.item), className="detail-item")]
    return html.Header(
        [
            html.Div([*title, _lamp(seat, case)], className="detail-title"),
            html.Div(_number(seat, case), className="detail-number"),
            html.Div(_address(seat, case, reporter), className="detail-address"),
            html.P(case.text, className="detail-text"),
            *_attachments(seat, case),
            html.Div(
                [*_standing(seat, case), html.Span(className="detail-looking")],
                className="detail-standing",
            ),
            *[html.Div(line, className="detail-waiting") for line in _waiting(seat, case)],
        ],
        className="detail-head",
    )


def chip(urgency: str) -> html.Span:
    """E1 inverted, E2 framed, the others plain."""
    return html.Span(urgency, className=f"chip chip-{urgency}")


def _lamp(seat: Viewer, case: Case) -> html.Span:
    """The lamp with its words; the browser keeps both current by the server's clock."""
    clock = case.clock
    if clock is None:
        return html.Span(seat.word(f"state.{case.state}"), className="detail-lamp")
    instants = data(
        amber=to_ms(clock.amber_at), due=to_ms(clock.due_at), severe=to_ms(clock.severe_at)
    )
    words = [html.Span(className="lamp-word"), html.Span(className="lamp-time")]
    return html.Span(
        [html.Span(className="mark case-lamp", **UNSPOKEN), *words],
        className="detail-lamp lamp-ink ticking",
        **instants,
    )


def _number(seat: Viewer, case: Case) -> list[Component | str]:
    number = html.Span(case.number, className="number")
    return [
        seat.word("detail.case"),
        " ",
        number,
        " · ",
        seat.place(seat.district.grids[case.grid]),
    ]


def _address(seat: Viewer, case: Case, reporter: Component) -> list[Component | str]:
    channel = seat.word(f"channel.{case.channel}")
    reported = seat.word("detail.reported", channel=channel, at=seat.local.moment(case.reported_at))
    place: list[Component | str] = [case.address, " · "] if case.address else []
    return [*place, reported, " · ", reporter]


def _attachments(seat: Viewer, case: Case) -> list[Component]:
    if not case.attachments:
        return []
    return [html.Div(list(links(seat, case.attachments)), className="detail-links")]


def links(seat: Viewer, addresses: Iterable[str]) -> Iterable[Component]:
    """Addresses from outside: a link if it leads to the web, otherwise text."""
    for n, address in enumerate(addresses, 1):
        label = seat.word("detail.attachment", n=n)
        if address.lower().startswith(("https://", "http://")):
            yield html.A(
                label, href=address, title=address, target="_blank", rel="noopener noreferrer"
            )
        else:
            yield html.Span(address, className="attachment")


def _standing(seat: Viewer, case: Case) -> list[Component | str]:
    """State, lead, helpers, and past events that still matter."""
    parts: list[Component | str] = [
        html.Strong(seat.word(f"state.{case.state}")),
        html.Span(seat.word("detail.lead", unit=seat.unit(case.unit))) if case.unit else "",
        _owner(seat, case),
    ]
    helping = [seat.unit(helper.unit) for helper in case.co_handlers if helper.done_at is None]
    if helping:
        parts.append(html.Span(seat.word("detail.helping", units="、".join(helping))))
    if case.supervision:
        parts.append(_supervised(seat, case, case.supervision))
    counts = (("detail.reworks", case.rework_count), ("detail.returns", case.return_count))
    parts += [html.Span(seat.word(key, n=n), className="badge") for key, n in counts if n]
    if case.incident:
        parts.append(html.Span(seat.word("detail.incident", no=case.incident), className="badge"))
    return [part for part in parts if part]


def _waiting(seat: Viewer, case: Case) -> Iterable[list[Component | str]]:
    """What waits for somebody's decision, and why it was requested."""
    local, unit = seat.local, seat.unit(case.unit)
    if case.return_pending:
        yield _asked(seat, "return", unit, case.return_pending)
    if case.extension_pending:
        yield _asked(seat, "extension", unit, local.moment(case.extension_pending))
    if case.suspension_pending:
        yield _asked(seat, "suspension", unit, local.moment(case.suspension_pending))
    if case.proposal:
        proposed = case.proposal
        what = seat.word(f"proposed.{proposed.what}")
        yield _asked(seat, "proposal", seat.who(proposed.by), f"{what} · {proposed.reason}")
    if case.suspension:
        until = local.moment(case.suspension.resume_at)
        yield _asked(seat, "suspended", seat.word(f"suspend.{case.suspension.reason}"), until)


def _owner(seat: Viewer, case: Case) -> html.Span | str:
    """Who is responsible now, if that isn't the lead unit."""
    found = owner(case)
    if found is None or found.seat is Place.UNIT:
        return ""
    key = found.key
    if found.seat is Place.STATION:
        key = seat.full(seat.district.communities[key])
    return html.Span(seat.word(f"owner.{found.seat}", where=key))


def _supervised(seat: Viewer, case: Case, found: Supervision) -> html.Span:
    """The level in its box, its addressee if that is no unit, and the deadline for the answer."""
    words = seat.word(f"supervision.{found.level}")
    if found.seat in ADDRESSED:
        words += seat.word("supervision.to", who=seat.word(ADDRESSED[found.seat]))
    if found.reply_due_at and owes_reply(case):
        words += seat.word("supervision.reply", at=seat.local.moment(found.reply_due_at))
    return html.Span(
        [html.B(found.level), words], className=f"badge supervised supervised-{found.level}"
    )


def _asked(seat: Viewer, what: str, who: str, said: str) -> list[Component | str]:
    strong = html.Strong(seat.word(f"waiting.{what}.title"))
    return [strong, seat.word(f"waiting.{what}", who=who, said=said)]
