"""What walls and desks get about sources whose reports don't arrive."""

from itertools import islice
from typing import Any

from dashboard.live.follower import Health

SOURCE_MAX = 24
SOURCES_MAX = 8


def channels(health: Health, *, named: bool) -> dict[str, Any]:
    """The silent sources, and those whose every report is refused."""
    silent: dict[str, dict[str, Any]] = {
        f"channel:{number}": {"name": name, "at": one.at, "every": one.every}
        for number, (name, one) in enumerate(islice(health.silent.items(), SOURCES_MAX))
    }
    refused: dict[str, dict[str, Any]] = {
        f"refused:{number}": {"name": name, "at": one.at, "count": one.count, "code": one.code}
        for number, (name, one) in enumerate(islice(health.refusing.items(), SOURCES_MAX))
    }
    return {
        place: one | {"name": one["name"][:SOURCE_MAX] if named else ""}
        for place, one in (silent | refused).items()
    }
