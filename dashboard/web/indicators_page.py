"""The indicators within the reader's bounds: as pages, and as files made of the same sheets.

Who may read every case gets the table of peers; everybody else their own figures, and lists of
nothing but their own cases, whatever an address asks for.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

import structlog
from flask import Flask, Response, request

from callbacks.leaders_history import list_request
from dashboard.access import permissions
from dashboard.access.identity import caller_here, person_here
from dashboard.domain.assessment.digest import DAY_MS, counted
from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.indicators import OwnFigures, PeerTable, own_figures, peer_tables
from dashboard.domain.assessment.metrics import WHOLE, Part, Window
from dashboard.domain.persons import Person
from dashboard.domain.scope import CENTRE, Scope, scope_of
from dashboard.domain.visibility import may_read_all
from dashboard.live.review import Review, Reviews
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System
from dashboard.web import spreadsheets
from dashboard.web.middleware import asked_language
from layouts.assessment import indicator_page as pages
from layouts.assessment.sheets import (
    FileSetting,
    FileSheet,
    definitions_sheet,
    part_name,
    peer_name,
    rows_sheet,
    table_sheet,
)
from layouts.words import word

log = structlog.get_logger()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMETYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
QUERY_MAX = 1_000
MAKING = threading.Lock()
"""One file at a time in a process: each costs some seconds of one core."""


class NotShown(Exception):
    """Why there is no such page or file: the key of its words, and the HTTP status."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.why = why
        self.status = status


@dataclass(frozen=True, slots=True)
class ReaderPart:
    """A reader's part of a review: their jurisdiction, and the cases that they may see."""

    review: Review
    scope: Scope
    cases: Sequence[Facts]


def register(server: Flask, system: System, reviews: Reviews) -> None:
    """Adds the routes: each page, and with .xlsx or .csv behind it (the table's) its file."""

    def add(path: str, make: Callable[[System, Reviews], Response]) -> None:
        def view() -> Response:
            try:
                return make(system, reviews)
            except NotShown as refused:
                lang = asked_language()
                text = pages.refused(lang, system.district, word(lang, refused.why))
                return Response(text, refused.status, mimetype="text/html")

        server.add_url_rule(path, endpoint=path, view_func=view)

    add(pages.HERE, _table_page)
    add(pages.CASES, _cases_page)
    for ending in pages.ENDINGS:
        add(f"{pages.TABLE}.{ending}", _table_file)
        add(f"{pages.CASES}.{ending}", _cases_file)


# The table -------------------------------------------------------------------------------------


def _table_page(system: System, reviews: Reviews) -> Response:
    mine = _reader(reviews)
    here = _setting(system, mine, _period(system, mine.review))
    tables, own = _figures(system, mine, here.window)
    leads = permissions.may_pass("/leaders", caller_here())
    return Response(pages.whole(here, tables, own, leads=leads), mimetype="text/html")


def _table_file(system: System, reviews: Reviews) -> Response:
    mine = _reader(reviews)
    here = _setting(system, mine, _period(system, mine.review))
    tables, own = _figures(system, mine, here.window)
    sheet = table_sheet(here, tables, own)
    schemes = [*(one.scheme for one in tables), *(one.scheme for one in own)]
    metrics = list(dict.fromkeys(name for scheme in schemes for name in scheme.metrics))
    facts = definitions_sheet(here, metrics, len(sheet.rows), part_name(here, WHOLE))
    return _file("indicators", here, sheet, facts)


def _figures(
    system: System, mine: ReaderPart, window: Window
) -> tuple[tuple[PeerTable, ...], tuple[OwnFigures, ...]]:
    district, cases = system.district, mine.review.cases
    if mine.scope == CENTRE:
        return peer_tables(cases, window, district), ()
    return (), own_figures(cases, window, district, mine.scope)


# The cases behind a number ---------------------------------------------------------------------


def _cases_page(system: System, reviews: Reviews) -> Response:
    mine = _reader(reviews)
    here, of, part = _asked(system, mine)
    cases = counted(of, mine.cases, here.window, part)
    sheet = rows_sheet(here, cases[: pages.LISTED])
    text = pages.cases_page(here, of, part, sheet, cases)
    return Response(text, mimetype="text/html")


def _cases_file(system: System, reviews: Reviews) -> Response:
    mine = _reader(reviews)
    here, of, part = _asked(system, mine)
    cases = counted(of, mine.cases, here.window, part)
    facts = definitions_sheet(here, [of], len(cases), part_name(here, part))
    return _file(of, here, rows_sheet(here, cases), facts)


def _asked(system: System, mine: ReaderPart) -> tuple[FileSetting, str, Part]:
    asked = list_request(_query(), system.district)
    if asked is None:
        raise NotShown("leaders.list.wrong")
    if not mine.review.holds(asked.window):
        raise NotShown("leaders.list.beyond")
    return _setting(system, mine, asked.window), asked.of, asked.part


# Both ------------------------------------------------------------------------------------------


def _reader(reviews: Reviews) -> ReaderPart:
    """The caller's part of this minute's review."""
    person = person_here()
    scope = _bounds(person) if person else None
    if scope is None:
        raise NotShown("leaders.list.wrong", 403)
    try:
        review = reviews.now()
    except DatabaseUnavailable as away:
        raise NotShown("indicators.away", 503) from away
    whole = scope == CENTRE
    cases = review.cases if whole else tuple(c for c in review.cases if scope.holds(c))
    return ReaderPart(review, scope, cases)


def _bounds(person: Person) -> Scope | None:
    return CENTRE if may_read_all(person) else scope_of(person)


def _setting(system: System, mine: ReaderPart, window: Window) -> FileSetting:
    here = FileSetting(
        lang=asked_language(),
        district=system.district,
        window=window,
        at=mine.review.at,
        seq=mine.review.seq,
        demo=system.settings.demo,
    )
    if mine.scope == CENTRE:
        return here
    return replace(here, bounds=peer_name(here, mine.scope.area.value, mine.scope.key))


def _period(system: System, review: Review) -> Window:
    """The period that an address asks for: by its ends, or in days up to now; else the usual."""
    if "since" in request.args:
        asked = list_request(f"{_query()}&of=reported", system.district)
        if asked is None:
            raise NotShown("leaders.list.wrong")
        window = asked.window
    else:
        days = {str(n): n for n in pages.SPANS_D}.get(request.args.get("days", ""))
        usual = review.digest.window
        window = usual if days is None else Window(review.at - days * DAY_MS, review.at)
    if not review.holds(window):
        raise NotShown("leaders.list.beyond")
    return window


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")[:QUERY_MAX]


def _file(name: str, here: FileSetting, sheet: FileSheet, facts: FileSheet) -> Response:
    """The file in the form that the address ends with; refused while another is being made."""
    ending = request.path.rpartition(".")[2]
    if not MAKING.acquire(blocking=False):
        raise NotShown("indicators.busy", 503)
    try:
        made = (
            spreadsheets.xlsx([sheet, facts])
            if ending == "xlsx"
            else spreadsheets.comma_separated(sheet, facts)
        )
    finally:
        MAKING.release()
    person = person_here()
    log.info("exported", of=name, rows=len(sheet.rows), by=person.login if person else "")
    days = "-".join(f"{here.local(at):%Y%m%d}" for at in (here.window.since, here.window.until))
    stem = f"{'demo-' if here.demo else ''}{here.district.key}-{name}-{days}"
    answer = Response(made, content_type=MIMETYPES[ending])
    saved = quote(f"{stem}.{ending}", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{saved}"
    return answer
