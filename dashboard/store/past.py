"""The state of a past instant, read from the journal: what a picture would have started from.

The journal holds every state since the beginning, so it is not replayed: today's tables say which
cases and alerts can have stood, and the last row before the instant is read for each.
"""

from collections.abc import Iterator
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
from dashboard.domain.act_lines import ActLine, lines_of
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.value import subject_of
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Heading, Kind, Strength
from dashboard.domain.incident import Incident
from dashboard.domain.refusals import Refused
from dashboard.store import tables, workspace
from dashboard.store.alerts import read_alert
from dashboard.store.cases_then import CasesThen, numbered
from dashboard.store.incidents import ACTS, OVER, Story
from dashboard.store.loads import read_strength
from dashboard.store.reads import FETCH, FLOOD_MEMORY, NEWEST, Keep, Kept, Snapshot
from dashboard.store.records import read_case
from dashboard.system import from_ms, to_ms

TAKEN_BACK_WITHIN = timedelta(minutes=1)
"""An undo can reopen what has ended, and it then ends again with its first end time. The only trace
of this is a change so soon after the instant (see `actions.undo`).
"""

_cases, _alerts, _incidents = tables.cases.c, tables.alerts.c, tables.incidents.c


def first_instant(connection: Connection, district: str) -> datetime | None:
    """When the journal began; None if it is empty."""
    j = tables.journal.c
    at = connection.execute(select(func.min(j.at)).where(j.district == district)).scalar()
    return None if at is None else from_ms(at)


def snapshot_then(
    connection: Connection, district: str, then: datetime, day_start: datetime, keep: Keep[Kept]
) -> Snapshot[Kept]:
    """As `reads.snapshot` would have been at that instant; refused before the journal's first row.

    The connection's one transaction must see one instant. `ahead` is empty: no changes follow a
    past instant.
    """
    _need_records(connection, district, then)
    look = _PastQuery(connection, district, to_ms(then))
    soon_after = look.soon_after()
    cases = look.cases(soon_after, keep)
    today = to_ms(day_start)
    running = [one for one in look.incidents() if one.open]
    numbers = [one.number for one in running]
    return Snapshot(
        seq=look.last_seq(),
        ahead={},
        open_cases=list(cases.open.values()),
        newest=[keep(case) for case in look.newest(NEWEST)],
        reported_today=look.reported_since(today),
        closed_today=look.closed_since(today, cases),
        last_closed=look.last_closed(cases),
        incidents=running,
        story=look.story(),
        strengths=look.strengths(),
        alerts=look.alerts(soon_after, day_start - FLOOD_MEMORY),
        tasks=workspace.open_tasks_then(connection, district, numbers, look.at),
        numbers=workspace.numbers_then(connection, district, numbers, look.at),
        seats=workspace.seats_then(connection, district, numbers, look.at),
        resources=workspace.resources_then(connection, district, numbers, look.at),
    )


def open_cases_then(
    connection: Connection, district: str, then: datetime, keep: Keep[Kept]
) -> list[Kept]:
    """The cases that were open at that instant; refused before the journal's first row."""
    _need_records(connection, district, then)
    look = _PastQuery(connection, district, to_ms(then))
    return list(look.cases(look.soon_after(), keep).open.values())


def _need_records(connection: Connection, district: str, then: datetime) -> None:
    began = first_instant(connection, district)
    if began is None or then < began:
        raise Refused("BEFORE_RECORDS", "Nothing was recorded yet at that time.", since=began)


@dataclass(frozen=True, slots=True)
class _PastQuery:
    """Queries about one instant, `at`, in ms since 1970."""

    connection: Connection
    district: str
    at: int

    def last_seq(self) -> int:
        """Number of the last stamped change up to the instant; 0 if there is none."""
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
        """Numbers of the cases and incidents that changed, or whose alerts changed, right after."""
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

    def cases(self, soon_after: list[str], keep: Keep[Kept]) -> CasesThen[Kept]:
        """All cases that were open, and some that were over, each as it was then."""
        known = CasesThen(keep)
        for among in (*self._maybe_open(), *numbered(_cases.number, soon_after)):
            known.add(self._cases(among))
        return known

    def _maybe_open(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """Two conditions, so that each uses its own index.

        `+ 0` keeps SQLite from choosing the index by report time.
        """
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
        """Instant and grid of each report from `start` to the instant, by case number."""
        rows = self.connection.execute(
            select(_cases.number, _cases.reported_at, _cases.grid).where(
                self._here(_cases), _cases.reported_at >= start, _cases.reported_at <= self.at
            )
        )
        return {row.number: (row.reported_at, row.grid) for row in rows}

    def closed_since(self, start: int, known: CasesThen[Any]) -> dict[str, tuple[int, int]]:
        """Instant and grid of each close from `start` on; reads `known` cases as they were then."""
        rows = self.connection.execute(self._closed().where(_cases.closed_at >= start))
        found = {row.number: (row.closed_at, row.grid) for row in rows if row.number not in known}
        ends = {no: (at, known.over[no].grid) for at, no in known.ends() if at >= start}
        return found | ends

    def last_closed(self, known: CasesThen[Any]) -> tuple[datetime, str] | None:
        """When the last close before the instant was, and of which case."""
        rows = self.connection.execute(
            self._closed()
            .order_by(_cases.closed_at.desc(), _cases.number.desc())
            .limit(len(known) + 1)
        )
        found = [(row.closed_at, row.number) for row in rows if row.number not in known]
        at, number = max([*found, *known.ends()], default=(0, ""))
        return (from_ms(at), number) if number else None

    def _closed(self) -> Select[Any]:
        """Selects the cases closed now that had been closed by the instant."""
        return select(_cases.number, _cases.closed_at, _cases.grid).where(
            self._here(_cases),
            _cases.closed_at <= self.at,
            _cases.state == CaseState.CLOSED.value,
        )

    # Incidents, strengths, alerts ----------------------------------------------------------

    def incidents(self) -> list[Incident]:
        """All that existed then, running or ended."""
        then = self._state(Kind.INCIDENT, _incidents.number)
        found = self._known(select(then).where(self._here(_incidents)))
        states = [codec.read_state(Kind.INCIDENT, body) for body in found]
        return [state for state in states if isinstance(state, Incident)]

    def story(self) -> Story:
        """The last acts in the incidents that ran, the last ended ones, and everybody's role."""
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

    def _acts(self, number: str) -> tuple[ActLine[Heading], ...]:
        """The last lines of its course by then, oldest first."""
        j = tables.journal.c
        rows = self.connection.execute(
            select(j.act, j.by, j.why, j.at)
            .where(
                j.district == self.district,
                j.kind == Kind.INCIDENT.value,
                j.key == number,
                j.at <= self.at,
            )
            .order_by(j.version)
        )
        kind = Kind.INCIDENT
        acts = (Heading(kind, number, row.act, row.by, row.why, from_ms(row.at)) for row in rows)
        return lines_of(acts)[-ACTS:]

    def strengths(self) -> list[Strength]:
        s = tables.strengths.c
        then = self._state(Kind.DUTY, s.unit)
        found = self._known(select(then).where(self._here(s)))
        return [read_strength(body) for body in found]

    def alerts(self, soon_after: list[str], since: datetime) -> list[Alert]:
        """The alerts that stood, and all that had been raised since `since`.

        An alert that stood belonged to an open case or to an incident.
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
            *(chosen.where(among) for among in numbered(_alerts.case_number, soon_after)),
            of_incidents,
            chosen.where(_alerts.at >= to_ms(since), _alerts.at <= self.at),
        ]
        # One alert may match several of these queries.
        told = map(read_alert, {body for query in queries for body in self._known(query)})
        return [alert for alert in told if alert.open or alert.at >= since]

    # The journal ---------------------------------------------------------------------------

    def _state(self, kind: Kind, key: ColumnElement[str]) -> ScalarSelect[str]:
        """Selects the last state with this key up to the instant."""
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
        """The states that existed by then."""
        options = {"yield_per": FETCH}
        return filter(None, self.connection.execute(query, execution_options=options).scalars())
