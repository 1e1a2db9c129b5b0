"""A minute of the district's local time as in an address: 2026-11-25T17:42."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

SAID = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d", re.ASCII)


def read_minute(said: str, timezone: str) -> datetime | None:
    """The instant at which that local minute begins; None if there is no such minute."""
    if not SAID.fullmatch(said):
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(timezone))
    except ValueError:  # such as the 31st of November
        return None
