"""The intake's rules without its database: enough of a centre for the simulator to play with."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.districts import Pack, almanac
from dashboard.districts.coordinates import to_wgs84
from dashboard.domain.case import Case
from dashboard.domain.commands import (
    Direct,
    Heartbeat,
    Placed,
    Report,
    ReportCase,
    ReportIncident,
    SetCapacity,
)
from dashboard.domain.incident import Incident, open_incident
from dashboard.domain.life import Circumstances, Spot, decide, open_case
from dashboard.domain.limits import check


class Memory:
    """Takes reports like the intake: every message once, refusals raised."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.cases: dict[str, Case] = {}
        self.incidents: list[Incident] = []
        self.capacity: dict[str, int] = {}
        self.heartbeats = 0
        self.taken: list[tuple[datetime, Report]] = []
        self.repeated = 0
        self._known: set[tuple[str, str]] = set()
        self._calendar = almanac.calendar(pack.district)
        self._zone = ZoneInfo(pack.district.timezone)

    def take(self, report: Report, at: datetime) -> Case | None:
        check(report, self.pack.district, at)
        self.taken.append((at, report))
        if (report.source, report.id) in self._known:
            self.repeated += 1
            return None
        self._known.add((report.source, report.id))
        return self._perform(report, at)

    def _perform(self, report: Report, at: datetime) -> Case | None:
        match report.command:
            case Heartbeat():
                self.heartbeats += 1
            case SetCapacity() as said:
                self.capacity[said.unit] = said.on_duty
            case ReportIncident() as told:
                self.incidents.append(open_incident(told, self._circumstances(at, told)))
            case ReportCase() as told if not (isinstance(told, Direct) and told.case):
                return self._keep(open_case(told, self._circumstances(at, told)))
            case command:
                number = getattr(command, "case", None) or ""
                found = self.cases[number]
                district = self.pack.district
                return self._keep(
                    decide(found, command, Circumstances(at, district, self._calendar, number))
                )
        return None

    def _keep(self, case: Case) -> Case:
        self.cases[case.number] = case
        return case

    def _circumstances(self, at: datetime, told: Placed) -> Circumstances:
        number = f"{self.pack.district.prefix}{at.astimezone(self._zone):%Y%m%d}"
        number += f"-{len(self.cases) + 1:04}"
        return Circumstances(at, self.pack.district, self._calendar, number, self.spot(told))

    def spot(self, told: Placed) -> Spot:
        if told.grid is not None:
            return Spot(told.grid, None, None, told.address)
        assert told.lon is not None
        assert told.lat is not None
        assert told.crs is not None
        lon, lat = to_wgs84(told.lon, told.lat, told.crs)
        grid = self.pack.places.grid_at(lon, lat)
        assert grid is not None
        return Spot(grid, lon, lat, told.address)

    def open_cases(self) -> list[Case]:
        return [case for case in self.cases.values() if case.open]
