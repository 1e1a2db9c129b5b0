"""What every wall gets: figures, an hour ago, the running incident, the state of the system."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from callbacks.load_section import load_data
from callbacks.source_section import channels
from callbacks.wall.address import WallRequest
from callbacks.warning_section import warnings_data
from dashboard.domain.incident import Incident
from dashboard.live.figure_filters import WAITS, Key, instant
from dashboard.live.follower import Health
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.store.samples import JUST_BEFORE_MS, MINUTE_MS
from dashboard.system import System, to_ms

INCIDENTS_MAX = 20
"""So many running incidents are told, the gravest and oldest; the strip says how many there are."""


class Source(Protocol):
    """Where a model comes from: the follower of this process, or a past minute."""

    picture: Picture
    health: Health

    @property
    def lock(self) -> AbstractContextManager[Any]:
        """Held while the picture is read."""


@dataclass(frozen=True, slots=True)
class ModelInput:
    """The input of a view's model; the source's lock is held meanwhile."""

    system: System
    source: Source
    asked: WallRequest

    @property
    def picture(self) -> Picture:
        return self.source.picture

    def shows(self, row: Row) -> bool:
        """Whether this wall may show the case singly."""
        return self.asked.shows(row, self.system.district)


Shows = Callable[[Row], bool]
View = Callable[[ModelInput], Model]
"""Makes a view's model: sections of plain numbers and codes, in ms since 1970."""
ViewMaker = Callable[[System, WallRequest], View]
"""Makes the view of one screen; a view may remember what it has read of the picture."""


def frame(seen: ModelInput) -> Model:
    """The sections of the header, the figures and the strip."""
    picture, health = seen.picture, seen.source.health
    return {
        "figures": dict(picture.figures),
        "before": dict(health.before),
        "yesterday": {"reported_today": health.trends.yesterday},
        "incident": incidents(picture, None if seen.asked.profile == "inside" else seen.shows),
        "system": {
            "redis": "away" if health.redis_away else "ok",
            "late_workers": list(health.late_workers),
            "closed_last": _closed(picture),
            "demo": seen.system.settings.demo,
        },
        "sources": sources(seen),
        "warnings": warnings_data(picture),
    }


def sources(seen: ModelInput) -> dict[str, Any]:
    """Silent sources, with their last message and usual pause; and refused sources.

    Panels name the sources they need: `layouts.wall.frame.panel`. Late workers are in `system`.
    Visitors don't get the names of our sources.
    """
    health, now_ms = seen.source.health, seen.picture.now_ms
    found = channels(health, named=seen.asked.profile == "inside")
    at = health.trends.at
    if at and now_ms - at > JUST_BEFORE_MS:
        found["samples"] = {"name": "", "at": at, "every": MINUTE_MS}
    return found


def slots(values: Iterable[Any]) -> dict[str, Any]:
    """A list as numbered places: only changed places are sent."""
    return {str(place): value for place, value in enumerate(values)}


def case_data(row: Row) -> dict[str, Any]:
    """What every list has of a case."""
    return {
        "no": row.number,
        "urgency": row.urgency.value,
        "item": row.item,
        "street": row.street,
        "grid": row.grid,
    }


def clock_data(row: Row) -> dict[str, Any]:
    """When it falls due and when it is severe; None if no clock runs."""
    return {"due": instant(row.due_at), "severe_at": instant(row.severe_at)}


def listed(row: Row, place: Key) -> dict[str, Any]:
    """What a long list has of a case; `rank` sorts it among the others."""
    return {
        **case_data(row),
        **clock_data(row),
        "id": row.number,
        "unit": row.unit,
        "state": row.state.value,
        "wait": wait_of(row),
        "supervision": row.supervision,
        "rank": [place[0], place[1], instant(place[2])],
    }


def wait_of(row: Row) -> str | None:
    """The request that waits for a decision; until then the case stays with its holder."""
    return next((wait for wait, asked in WAITS.items() if asked(row)), None)


def by_id(told: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows that find their places by their rank: one that comes in moves no other."""
    return {row["id"]: row for row in told}


def touched_of(touched: frozenset[str] | None, known: Mapping[str, Any]) -> Iterable[str]:
    """The touched units or streets of the district; all of them if anything may differ."""
    return known if touched is None else [code for code in touched if code in known]


def unit_data(picture: Picture, unit: str) -> dict[str, Any]:
    """As much of a unit's load as a bar shows."""
    told = load_data(picture, unit)
    return {"unit": unit} | {key: told[key] for key in ("open", "overdue", "capacity")}


def _closed(picture: Picture) -> dict[str, Any] | None:
    if picture.last_closed is None:
        return None
    at, number = picture.last_closed
    return {"at": at, "no": number}


def incidents(picture: Picture, shows: Shows | None = None) -> dict[str, Any]:
    """The running incidents, the gravest and oldest first: one large, the others beside it.

    `shows` says which cases are counted; without it all are, at once. Drills are told of only
    inside, and only while no incident runs: they never count as one.
    """
    running = running_here(picture, inside=shows is None)
    running = [one for one in running if not one.drill] or running
    told = [_incident(picture, one, shows) for one in running[:INCIDENTS_MAX]]
    return {"current": told[0] if told else None, "others": told[1:], "count": len(running)}


def running_here(picture: Picture, *, inside: bool) -> list[Incident]:
    """The running incidents in order; drills come last, and visitors are told of none."""
    return [one for one in picture.running_incidents() if inside or not one.drill]


def linked_cases(picture: Picture, incident: str, shows: Shows) -> list[Row]:
    """An incident's open cases that a wall may show: what it counts of them is what it lists."""
    rows = (picture.rows[number] for number in picture.major.cases(incident))
    return [row for row in rows if shows(row)]


def _incident(picture: Picture, found: Incident, shows: Shows | None) -> dict[str, Any]:
    number = found.number
    shown = len(linked_cases(picture, number, shows)) if shows else picture.major.count(number)
    return {
        "no": number,
        "title": found.title,
        "kind": found.kind.value,
        "status": found.state.value,
        "level": found.response_level or found.event_level,
        "grid": found.grid,
        "street": found.street,
        "known_at": to_ms(found.known_at),
        "cases": shown,
        "drill": found.drill,
    }
