"""The tables of warnings, beside `tables`, whose metadata they share."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from dashboard.domain.changes import Kind
from dashboard.domain.warned.warning import PublicWarning
from dashboard.store.columns import Layout
from dashboard.store.tables import metadata
from dashboard.system import to_ms

warnings = Table(
    "warnings",
    metadata,
    Column("district", String(40), primary_key=True),
    Column("number", String(12), primary_key=True),
    Column("version", Integer, nullable=False),
    # The digest of sender, identifier and `sent`: the same message is taken once.
    Column("identity", String(64), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("over_at", BigInteger),
    Column("body", Text, nullable=False),
    Index("warnings_identity", "district", "identity", unique=True),
    Index("warnings_open", "district", "is_open", "ends_at"),
    Index("warnings_over", "district", "over_at"),
)

# Which messages an update or a cancellation has named, those that haven't come included.
warning_references = Table(
    "warning_references",
    metadata,
    Column("district", String(40), primary_key=True),
    Column("identity", String(64), primary_key=True),
    Column("number", String(12), primary_key=True),
)


def _columns(warning: PublicWarning) -> dict[str, Any]:
    return {
        "number": warning.number,
        "version": warning.version,
        "identity": warning.identity,
        "is_open": warning.open,
        "taken_at": to_ms(warning.taken_at),
        "ends_at": to_ms(warning.ends_at),
        "over_at": None if warning.over_at is None else to_ms(warning.over_at),
    }


LAYOUT: Layout = {Kind.WARNING: (warnings, _columns)}
