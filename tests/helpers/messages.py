"""Messages as outside systems send them."""

from typing import Any

from dashboard import codec
from dashboard.domain import commands as c
from dashboard.domain.keys import EVERY, QUOTA_MAX, Grant, Quota, Reads

GRID = 206
STREET_UNIT = "S08"
WATER_UNIT = "U01"
ITEM = "0101"
EVERYTHING = Grant(
    types=tuple(c.MESSAGES),
    units=(EVERY,),
    grids=(EVERY,),
    reads=tuple(Reads),
    quota=Quota(per_minute=QUOTA_MAX, urgent_per_hour=QUOTA_MAX, refused_per_hour=QUOTA_MAX),
)
"""All that an API key can be granted."""


def message(number: object, command: c.Command, source: str = "test") -> bytes:
    """A CloudEvent of this command; `source` and `number` identify it."""
    return codec.write_report(c.Report(source, str(number), None, command))


def report(number: object, source: str = "test", **fields: Any) -> bytes:
    """A minimal report: a known item in a known grid."""
    known: dict[str, Any] = {"item": ITEM, "grid": GRID, "channel": c.Channel.PHONE} | fields
    return message(number, c.ReportCase(**known), source)


def reports(count: int, source: str = "test") -> list[bytes]:
    """As many different reports."""
    return [report(number, source) for number in range(count)]
