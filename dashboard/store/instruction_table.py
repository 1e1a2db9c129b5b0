"""The table of instructions, beside the others in `tables`."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from dashboard.domain.alerts.instructions import look_from
from dashboard.domain.changes import Kind
from dashboard.domain.instructions.instruction import Instruction
from dashboard.store.columns import Layout
from dashboard.store.tables import metadata
from dashboard.system import to_ms

instructions = Table(
    "instructions",
    metadata,
    Column("district", String(40), primary_key=True),
    Column("number", String(24), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("about", String(8), nullable=False),
    Column("of", String(24), nullable=False),
    Column("words", Text, nullable=False),
    Column("author", String(40), nullable=False),
    Column("to", String(8), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("answered_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("is_open", Boolean, nullable=False),
    # When the timers look at it next; only they change this, without a new version.
    Column("look_at", BigInteger),
    Column("body", Text, nullable=False),
    CheckConstraint("about IN ('CASE', 'INCIDENT', 'UNIT', 'STREET')", name="instructions_about"),
    CheckConstraint("due_at > at", name="instructions_limit"),
    CheckConstraint("length(words) BETWEEN 1 AND 500", name="instructions_words"),
    CheckConstraint(
        "answered_at IS NULL OR (withdrawn_at IS NULL AND answered_at >= at)",
        name="instructions_answered",
    ),
    CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= at", name="instructions_withdrawn"),
    CheckConstraint(
        "is_open = (answered_at IS NULL AND withdrawn_at IS NULL)", name="instructions_open"
    ),
    Index("instructions_of", "district", "about", "of"),
    Index("instructions_open", "district", "is_open", "number"),
    Index("instructions_look", "district", "look_at"),
)


def _columns(state: Instruction) -> dict[str, Any]:
    return {
        "number": state.number,
        "version": state.version,
        "about": state.about.value,
        "of": state.of,
        "words": state.words,
        "author": state.author,
        "to": state.to,
        "at": to_ms(state.at),
        "due_at": to_ms(state.due_at),
        "answered_at": _ms(state.answered_at),
        "withdrawn_at": _ms(state.withdrawn_at),
        "is_open": state.open,
        "look_at": _ms(look_from(state)),
    }


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)


LAYOUT: Layout = {Kind.INSTRUCTION: (instructions, _columns)}
