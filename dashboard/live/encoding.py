"""Encodes messages for the browser; values that are encoded once can go into many messages."""

from typing import Any

import msgspec

from dashboard.live.rows import NEVER, Row

Raw = msgspec.Raw

COLUMNS = (
    "version",
    "state",
    "urgency",
    "item",
    "unit",
    "grid",
    "reported",
    "stage",
    "amber",
    "due",
    "severe",
    "case_due",
    "flags",
    "supervision",
    "rework",
    "returns",
    "incident",
    "seat",
    "text",
)
"""The columns of a row sent as a list, under its case number.

Instants after `reported` are ms since `reported`, or null.
"""

FLAGS = (
    "return_pending",
    "extension_pending",
    "suspension_pending",
    "proposal",
    "parent",
    "children",
    "merged",
    "provisional",
)
"""The flags of a row, from the lowest bit."""


def loads(text: str | bytes, **_: Any) -> Any:
    """Decodes a browser's message; raises `ValueError` if it could not be encoded again."""
    return msgspec.json.decode(text)


def dumps(value: object, **_: Any) -> str:
    """Encodes as JSON; parts that are encoded already (`Raw`) go in unchanged."""
    return msgspec.json.encode(value).decode()


def row_json(row: Row) -> bytes:
    """A row for a browser, in the order of `COLUMNS`; short, because a desk has thousands."""
    since = row.reported_at
    return msgspec.json.encode(
        (
            row.version,
            row.state.value,
            row.urgency.value,
            row.item,
            row.unit,
            row.grid,
            since,
            row.stage_at - since,
            _after(since, row.amber_at),
            _after(since, row.due_at),
            _after(since, row.severe_at),
            _after(since, row.case_due_at),
            sum(getattr(row, flag) << bit for bit, flag in enumerate(FLAGS)),
            row.supervision,
            row.rework_count,
            row.return_count,
            row.incident,
            row.seat,
            row.text,
        )
    )


def _after(since: int, at: int) -> int | None:
    return None if at == NEVER else at - since


def joined(told: dict[str, bytes]) -> Raw:
    """A JSON object of encoded parts; its keys must need no escapes."""
    return Raw(b"{" + b",".join(b'"%s":%s' % (k.encode(), v) for k, v in told.items()) + b"}")
