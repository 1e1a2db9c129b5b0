"""Papers over HTTP: reports to the city, handover sheets and the roster, as a page and as a PDF."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import structlog
from flask import Flask, Response, request

from dashboard.access import identity, permissions
from dashboard.domain.duty.gaps import AHEAD, Span, gaps_of
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.incident_reporting import papers
from dashboard.runtime.typesetting import Typesetter, TypesettingBusy, TypesettingFailed
from dashboard.store import duty, incidents, people, roster
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import sheet
from layouts.paper import duty_papers, pages, situation
from layouts.paper.characters import FONTS
from layouts.paper.document import Paper
from layouts.plain_pages import query
from layouts.words import word

log = structlog.get_logger()
NUMBER_MAX = 40
PDF = ".pdf"
TYPESETTER = Typesetter(template=pages.TEMPLATE, fonts=FONTS)
Find = Callable[..., Paper | None]


def register(server: Flask, system: System) -> None:
    """Adds the routes: each paper as a page, and with .pdf behind its address as a PDF."""
    views: dict[str, Find] = {
        "/duty/reports/<number>/<int:place>": _report,
        "/duty/shifts/<number>": _sheet,
        "/duty/roster/paper": _roster,
    }
    for rule, find in views.items():
        server.add_url_rule(rule, endpoint=rule, view_func=_page(system, find))
        rule += PDF  # noqa: PLW2901 - the same address with its ending
        server.add_url_rule(rule, endpoint=rule, view_func=_pdf(system, find))


def _page(system: System, find: Find) -> Callable[..., Response]:
    def view(**asked: str | int) -> Response:
        paper = find(system, **asked)
        if paper is None:
            return Response(status=404)
        lang = asked_language()
        here = identity.caller_here()
        on_duty = permissions.may_pass("/duty", here)
        back = "/duty" if on_duty else permissions.home(here)
        ways = [
            pages.Way(back + query(lang), word(lang, "paper.back" if on_duty else "paper.desk")),
            pages.Way(request.path + PDF + query(lang), word(lang, "paper.pdf")),
        ]
        return Response(pages.whole(system.district, paper, ways), mimetype="text/html")

    return view


def _pdf(system: System, find: Find) -> Callable[..., Response]:
    def view(**asked: str | int) -> Response:
        paper = find(system, **asked)
        if paper is None:
            return Response(status=404)
        lang, html = asked_language(), request.path.removesuffix(PDF)
        try:
            made = TYPESETTER.pdf(pages.values(paper))
        except (TypesettingFailed, OSError) as error:
            log.warning("no PDF", paper=html, why=str(error))
            busy = isinstance(error, TypesettingBusy)
            why = word(lang, "paper.busy" if busy else "paper.failed", why=str(error))
            text = pages.no_pdf(lang, system.district, why, html + query(lang))
            return Response(text, 503, mimetype="text/html")
        answer = Response(made, mimetype="application/pdf")
        name = quote(html.strip("/").replace("/", "-") + PDF, safe="")
        answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
        return answer

    return view


def _report(system: System, number: str, place: int) -> Paper | None:
    """A written report by its place among those of its incident, from 1."""
    district = system.district
    with system.reader.connect() as connection:
        found = incidents.one(connection, district.key, number[:NUMBER_MAX])
        if found is None or not 1 <= place <= len(papers(found)):
            return None
        report = papers(found)[place - 1]
        known = (
            people.account(connection, district.key, login)
            for login in (report.by, report.signed_by)
            if login
        )
        names = {one.person.login: one.person.name for one in known if one}
    told = situation.Printed(
        lang=asked_language(), district=district, incident=found, place=place, names=names
    )
    return situation.paper(told)


def _sheet(system: System, number: str) -> Paper | None:
    with system.reader.connect() as connection:
        found = duty.shift(connection, system.district.key, number[:NUMBER_MAX])
    if found is None or found.handover is None:
        return None
    return sheet.paper(asked_language(), system.district, found, found.handover)


def _roster(system: System) -> Paper:
    now, district = system.clock(), system.district
    window = Span(now, now + AHEAD)
    with system.reader.connect() as connection:
        found: list[RosterEntry] = roster.between(
            connection, district.key, now, now + AHEAD + timedelta(days=1)
        )
    gaps = [
        gap for post in district.posts.values() for gap in gaps_of(post, found, window, system.zone)
    ]
    gaps.sort(key=lambda gap: gap.begins_at)
    return duty_papers.roster(asked_language(), district, found, gaps)
