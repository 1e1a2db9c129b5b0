"""Who is at the centre, and when: the demo's persons by their log-ins."""

from datetime import datetime

from feeds.simulator.town import Town

INTAKE, FOREMAN, DIRECTOR = "intake", "foreman", "director"
OFFICERS = ("duty", "duty2", "duty3")
"""The duty officers (值班员) in the order in which they relieve each other."""
RESERVE = "duty4"
"""Comes when the one whose turn it is can't relieve themself (备班)."""
ON_DUTY = ""
"""Stands for whoever has the duty desk when the moment comes."""
LEADER, DUTY_LEADER = "leader", "duty-leader"
DISPATCHERS = ("dispatcher", "dispatcher2")
DAY_SHIFT = range(8, 20)
"""Both dispatchers work by day; at night they take turns."""


def dispatcher(town: Town, at: datetime, number: str) -> str:
    """Who dispatches this case at that hour."""
    local = at.astimezone(town.zone)
    if local.hour in DAY_SHIFT:
        return town.chance("seat", number).choice(DISPATCHERS)
    return DISPATCHERS[local.date().toordinal() % len(DISPATCHERS)]


def of_unit(code: str) -> str:
    """The log-in of a unit's liaison, or of a street's centre."""
    return f"street-{code.lower()}" if code.startswith("S") else f"unit-{code.lower()}"


def of_station(community: str) -> str:
    """The log-in of a community's station."""
    return f"station-{community.lower()}"
