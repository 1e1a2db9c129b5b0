"""What a desk gets: the rows of its jurisdiction, and what dispatchers need besides."""

from dataclasses import dataclass
from typing import Any

from callbacks import console_screens, instruction_section
from callbacks.console_alerts import Alerts
from callbacks.load_section import load_data
from callbacks.source_section import channels
from callbacks.warning_section import warnings_data
from dashboard.domain.incident import Incident
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.live.encoding import COLUMNS, FLAGS
from dashboard.live.follower import Follower
from dashboard.live.hub import ComparedModel, Model
from dashboard.live.picture import Picture
from dashboard.live.presence import Presence
from dashboard.live.row_feed import Feed
from dashboard.live.wall_status import Watch
from dashboard.system import System, to_ms

CONSOLE = "console"


def screen_of(scope: Scope) -> str:
    """The name of the screen that all desks of a jurisdiction share."""
    return f"{CONSOLE}:{scope}"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who else is there: colleagues at their desks, and walls."""

    presence: Presence
    watch: Watch


class DeskFeed:
    """A `ScreenModel`: rows by number, lists in the order of `columns`; and sections.."""

    def __init__(
        self, system: System, follower: Follower, others: Neighbours, scope: Scope
    ) -> None:
        self._system = system
        self._follower = follower
        self._others = others
        self._feed = Feed(scope)
        self._alerts = Alerts(scope)
        self._rest = ComparedModel(self._sections)
        self._fresh = True
        grids = system.district.grids.values()
        self._fixed: Model = {
            "columns": {"row": COLUMNS, "flags": FLAGS},
            "places": {str(grid.no): (grid.street, grid.community) for grid in grids},
        }

    def whole(self) -> dict[str, Any]:
        """See `ScreenModel`; `places` has the street and community of each grid."""
        if self._fresh:
            self.news()
        return {**self._rest.whole(), "rows": self._feed.whole(), **self._fixed}

    def news(self) -> Model:
        self._fresh = False
        with self._follower.lock:
            rows = self._feed.news(self._follower.picture)
            rest = self._rest.news()
        return rest | {"rows": rows} if rows else rest

    def forget(self) -> None:
        self._feed.forget()
        self._rest.forget()
        self._fresh = True

    def _sections(self) -> Model:
        picture, scope = self._follower.picture, self._feed.scope
        looks = self._others.presence.looks()
        return (
            self._alerts.sections(picture)
            | self._walls(picture)
            | {
                "figures": dict(
                    picture.figures if scope.area is Area.CENTRE else self._feed.figures
                ),
                "units": {code: load_data(picture, code) for code in _units(picture, scope)},
                "incidents": {
                    one.number: _running(picture, one) for one in picture.incidents.values()
                },
                "warnings": warnings_data(picture),
                "instructions": instruction_section.of_desk(picture, scope),
                "presence": {no: looks[no] for no in looks if self._feed.holds(no)},
                "system": {
                    "redis": "away" if self._follower.health.redis_away else "ok",
                    "late_workers": list(self._follower.health.late_workers),
                    "demo": self._system.settings.demo,
                },
                "sources": channels(self._follower.health, named=True),
            }
        )

    def _walls(self, picture: Picture) -> Model:
        """Only for the centre: nobody else sends anything to a wall."""
        if self._feed.scope.area is not Area.CENTRE:
            return {}
        return {"screens": console_screens.walls_data(picture.screens, self._others.watch.walls())}


def _running(picture: Picture, incident: Incident) -> dict[str, Any]:
    return {
        "title": incident.title,
        "kind": incident.kind.value,
        "status": incident.state.value,
        "level": incident.response_level or incident.event_level,
        "grid": incident.grid,
        "street": incident.street,
        "known_at": to_ms(incident.known_at),
        "cases": picture.major.count(incident.number),
        "drill": incident.drill,
    }


def _units(picture: Picture, scope: Scope) -> list[str]:
    """A unit gets its own load; everybody who dispatches gets all."""
    return [scope.key] if scope.area is Area.UNIT else list(picture.district.units)
