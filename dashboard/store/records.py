"""record(): the only way to write a state. A state and its journal row are written together."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Table,
    Update,
    bindparam,
    insert,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from dashboard import codec
from dashboard.domain.accounts import Account, Denial
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.turns import owes_reply
from dashboard.domain.calendar_state import Arrangement
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind, State, Strength
from dashboard.domain.disclosure import Disclosure
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.folding import number_of, search_text
from dashboard.domain.incident import Incident
from dashboard.domain.keys import ApiKey
from dashboard.domain.screens import WallScreen
from dashboard.domain.supervision import look_at
from dashboard.store import (
    instruction_table,
    journal,
    outgoing_tables,
    tables,
    warning_tables,
    workspace_tables,
)
from dashboard.store.columns import Layout
from dashboard.store.engines import Conflict
from dashboard.store.journal import Stamped
from dashboard.system import to_ms

Values = dict[str, Any]


def record(connection: Connection, district: str, acts: Sequence[Act]) -> list[Stamped]:
    """Writes each act's state and its journal row; raises `Conflict` if a version has changed.

    One call may hold several acts on one state, in order: the state's table gets the last one.
    Returns the rows to publish after the commit; if the caller doesn't, the relay does.
    """
    try:
        return _record(connection, district, acts)
    except IntegrityError as error:
        raise Conflict("the same version of a state was written twice") from error


def _record(connection: Connection, district: str, acts: Sequence[Act]) -> list[Stamped]:
    bodies = [codec.write_state(act.state).decode() for act in acts]
    for kind in Kind:
        chosen = [(a, b) for a, b in zip(acts, bodies, strict=True) if a.kind is kind]
        if chosen:
            _write_states(connection, district, kind, chosen)
    rows = [_journal_row(district, act, body) for act, body in zip(acts, bodies, strict=True)]
    return journal.append(connection, district, rows) if rows else []


def _journal_row(district: str, act: Act, body: str) -> Values:
    return {
        "district": district,
        "at": to_ms(act.at),
        "kind": act.kind.value,
        "key": act.key,
        "version": act.state.version,
        "act": act.act,
        "by": act.by,
        "why": act.why,
        "via": act.via,
        "state": body,
    }


def _write_states(
    connection: Connection, district: str, kind: Kind, chosen: Iterable[tuple[Act, str]]
) -> None:
    table, columns = LAYOUT[kind]
    first: dict[str, int] = {}
    last: dict[str, tuple[State, str]] = {}
    for act, body in chosen:
        first.setdefault(act.key, act.state.version)
        last[act.key] = (act.state, body)
    new, old = [], []
    for key, (state, body) in last.items():
        values = {"district": district, "body": body, **columns(state)}
        if first[key] == 1:
            new.append(values)
        else:
            where = {f"_{column.name}": values[column.name] for column in table.primary_key}
            old.append({**values, **where, "_seen": first[key] - 1})
    if new:
        connection.execute(_insert(table), new)
    if old:
        _update(connection, table, old)


@cache
def _insert(table: Table) -> Insert:
    """Built once: building a statement costs several times what running it does."""
    return insert(table)


@cache
def _update_of(table: Table, names: tuple[str, ...]) -> Update:
    same = [column == bindparam(f"_{column.name}") for column in table.primary_key]
    return (
        update(table)
        .where(*same, table.c.version == bindparam("_seen"))
        .values({name: bindparam(name) for name in names})
    )


def _update(connection: Connection, table: Table, rows: list[Values]) -> None:
    """Updates `WHERE version = seen`: raises `Conflict` if another writer was first."""
    names = tuple(n for n in rows[0] if not n.startswith("_") and n not in table.primary_key)
    result = connection.execute(_update_of(table, names), rows)
    if result.rowcount != len(rows):
        raise Conflict(f"{len(rows) - result.rowcount} of {len(rows)} states had moved on")


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_ms(at)


def case_columns(case: Case) -> Values:
    """The columns beside a case's body. A closed case keeps its deadline, for views of the past."""
    running = case.state is not CaseState.SUSPENDED
    # A case that the grid settled itself was never dispatched, and never waited for a unit.
    in_hand_since = case.dispatched_at or case.fed_back_at
    return {
        "number": case.number,
        "version": case.version,
        "is_open": case.open,
        "state": case.state.value,
        "urgency": case.urgency.value,
        "item": case.item,
        "grid": case.grid,
        "community": case.community,
        "street": case.street,
        "unit": case.unit,
        "reported_at": to_ms(case.reported_at),
        "dispatched_at": _ms(in_hand_since),
        "closed_at": _ms(case.closed_at),
        "amber_at": _ms(case.amber_at if running else None),
        "due_at": _ms(case.due_at if running else None),
        "severe_at": _ms(case.severe_at if running else None),
        "case_due_at": _ms(case.case_due_at),
        "acknowledge_by": _ms(case.acknowledge_by),
        "reply_due_at": _ms(_reply_due(case)),
        "resume_at": _ms(case.suspension.resume_at if case.suspension else None),
        "handled_at": _ms(case.fed_back_at),
        "on_time": case.on_time,
        "look_at": _ms(look_at(case)),
        "provisional": case.calendar_provisional,
        "said": search_text(case.text, case.address),
        "external_no": number_of(case.external_no) or None,
    }


def _reply_due(case: Case) -> datetime | None:
    """By when the unit that holds the case must answer a supervision; None if it owes no answer."""
    asked = case.supervision
    return asked.reply_due_at if asked is not None and owes_reply(case) else None


def _incident_columns(incident: Incident) -> Values:
    return {
        "number": incident.number,
        "version": incident.version,
        "is_open": incident.open,
        # Any change of an incident may move its reports' deadlines.
        "look_at": _ms(incident.known_at if incident.at_hand else None),
    }


def _strength_columns(strength: Strength) -> Values:
    return {"unit": strength.unit, "version": strength.version}


def _alert_columns(alert: Alert) -> Values:
    return {
        "case_number": alert.case,
        "lamp": alert.lamp.value,
        "due_at": to_ms(alert.due_at),
        "version": alert.version,
        "is_open": alert.open,
        "back_at": _ms(alert.back_at),
        "at": to_ms(alert.at),
    }


def _account_columns(account: Account) -> Values:
    return {
        "login": account.person.login,
        "version": account.version,
        "role": account.person.role.value,
        "active": account.active,
    }


def _denial_columns(denial: Denial) -> Values:
    return {"login": denial.login, "version": denial.version}


def _calendar_columns(state: Arrangement) -> Values:
    return {"name": state.name, "version": state.version, "digest": state.digest}


def _disclosure_columns(state: Disclosure) -> Values:
    return {"number": state.case, "version": state.version}


def _named_columns(state: WallScreen | ApiKey) -> Values:
    return {"name": state.name, "version": state.version}


def _numbered_columns(state: LogEntry | Shift | RosterEntry) -> Values:
    return {"number": state.number, "version": state.version}


def _roster_columns(entry: RosterEntry) -> Values:
    return {
        **_numbered_columns(entry),
        "login": entry.login,
        "begins_at": to_ms(entry.begins_at),
        "ends_at": None if entry.taken_out else to_ms(entry.ends_at),
    }


LAYOUT: Layout = {
    Kind.CASE: (tables.cases, case_columns),
    Kind.INCIDENT: (tables.incidents, _incident_columns),
    Kind.DUTY: (tables.strengths, _strength_columns),
    Kind.ALERT: (tables.alerts, _alert_columns),
    Kind.PERSON: (tables.people, _account_columns),
    Kind.DENIED: (tables.denials, _denial_columns),
    Kind.CALENDAR: (tables.calendars, _calendar_columns),
    Kind.DISCLOSED: (tables.disclosures, _disclosure_columns),
    Kind.SCREEN: (tables.screens, _named_columns),
    Kind.KEY: (tables.keys, _named_columns),
    Kind.LOG: (tables.duty_log, _numbered_columns),
    Kind.SHIFT: (tables.shifts, _numbered_columns),
    Kind.ROSTER: (tables.roster, _roster_columns),
    **workspace_tables.LAYOUT,
    **warning_tables.LAYOUT,
    **instruction_table.LAYOUT,
    **outgoing_tables.LAYOUT,
}


_WAIT_TURN = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(:district || name, 0)) "
    "FROM (SELECT unnest(CAST(:names AS text[])) AS name ORDER BY 1) AS sorted"
)


def wait_turn(connection: Connection, district: str, keys: Iterable[str]) -> None:
    """Waits for all transactions that lock one of these states; call it before locking anything.

    PostgreSQL may give a transaction its id while it waits for a row. Then the ids, by which the
    journal is ordered, would not follow the versions; here it waits without an id.
    """
    names = sorted(set(keys))
    if names and connection.dialect.name == "postgresql":
        connection.execute(_WAIT_TURN, {"district": district, "names": names})


def read_case(body: str) -> Case:
    """Decodes a case's stored body."""
    case = codec.read_state(Kind.CASE, body)
    assert isinstance(case, Case)  # noqa: S101 - the decoder of this kind gives nothing else
    return case
