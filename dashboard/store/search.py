"""Searches cases by number (ours or another system's), phone, words and places.

Every query is bounded and stays inside a jurisdiction.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, or_, select, true

from dashboard import codec
from dashboard.domain.case import CaseState
from dashboard.domain.disclosure import without_phones
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.domain.unit import Urgency
from dashboard.store import tables
from dashboard.store.tables import cases
from dashboard.system import from_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A case in a list of results; `text` is its beginning."""

    number: str
    version: int
    open: bool
    state: CaseState
    urgency: Urgency
    item: str | None
    grid: int
    street: str
    community: str
    unit: str | None
    reported_at: datetime
    due_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search: part of a case's text, or the name of a place.

    `written` is the expression of a word with digits, for the ways in which it may be written.
    """

    text: str
    written: str = ""
    grids: Collection[int] = ()
    streets: Collection[str] = ()
    communities: Collection[str] = ()


TEXT_MAX = 60
TEXT_READ = 2 * TEXT_MAX
ROWS_MAX = 400
_COLUMNS = (
    cases.c.number,
    cases.c.version,
    cases.c.is_open,
    cases.c.state,
    cases.c.urgency,
    cases.c.item,
    cases.c.grid,
    cases.c.street,
    cases.c.community,
    cases.c.unit,
    cases.c.reported_at,
    cases.c.due_at,
    cases.c.body,
)


def by_number(
    connection: Connection, district: str, scope: Scope, numbers: Collection[str]
) -> list[SearchHit]:
    """Those of these numbers that exist, unsorted: sorting would leave the key unused."""
    return _run(connection, _inside(district, scope).where(cases.c.number.in_(numbers)))


def by_external_number(
    connection: Connection, district: str, scope: Scope, number: str
) -> list[SearchHit]:
    """Cases that had this number in the system they came from, unsorted."""
    return _run(connection, _inside(district, scope).where(cases.c.external_no == number))


def by_phone(
    connection: Connection, district: str, scope: Scope, digests: Collection[str]
) -> list[SearchHit]:
    """Cases whose reporter has one of these phone digests, unsorted."""
    r = tables.reporter_phones.c
    numbers = select(r.number).where(r.district == district, r.digest.in_(digests))
    return _run(connection, _inside(district, scope).where(cases.c.number.in_(numbers)))


def by_words(
    connection: Connection,
    district: str,
    scope: Scope,
    words: Sequence[Word],
    number: str = "",
) -> list[SearchHit]:
    """Cases that contain every word in their text or place; open ones first, then the newest.

    Or those whose text matches the expression `number`.
    """
    t = cases.c
    said = or_(and_(true(), *(_says(word) for word in words)), _written(number))
    order = (t.is_open.desc(), t.reported_at.desc(), t.number.desc())
    found = _inside(district, scope).where(said).order_by(*order)
    return _run(connection, found)


def _says(word: Word) -> ColumnElement[bool]:
    t = cases.c
    return or_(
        t.said.contains(word.text, autoescape=True),
        _written(word.written),
        *([t.grid.in_(word.grids)] if word.grids else []),
        *([t.street.in_(word.streets)] if word.streets else []),
        *([t.community.in_(word.communities)] if word.communities else []),
    )


def _written(expression: str) -> ColumnElement[bool]:
    return cases.c.said.regexp_match(expression) if expression else false()


def _inside(district: str, scope: Scope) -> Select[tuple[object, ...]]:
    return select(*_COLUMNS).where(cases.c.district == district, held(scope))


def held(scope: Scope) -> ColumnElement[bool]:
    """As `Scope.holds`, but without co-handling units: they have no column."""
    t = cases.c
    match scope.area:
        case Area.CENTRE:
            return true()
        case Area.STREET:
            return or_(t.street == scope.key, t.unit == scope.key)
        case Area.COMMUNITY:
            return t.community == scope.key
        case Area.GRID:
            return t.grid == int(scope.key) if scope.key.isdecimal() else false()
        case Area.UNIT:
            return t.unit == scope.key


def _run(connection: Connection, query: Select[tuple[object, ...]]) -> list[SearchHit]:
    return [_found(row) for row in connection.execute(query.limit(ROWS_MAX)).all()]


def _found(row: Row[tuple[object, ...]]) -> SearchHit:
    return SearchHit(
        number=row.number,
        version=row.version,
        open=row.is_open,
        state=CaseState(row.state),
        urgency=Urgency(row.urgency),
        item=row.item,
        grid=row.grid,
        street=row.street,
        community=row.community,
        unit=row.unit,
        reported_at=from_ms(row.reported_at),
        due_at=None if row.due_at is None else from_ms(row.due_at),
        text=without_phones(codec.text_of(row.body)[:TEXT_READ])[:TEXT_MAX],
    )
