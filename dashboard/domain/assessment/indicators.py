"""The table of indicators: units and streets among their peers, and anybody's own figures.

Only units and streets are ranked, each among its own kind. A grid, a community and persons see
their own figures and the median of the others like them, never a place among them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from dashboard.domain.assessment.digest import KINDS, by
from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import Part, Share, Window
from dashboard.domain.assessment.scoring import OF_AREAS, OF_UNITS, Scheme, grade, ranks, score
from dashboard.domain.district import District
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.domain.unit import UnitKind

NOTHING = Share(0, 0)
MEDIAN_LEAST = 3
"""With fewer others who have enough cases, a median would show one of them."""
PeerKind = UnitKind | Literal["area"]
Attribute = Literal["unit", "street", "community", "grid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerLine:
    """One peer: its rates by metric, and its score. Without enough cases it has no place."""

    key: str
    shares: Mapping[str, Share]
    points: float | None
    grade: str | None = None
    place: int | None = None
    enough: bool = False


@dataclass(frozen=True, slots=True)
class PeerTable:
    """The peers of one kind; `meaningful` is false where their differences aren't."""

    kind: PeerKind
    scheme: Scheme
    lines: tuple[PeerLine, ...]
    meaningful: bool


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """Somebody's own rates, by the attribute of a case that makes it theirs; the peers' median."""

    attribute: Attribute
    key: str
    scheme: Scheme
    shares: Mapping[str, Share]
    medians: Mapping[str, float | None]

    def part(self) -> Part:
        """Selects their cases."""
        return part_of(self.attribute, self.key)


def part_of(attribute: Attribute, key: str) -> Part:
    """The part of the district that one unit, street, community or grid has."""
    match attribute:
        case "grid":
            return Part(grid=int(key))
        case "community":
            return Part(community=key)
        case "street":
            return Part(street=key)
        case "unit":
            return Part(unit=key)


def peer_tables(
    cases: Sequence[Facts], window: Window, district: District
) -> tuple[PeerTable, ...]:
    """A table for each kind of unit, and one of streets as areas."""
    units = _shares(cases, window, OF_UNITS, "unit")
    tables = [
        _table(
            kind, OF_UNITS, units, [c for c, unit in district.units.items() if unit.kind == kind]
        )
        for kind in KINDS
    ]
    areas = _shares(cases, window, OF_AREAS, "street")
    return (*tables, _table("area", OF_AREAS, areas, district.streets))


def own_figures(
    cases: Sequence[Facts], window: Window, district: District, scope: Scope
) -> tuple[OwnFigures, ...]:
    """The figures of one jurisdiction; a street's are of its area and of its own work.

    `cases` are the whole district's, for the medians; none of another's comes out of here.
    """
    kind = {code: unit.kind for code, unit in district.units.items()}
    peers: Collection[str] = [code for code in kind if kind[code] == kind.get(scope.key)]
    of_units: tuple[Attribute, Scheme, Collection[str]] = ("unit", OF_UNITS, peers)
    wanted: Mapping[Area, Sequence[tuple[Attribute, Scheme, Collection[str]]]] = {
        Area.UNIT: [of_units],
        Area.STREET: [("street", OF_AREAS, district.streets), of_units],
        Area.COMMUNITY: [("community", OF_AREAS, district.communities)],
        Area.GRID: [("grid", OF_AREAS, [str(no) for no in district.grids])],
    }
    return tuple(
        _own(_shares(cases, window, scheme, attribute), attribute, scope.key, scheme, others)
        for attribute, scheme, others in wanted.get(scope.area, ())
    )


def _own(
    found: Mapping[str, Mapping[str, Share]],
    attribute: Attribute,
    key: str,
    scheme: Scheme,
    peers: Iterable[str],
) -> OwnFigures:
    known = set(peers)
    medians: dict[str, float | None] = {}
    for name, shares in found.items():
        values = [s.met / s.n for code, s in shares.items() if s.enough and code in known]
        medians[name] = median(values) if len(values) >= MEDIAN_LEAST else None
    own = {name: shares.get(key, NOTHING) for name, shares in found.items()}
    return OwnFigures(attribute, key, scheme, own, medians)


def _shares(
    cases: Sequence[Facts], window: Window, scheme: Scheme, attribute: Attribute
) -> dict[str, dict[str, Share]]:
    return {name: by(cases, window, name, attribute) for name in scheme.metrics}


def _table(
    kind: PeerKind,
    scheme: Scheme,
    found: Mapping[str, Mapping[str, Share]],
    peers: Iterable[str],
) -> PeerTable:
    shares = {
        key: {name: rates.get(key, NOTHING) for name, rates in found.items()} for key in peers
    }
    points = {key: score(scheme, one) for key, one in shares.items()}
    compared = {
        key: value
        for key, value in points.items()
        if value is not None and shares[key][scheme.counted].enough
    }
    places = ranks(compared)
    lines = [
        PeerLine(
            key=key,
            shares=one,
            points=points[key],
            grade=grade(compared[key]) if key in compared else None,
            place=places.get(key),
            enough=key in compared,
        )
        for key, one in shares.items()
    ]
    lines.sort(key=lambda line: (line.place is None, line.place or 0, not line.enough))
    return PeerTable(kind, scheme, tuple(lines), bool(places))
