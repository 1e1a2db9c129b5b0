"""What stood at a past instant, out of the journal: what a picture would have started from then.

The journal holds every state since the beginning, so it isn't read from its beginning: the tables
of today say which cases and alerts can have stood, and of each the last row by then is looked up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    String,
    and_,
    cast,
    func,
    select,
)

from dashboard import codec
from dashboard.domain.accounts import Account
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.value import subject_of
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Heading, Kind, Strength
from dashboard.domain.incident import Incident
from dashboard.domain.refusals import Refused
from dashboard.store import tables
from dashboard.store.alerts import read_alert
from dashboard.store.incidents import ACTS, OVER, Story
from dashboard.store.loads import read_strength
from dashboard.store.reads import FLOOD_MEMORY, Snapshot
from dashboard.store.records import read_case
from dashboard.system import from_ms, to_ms

TAKEN_BACK_WITHIN = timedelta(minutes=1)
"""What has ended may stand again and end once more as of the first time, by an act taken back: it
shows no trace of this, except that it changed so soon after the instant (see `actions.undoing`)."""
ASKED_AT_ONCE = 500

_cases, _alerts, _incidents = tables.cases.c, tables.alerts.c, tables.incidents.c


def first_instant(connection: Connection, district: str) -> datetime | None:
    """When the journal began."""
    j = tables.journal.c
    at = connection.execute(select(func.min(j.at)).where(j.district == district)).scalar()
    return None if at is None else from_ms(at)


def snapshot_then(
    connection: Connection, district: str, then: datetime, day_start: datetime, newest: int
) -> Snapshot:
    """As `reads.snapshot` would have been at that instant; refused before the journal's first row.

    The connection's one transaction must see one instant. Nothing is `ahead`: what has stood at an
    instant follows no changes.
    """
    _need_records(connection, district, then)
    look = _PastQuery(connection, district, to_ms(then))
    soon_after = look.soon_after()
    cases = look.cases(soon_after)
    today = to_ms(day_start)
    return Snapshot(
        seq=look.last_seq(),
        ahead={},
        open_cases=[case for case in cases.values() if case.open],
        newest=look.newest(newest),
        reported_today=look.reported_since(today),
        closed_today=look.closed_since(today, cases),
        last_closed=look.last_closed(cases),
        incidents=[one for one in look.incidents() if one.open],
        story=look.story(),
        strengths=look.strengths(),
        alerts=look.alerts(soon_after, day_start - FLOOD_MEMORY),
    )


def open_cases_then(connection: Connection, district: str, then: datetime) -> list[Case]:
    """Those alone, refused as the whole would be."""
    _need_records(connection, district, then)
    look = _PastQuery(connection, district, to_ms(then))
    return [case for case in look.cases(look.soon_after()).values() if case.open]


def _need_records(connection: Connection, district: str, then: datetime) -> None:
    began = first_instant(connection, district)
    if began is None or then < began:
        raise Refused("BEFORE_RECORDS", "Nothing was recorded yet at that time.", since=began)


@dataclass(frozen=True, slots=True)
class _PastQuery:
    """Questions about one instant, `at`, in ms since 1970."""

    connection: Connection
    district: str
    at: int

    def last_seq(self) -> int:
        """The last stamped change by then; 0 before the first."""
        j, c = tables.journal.c, tables.chain.c
        found = self.connection.execute(
            select(c.seq)
            .join_from(tables.journal, tables.chain, c.entry == j.id)
            .where(j.district == self.district, j.at <= self.at)
            .order_by(j.at.desc(), j.id.desc())
            .limit(1)
        ).scalar()
        return found or 0

    def soon_after(self) -> list[str]:
        """Numbers of the cases and incidents that changed, or whose alerts did, right after."""
        j = tables.journal.c
        until = self.at + TAKEN_BACK_WITHIN // timedelta(milliseconds=1)
        keys = self.connection.execute(
            select(j.key)
            .distinct()
            .where(
                j.district == self.district,
                j.at > self.at,
                j.at <= until,
                j.kind.in_([Kind.CASE.value, Kind.ALERT.value]),
            )
        ).scalars()
        return sorted({subject_of(key) for key in keys})

    # Cases ---------------------------------------------------------------------------------

    def cases(self, soon_after: list[str]) -> dict[str, Case]:
        """All that were open, and some that were over, each as it was."""
        chosen = [*self._maybe_open(), *_numbered(_cases.number, soon_after)]
        return {case.number: case for among in chosen for case in self._cases(among)}

    def _maybe_open(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """Apart, so that each has its index; `+ 0`, or SQLite would take that of the reports."""
        reported = _cases.reported_at + 0 <= self.at
        return and_(_cases.is_open, reported), and_(_cases.closed_at > self.at, reported)

    def _cases(self, among: ColumnElement[bool]) -> Iterator[Case]:
        then = self._state(Kind.CASE, _cases.number)
        return map(read_case, self._known(select(then).where(self._here(_cases), among)))

    def newest(self, count: int) -> list[Case]:
        """The newest reports, newest first."""
        numbers = self.connection.execute(
            select(_cases.number)
            .where(self._here(_cases), _cases.reported_at <= self.at)
            .order_by(_cases.reported_at.desc(), _cases.number.desc())
            .limit(count)
        ).scalars()
        found = self._cases(_cases.number.in_(numbers.all()))
        return sorted(found, key=lambda case: (case.reported_at, case.number), reverse=True)

    def reported_since(self, start: int) -> dict[str, tuple[int, int]]:
        """When and in which grid each case was reported that came between then and the instant."""
        rows = self.connection.execute(
            select(_cases.number, _cases.reported_at, _cases.grid).where(
                self._here(_cases), _cases.reported_at >= start, _cases.reported_at <= self.at
            )
        )
        return {row.number: (row.reported_at, row.grid) for row in rows}

    def closed_since(self, start: int, known: dict[str, Case]) -> dict[str, tuple[int, int]]:
        """When and in which grid each stood as closed; `known` are as they were."""
        rows = self.connection.execute(self._closed().where(_cases.closed_at >= start))
        found = {row.number: (row.closed_at, row.grid) for row in rows if row.number not in known}
        ends = {number: (at, known[number].grid) for at, number in _ends(known) if at >= start}
        return found | ends

    def last_closed(self, known: dict[str, Case]) -> tuple[datetime, str] | None:
        """The last that stood as closed."""
        rows = self.connection.execute(
            self._closed()
            .order_by(_cases.closed_at.desc(), _cases.number.desc())
            .limit(len(known) + 1)
        )
        found = [(row.closed_at, row.number) for row in rows if row.number not in known]
        at, number = max([*found, *_ends(known)], default=(0, ""))
        return (from_ms(at), number) if number else None

    def _closed(self) -> Select[Any]:
        """Of what is closed by now, what was so by then."""
        return select(_cases.number, _cases.closed_at, _cases.grid).where(
            self._here(_cases),
            _cases.closed_at <= self.at,
            _cases.state == CaseState.CLOSED.value,
        )

    # Incidents, strengths, alerts ----------------------------------------------------------

    def incidents(self) -> list[Incident]:
        """All that there were, running or over."""
        then = self._state(Kind.INCIDENT, _incidents.number)
        found = self._known(select(then).where(self._here(_incidents)))
        states = [codec.read_state(Kind.INCIDENT, body) for body in found]
        return [state for state in states if isinstance(state, Incident)]

    def story(self) -> Story:
        """What had been done of those that ran, the last that were over, everybody's role."""
        known = self.incidents()
        over = sorted((one for one in known if not one.open), key=lambda one: one.number)
        then = self._state(Kind.PERSON, tables.people.c.login)
        found = self._known(select(then).where(self._here(tables.people.c)))
        people = [codec.read_state(Kind.PERSON, body) for body in found]
        return Story(
            acts={one.number: self._acts(one.number) for one in known if one.open},
            over=over[: -OVER - 1 : -1],
            roles={a.person.login: a.person.role.value for a in people if isinstance(a, Account)},
        )

    def _acts(self, number: str) -> tuple[Heading, ...]:
        """The last ones by then, oldest first."""
        j = tables.journal.c
        rows = self.connection.execute(
            select(j.act, j.by, j.why, j.at)
            .where(
                j.district == self.district,
                j.kind == Kind.INCIDENT.value,
                j.key == number,
                j.at <= self.at,
            )
            .order_by(j.version.desc())
            .limit(ACTS)
        ).all()
        return tuple(
            Heading(Kind.INCIDENT, number, row.act, row.by, row.why, from_ms(row.at))
            for row in reversed(rows)
        )

    def strengths(self) -> list[Strength]:
        """What each unit had said of its handlers."""
        s = tables.strengths.c
        then = self._state(Kind.DUTY, s.unit)
        found = self._known(select(then).where(self._here(s)))
        return [read_strength(body) for body in found]

    def alerts(self, soon_after: list[str], since: datetime) -> list[Alert]:
        """Those that stood, and all that had been raised since that time.

        What stood was that of an open case, or an incident's.
        """
        key = _alerts.case_number + "/" + _alerts.lamp + "/" + cast(_alerts.due_at, String)
        chosen = select(self._state(Kind.ALERT, key)).where(self._here(_alerts))
        of_cases = chosen.join(
            tables.cases,
            and_(_cases.district == _alerts.district, _cases.number == _alerts.case_number),
        )
        of_incidents = chosen.join(
            tables.incidents,
            and_(_incidents.district == _alerts.district, _incidents.number == _alerts.case_number),
        )
        queries = [
            *(of_cases.where(among) for among in self._maybe_open()),
            *(chosen.where(among) for among in _numbered(_alerts.case_number, soon_after)),
            of_incidents,
            chosen.where(_alerts.at >= to_ms(since), _alerts.at <= self.at),
        ]
        # One alert may answer to several of them.
        told = map(read_alert, {body for query in queries for body in self._known(query)})
        return [alert for alert in told if alert.open or alert.at >= since]

    # The journal ---------------------------------------------------------------------------

    def _state(self, kind: Kind, key: ColumnElement[str]) -> ScalarSelect[str]:
        """The last state by then of what has this key."""
        j = tables.journal.c
        return (
            select(j.state)
            .where(j.district == self.district, j.kind == kind.value, j.key == key, j.at <= self.at)
            .order_by(j.version.desc())
            .limit(1)
            .scalar_subquery()
        )

    def _here(self, columns: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = columns.district == self.district
        return found

    def _known(self, query: Select[Any]) -> Iterator[str]:
        """The states that there were by then."""
        return filter(None, self.connection.execute(query).scalars())


def _numbered(column: ColumnElement[str], numbers: Sequence[str]) -> list[ColumnElement[bool]]:
    starts = range(0, len(numbers), ASKED_AT_ONCE)
    return [column.in_(numbers[start : start + ASKED_AT_ONCE]) for start in starts]


def _ends(known: dict[str, Case]) -> Iterator[tuple[int, str]]:
    for number, case in known.items():
        if case.state is CaseState.CLOSED and case.closed_at is not None:
            yield to_ms(case.closed_at), number
