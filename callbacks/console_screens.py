"""What the centre's desks get of its walls: what each must show, and what it shows."""

from typing import Any

from dashboard.domain.screens import Shows, Stop, WallScreen
from dashboard.live.wall_status import Walls

OFFLINE: dict[str, Any] = {"online": 0, "last": None}


def walls_data(screens: dict[str, WallScreen], walls: Walls) -> dict[str, dict[str, Any]]:
    """By name; a wall that shows something but was never set up has no `walls_data`."""
    found = {
        name: {"number": n, **_set(screens[name]), "drawn": walls.get(name, OFFLINE)}
        for n, name in enumerate(sorted(screens), 1)
    }
    unset = {
        name: {"number": None, "drawn": drawn}
        for name, drawn in walls.items()
        if name not in screens and drawn["online"]
    }
    return found | unset


def _set(screen: WallScreen) -> dict[str, Any]:
    return {
        "profile": screen.setting.profile.value,
        "told": _shown(screen.shows) if screen.shows else None,
        "stops": [{**_shown(stop), "seconds": stop.seconds} for stop in screen.playlist],
    }


def _shown(shows: Shows | Stop) -> dict[str, Any]:
    at = shows.at if isinstance(shows, Shows) else ""
    return {"view": shows.view.value, "filter": shows.filter, "at": at}
