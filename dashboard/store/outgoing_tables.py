"""The tables of chains of calls and of outgoing messages; `tables` says how states are kept."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from dashboard.domain.changes import Kind
from dashboard.domain.duty.chains import Chain, ChainState
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.store.columns import Layout
from dashboard.store.tables import metadata
from dashboard.system import to_ms

chains = Table(
    "chains",
    metadata,
    Column("district", String(40), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("next_at", BigInteger),
    Column("body", Text, nullable=False),
    Index("chains_open", "district", "is_open"),
    Index("chains_next", "district", "next_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("district", String(40), primary_key=True),
    Column("number", String(12), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("chain", String(80), nullable=False),
    Column("next_at", BigInteger),  # empty once it is over
    Column("asked_at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Index("outbox_chain", "district", "chain"),
    Index("outbox_next", "district", "next_at"),
)


def _chain_columns(chain: Chain) -> dict[str, Any]:
    return {
        "key": chain.key,
        "version": chain.version,
        "is_open": chain.state is not ChainState.GONE,
        "next_at": None if chain.next_at is None else to_ms(chain.next_at),
    }


def _message_columns(message: OutgoingMessage) -> dict[str, Any]:
    return {
        "number": message.number,
        "version": message.version,
        "chain": message.chain,
        "next_at": None if message.next_at is None else to_ms(message.next_at),
        "asked_at": to_ms(message.asked_at),
    }


LAYOUT: Layout = {Kind.CHAIN: (chains, _chain_columns), Kind.MESSAGE: (outbox, _message_columns)}
