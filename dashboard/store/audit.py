"""Compares the records: chain, journal and states with each other, messages with cases."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, except_, func, select

from dashboard import codec
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.incidents import idle as idle_of_incident
from dashboard.domain.alerts.watch import ended
from dashboard.domain.case import Case
from dashboard.store import alerts, journal, tables
from dashboard.store.records import LAYOUT, read_case

BATCH = 1_000
States = dict[tuple[str, str], tuple[int, bytes]]


def chain(connection: Connection, district: str) -> tuple[States, list[str], int]:
    """Walks the chain, then the rows not yet in it; checks for gaps, hashes and versions in order.

    Returns the last states, the faults found, and the last number of the chain.
    """
    states: States = {}
    faults: list[str] = []
    seq, digest = 0, journal.START_HASH
    for rows in journal.links_from(connection, district, BATCH):
        for row in rows:
            if row.seq != seq + 1:
                faults.append(f"after seq {seq} comes {row.seq}")
            seq = row.seq
            if journal.link(digest, seq, row._asdict()) != row.hash:
                faults.append(f"seq {seq} ({row.key}) is not what was chained")
            digest = row.hash
            faults += _follow(states, row)
    for row in journal.unchained(connection, district):
        if not row.due:
            faults.append(f"{row.key} has a journal row, version {row.version}, outside the chain")
        faults += _follow(states, row)
        seq += 1
    for link in journal.empty_links(connection, district):
        faults.append(f"seq {link} stands for no row of the journal")
    return states, faults, seq


def _follow(states: States, row: Row[Any]) -> list[str]:
    key = (row.kind, row.key)
    before = states.get(key, (0, b""))[0]
    states[key] = (row.version, _digest(row.state))
    if row.version != before + 1:
        return [f"{row.key} goes from version {before} to {row.version}"]
    return []


def _digest(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()


def states_as_told(connection: Connection, district: str, states: States) -> list[str]:
    """Faults where a stored state is not the last one in the journal, or is missing."""
    faults, seen = [], 0
    for kind, (table, _) in LAYOUT.items():
        rows = connection.execute(
            select(table.c.body)
            .where(table.c.district == district)
            .execution_options(yield_per=BATCH)
        )
        for body in rows.scalars():
            seen += 1
            key = codec.key_of(codec.read_state(kind, body))
            told = states.get((kind.value, key))
            if told is None:
                faults.append(f"{key} has a state and no journal")
            elif told[1] != _digest(body):
                faults.append(f"{key} is not as its journal says")
    if seen != len(states):
        faults.append(f"the journal tells of {len(states)} states, there are {seen}")
    return faults


def messages(connection: Connection, district: str) -> tuple[int, list[str]]:
    """How many messages were taken, and a fault for every case that came with no message."""
    c, r = tables.cases.c, tables.received.c
    counted = connection.execute(
        select(func.count()).select_from(tables.received).where(r.district == district)
    ).scalar_one()
    # EXCEPT, not an outer join: `number` has no index in `received`, and needs none for this.
    numbers = select(c.number).where(c.district == district)
    came = select(r.number).where(r.district == district)
    orphans = connection.execute(except_(numbers, came)).scalars()
    return counted, [f"{number} came with no message" for number in orphans]


def alerts_told(connection: Connection, district: str) -> int:
    """How many alerts have been raised, ended ones included."""
    return connection.execute(
        select(func.count()).select_from(tables.alerts).where(tables.alerts.c.district == district)
    ).scalar_one()


def idle_alerts(connection: Connection, district: str, zone: ZoneInfo) -> list[str]:
    """Keys of the alerts that stand though their case or incident gives no cause any more."""
    of: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts.standing(connection, district):
        of[alert.case].append(alert)
    numbers = sorted(of)
    idle: list[Alert] = []
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        incidents = alerts.incidents(connection, district, some)
        cases = _cases(connection, district, some)
        linked = {case.incident for case in cases if case.incident}
        covering = alerts.open_incidents(connection, district, linked)
        for case in cases:
            covered = case.incident in covering
            idle += ended(case, of.pop(case.number), case.reported_at, covered=covered)
        for number, incident in incidents.items():
            idle += idle_of_incident(incident, of.pop(number), zone)
    idle += [alert for left in of.values() for alert in left]
    return [alert.key for alert in idle]


def _cases(connection: Connection, district: str, numbers: Sequence[str]) -> list[Case]:
    t = tables.cases.c
    query = select(t.body).where(t.district == district, t.number.in_(numbers))
    return [read_case(body) for body in connection.execute(query).scalars()]
