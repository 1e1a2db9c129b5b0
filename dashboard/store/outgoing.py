"""Chains of calls and outgoing messages in SQL; `records.record` writes their states."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, or_, select

from dashboard import codec
from dashboard.domain.alerts import Alert
from dashboard.domain.changes import Kind
from dashboard.domain.duty.chains import OF_TURNS, Chain
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.unit import Urgency
from dashboard.store import tables
from dashboard.store.alerts import read_alert
from dashboard.store.outgoing_tables import chains, outbox

NEWEST = 200
"""So many of the newest messages are asked for what went out lately."""
BATCH = 500
_chains, _outbox, _alerts, _cases = chains.c, outbox.c, tables.alerts.c, tables.cases.c


def called_for(connection: Connection, district: str) -> list[Alert]:
    """The standing alerts that may call people: those of incidents and of critical cases."""
    critical = _cases.urgency == Urgency.E1.value
    same = and_(_cases.district == _alerts.district, _cases.number == _alerts.case_number)
    chosen = (
        select(_alerts.body)
        .join(tables.cases, same, isouter=True)
        .where(
            _alerts.district == district,
            _alerts.is_open,
            _alerts.lamp.in_([turn.value for turn in OF_TURNS]),
            or_(_cases.number.is_(None), critical),
        )
    )
    return [read_alert(body) for body in connection.execute(chosen).scalars()]


def standing_chains(
    connection: Connection, district: str, also: Collection[str] = ()
) -> dict[str, Chain]:
    """The chains whose object stood when they were last looked at, and those of these keys."""
    wanted = or_(_chains.is_open, _chains.key.in_(sorted(also)))
    chosen = select(_chains.body).where(_chains.district == district, wanted)
    return {chain.key: chain for chain in _read_chains(connection.execute(chosen).scalars())}


def chain(connection: Connection, district: str, key: str) -> Chain | None:
    """The chain of this key, locked until the transaction ends."""
    chosen = select(_chains.body).where(_chains.district == district, _chains.key == key)
    bodies = connection.execute(chosen.with_for_update()).scalars()
    return next(iter(_read_chains(bodies)), None)


def of_chains(connection: Connection, district: str, keys: Iterable[str]) -> list[OutgoingMessage]:
    """All messages of these chains, in order."""
    wanted = sorted(set(keys))
    if not wanted:
        return []
    chosen = (
        select(_outbox.body)
        .where(_outbox.district == district, _outbox.chain.in_(wanted))
        .order_by(_outbox.number)
    )
    return _read_messages(connection.execute(chosen).scalars())


def unfinished(connection: Connection, district: str) -> list[OutgoingMessage]:
    """The oldest messages that aren't over, in order, at most `BATCH`."""
    chosen = (
        select(_outbox.body)
        .where(_outbox.district == district, _outbox.next_at.is_not(None))
        .order_by(_outbox.number)
        .limit(BATCH)
    )
    return _read_messages(connection.execute(chosen).scalars())


def for_update(
    connection: Connection, district: str, numbers: Iterable[str]
) -> list[OutgoingMessage]:
    """The messages of these numbers, in order, locked until the transaction ends."""
    chosen = (
        select(_outbox.body)
        .where(_outbox.district == district, _outbox.number.in_(sorted(numbers)))
        .order_by(_outbox.number)
        .with_for_update()
    )
    return _read_messages(connection.execute(chosen).scalars())


def message(connection: Connection, district: str, number: str) -> OutgoingMessage | None:
    """The message of this number."""
    chosen = select(_outbox.body).where(_outbox.district == district, _outbox.number == number)
    return next(iter(_read_messages(connection.execute(chosen).scalars())), None)


def newest(connection: Connection, district: str) -> list[OutgoingMessage]:
    """The last messages, the newest first."""
    chosen = (
        select(_outbox.body)
        .where(_outbox.district == district)
        .order_by(_outbox.number.desc())
        .limit(NEWEST)
    )
    return _read_messages(connection.execute(chosen).scalars())


def any_chain(connection: Connection, district: str) -> bool:
    """Whether a chain still stands."""
    open_one = select(_chains.key).where(_chains.district == district, _chains.is_open).limit(1)
    return connection.execute(open_one).first() is not None


def _read_chains(bodies: Iterable[str]) -> list[Chain]:
    states = [codec.read_state(Kind.CHAIN, body) for body in bodies]
    return [state for state in states if isinstance(state, Chain)]


def _read_messages(bodies: Iterable[str]) -> list[OutgoingMessage]:
    states = [codec.read_state(Kind.MESSAGE, body) for body in bodies]
    return [state for state in states if isinstance(state, OutgoingMessage)]
