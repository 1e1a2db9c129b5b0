"""The HTTP interface for outside systems and operators, behind `dashboard.web.middleware`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, generate_latest

from dashboard import codec
from dashboard.access.identity import person_here
from dashboard.actions import search
from dashboard.domain.changes import Kind
from dashboard.domain.disclosure import may_search_phones
from dashboard.domain.scope import CENTRE, scope_of
from dashboard.domain.visibility import CHECKERS, may_read
from dashboard.live.baselines import Unusual
from dashboard.live.follower import Follower
from dashboard.live.jurisdiction import JurisdictionView, part_of, whole
from dashboard.live.picture import Picture, rows_in_order
from dashboard.live.rows import told
from dashboard.store import journal, jurisdiction, reads
from dashboard.store.engines import DatabaseUnavailable
from dashboard.store.search import SearchHit
from dashboard.streams import heartbeats
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System, from_ms, to_ms
from dashboard.web import reports

BODY_MAX = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ProcessState:
    """This process's follower, and a function that names its loops which have stopped."""

    follower: Follower
    silent: Callable[[], list[str]]


def register(
    server: Flask, system: System, mine: ProcessState, registry: CollectorRegistry
) -> None:
    """Adds the routes."""
    follower = mine.follower
    routes: dict[str, Callable[..., Response]] = {
        "/healthz": lambda: _json({"status": "alive"}),
        "/readyz": lambda: _ready(system, mine),
        "/metrics": lambda: Response(generate_latest(registry), mimetype="text/plain"),
        "/api/picture": lambda: _picture(system, follower),
        "/api/cases/<number>": lambda number: _case(system, number),
        "/api/search": lambda: _search(system),
    }
    for path, view in routes.items():
        server.add_url_rule(path, endpoint=path, view_func=view)
    server.add_url_rule(
        "/api/reports", endpoint="reports", view_func=lambda: reports.post(system), methods=["POST"]
    )
    server.add_url_rule(
        "/api/warnings",
        endpoint="warnings",
        view_func=lambda: reports.post_warning(system),
        methods=["POST"],
    )


def _json(value: object, status: int = 200) -> Response:
    return Response(codec.to_json(value), status=status, mimetype="application/json")


def _ready(system: System, mine: ProcessState) -> Response:
    """200 if database, Redis, workers and this process's loops are well; 503 names what isn't."""
    wrong: dict[str, str] = {}
    silent = mine.silent()
    if silent:
        wrong["web"] = "no sign of life from " + ", ".join(silent)
    try:
        with system.reader.connect() as connection:
            behind = journal.last_seq(connection, system.district.key) - mine.follower.picture.seq
        if behind > 0:
            wrong["picture"] = f"{behind} changes behind"
    except DatabaseUnavailable as error:
        wrong["database"] = str(error)[:200]
    try:
        beats = heartbeats.last(system.redis, system.district.key)
        late = heartbeats.late(beats, system.now_ms())
        if late:
            wrong["workers"] = "no sign of life from " + ", ".join(late)
    except RedisUnavailable as error:
        wrong["redis"] = str(error)[:200]
    if wrong:
        return _json({"status": "not ready"} | wrong, 503)
    return _json({"status": "ready"} | _sources(mine.follower) | _pack(system, mine.follower))


def _pack(system: System, follower: Follower) -> dict[str, Any]:
    """A paper pack that is out of date; we are ready all the same, as screens don't need it."""
    at = follower.health.pack_at
    if not at or not heartbeats.pack_is_late({heartbeats.PACK: at}, system.now_ms()):
        return {}
    return {"paper_pack": f"out of date, made at {from_ms(at):%Y-%m-%dT%H:%M:%SZ}"}


def _sources(follower: Follower) -> dict[str, Any]:
    """Sources from which nothing arrives; we are ready all the same, as only they can repair it."""
    found = {
        name: f"silent since {from_ms(one.at):%Y-%m-%dT%H:%M:%SZ}"
        for name, one in follower.health.silent.items()
    } | {
        name: f"all {one.count} refused, the last as {one.code}"
        for name, one in follower.health.refusing.items()
    }
    return {"sources": found} if found else {}


def _picture(system: System, follower: Follower) -> Response:
    """The whole picture for outside systems and auditors, a person's own part for others."""
    person = person_here()
    scope = scope_of(person) if person and person.role not in CHECKERS else CENTRE
    if scope is None:
        return _json({"error": "You have no cases."}, 403)
    if scope == CENTRE:
        with follower.lock:
            told = picture_data(follower.picture)
            return _json(told | {"cells": _cells_data(follower.picture, follower.health.unusual)})
    now = system.clock()
    with system.reader.connect() as connection:
        today = jurisdiction.today(connection, system.district.key, scope, system.day_start(now))
    with follower.lock:
        part = part_of(follower.picture, scope)
        part.figures.update(today)
        return _json(picture_data(follower.picture, part))


def picture_data(picture: Picture, part: JurisdictionView | None = None) -> dict[str, Any]:
    """Figures and open cases as of one instant and one `seq`, of a part or of the whole."""
    part = part or whole(picture)
    tallies = part.tallies
    groups = {
        "units": {
            code: _tally(tallies.unit.get(code)) | {"capacity": picture.capacity(code)}
            for code in picture.district.units
        },
        "streets": {c: _tally(tallies.street.get(c)) for c in picture.district.streets},
        "communities": {c: _tally(tallies.community.get(c)) for c in picture.district.communities},
        "grids": {str(no): _tally(tallies.grid.get(no)) for no in picture.district.grids},
    }
    return {
        "seq": picture.seq,
        "now": picture.now_ms,
        "figures": {**part.figures, **groups},
        "cases": [told(row) for row in rows_in_order(part.rows)],
    }


def _cells_data(picture: Picture, unusual: Unusual) -> dict[str, Any]:
    """What the map shows of each grid besides its tally."""
    odd = {cell.grid: cell for cell in unusual.cells}
    return {
        str(no): {
            "platforms": dict(picture.cells.platforms.get(no, {})),
            "reported_today": picture.reported_today.by_grid.get(no, 0),
            "closed_today": picture.closed_today.by_grid.get(no, 0),
            "unusual": odd[no].grade if no in odd else 0,
        }
        for no in picture.district.grids
    }


def _tally(tally: Any) -> dict[str, int]:
    if tally is None:
        return {"open": 0, "overdue": 0, "amber": 0}
    return {"open": tally.open, "overdue": tally.overdue, "amber": tally.amber}


def _case(system: System, number: str) -> Response:
    with system.reader.connect() as connection:
        case = reads.one_case(connection, system.district.key, number)
        acts = journal.history(connection, system.district.key, Kind.CASE, number)
    person = person_here()
    # Not everybody may know which numbers exist.
    if case is None or (person and not may_read(person, case)):
        return _json({"error": f"There is no case {number[:40]!r}, or it isn't yours."}, 404)
    return _json({"case": case, "journal": acts})


def _search(system: System) -> Response:
    """The results of the search box: at most 50 cases of the person's own jurisdiction."""
    person = person_here()
    scope = scope_of(person) if person else None
    if person is None or scope is None:
        return _json({"error": "Only persons with cases of their own search."}, 403)
    phones = may_search_phones(person)
    try:
        hits = search.find(system, scope, request.args.get("q", ""), phones=phones)
    except DatabaseUnavailable as error:
        return _json({"error": str(error)[:200]}, 503)
    return _json({"cases": [_hit(hit) for hit in hits]})


def _hit(hit: search.Hit) -> dict[str, Any]:
    case = {name: getattr(hit.case, name) for name in SearchHit.__slots__}
    due_at = hit.case.due_at
    at = {
        "reported_at": to_ms(hit.case.reported_at),
        "due_at": None if due_at is None else to_ms(due_at),
    }
    return {"by": hit.by} | case | at
