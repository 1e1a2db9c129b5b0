"""A minute of the district's clocks, as an address says it: 2026-11-25T17:42."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

SAID = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d", re.ASCII)


def read_minute(said: str, timezone: str) -> datetime | None:
    """The instant at which that minute begins there; None if that isn't a minute."""
    if not SAID.fullmatch(said):
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(timezone))
    except ValueError:  # the 31st of November
        return None
