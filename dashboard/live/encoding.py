"""How messages become text for the browser: values encoded once may be put into many messages."""

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
"""A row as a list, by number; its instants behind `reported` are ms since then, or null."""

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
"""From the lowest bit."""


def loads(text: str | bytes, **_: Any) -> Any:
    """What a browser says; a `ValueError` where no text could be written of it again."""
    return msgspec.json.decode(text)


def dumps(value: object, **_: Any) -> str:
    """JSON; ready-made parts (`Raw`) are put in as they are."""
    return msgspec.json.encode(value).decode()


def row_told(row: Row) -> Raw:
    """A row as a browser is told it, in `COLUMNS`; small, for a desk has thousands of them."""
    since = row.reported_at
    return Raw(
        msgspec.json.encode(
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
    )


def _after(since: int, at: int) -> int | None:
    return None if at == NEVER else at - since


def joined(told: dict[str, Raw]) -> Raw:
    """An object of parts that are encoded already; its keys need no escapes."""
    return Raw(b"{" + b",".join(b'"%s":%s' % (k.encode(), v) for k, v in told.items()) + b"}")
