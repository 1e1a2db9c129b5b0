"""What a file of figures holds: typed columns, rows, and a sheet that says how they are counted.

A page shows the same sheets, so a number can't differ between the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.indicators import OwnFigures, PeerTable
from dashboard.domain.assessment.metrics import Part, Share, Window
from dashboard.domain.assessment.scoring import shown_points
from dashboard.domain.district import District
from layouts.assessment.assessed import figure_entry, tenths_of_percent
from layouts.parts import NOT_KNOWN
from layouts.words import Lang, word

Cell = str | int | float | datetime | None
HOUR_MS = 3_600_000
MOST = 20_000
"""The most rows of a file; the sheet of definitions says how many there are."""
OF_ROWS = (
    *("number", "item", "street", "community", "grid", "unit", "urgency", "state"),
    *("reported", "filed", "handled", "due", "closed", "hours"),
)
OF_TABLE = (
    *("kind", "peer", "indicator", "rate", "met", "n", "median", "points", "grade", "place"),
)


class ColumnKind(StrEnum):
    """How the cells of a column are written; instants are in the district's time."""

    TEXT = "text"
    NUMBER = "number"
    RATE = "rate"
    POINTS = "points"
    INSTANT = "instant"


KINDS = {
    "grid": ColumnKind.NUMBER,
    "hours": ColumnKind.POINTS,
    **dict.fromkeys(("reported", "filed", "handled", "due", "closed"), ColumnKind.INSTANT),
    **dict.fromkeys(("rate", "median"), ColumnKind.RATE),
    **dict.fromkeys(("met", "n", "place"), ColumnKind.NUMBER),
    "points": ColumnKind.POINTS,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and how its cells are written."""

    head: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class FileSheet:
    """A named table; each row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSetting:
    """What a file says of itself: language, district, period, and the record it was made from.

    `at` is the minute of reading in ms, `seq` the journal's last change in it; `bounds` names whose
    cases are in it, empty for the whole district.
    """

    lang: Lang
    district: District
    window: Window
    at: int
    seq: int
    bounds: str = ""
    demo: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        return ZoneInfo(self.district.timezone)

    def local(self, at: int | None) -> datetime | None:
        """An instant by the district's clocks."""
        return None if at is None else datetime.fromtimestamp(at / 1000, self.zone)

    def short(self, named: Any) -> str:
        """The short name of a place, a unit or an item in this language."""
        return str(named.short_zh if self.lang == "zh" else named.short_en)

    def name(self, named: Any) -> str:
        """Its whole name."""
        return str(named.name_zh if self.lang == "zh" else named.name_en)


def rows_sheet(here: FileSetting, cases: Sequence[Facts]) -> FileSheet:
    """The cases that a metric counts, at most `MOST`. Nothing in it names a person."""
    return FileSheet(
        word(here.lang, "sheet.rows"),
        _columns(here.lang, OF_ROWS),
        [_row(here, case) for case in cases[:MOST]],
    )


def table_sheet(
    here: FileSetting, tables: Sequence[PeerTable], own: Sequence[OwnFigures]
) -> FileSheet:
    """The table of indicators, a row for each peer and indicator; or somebody's own figures."""
    rows = [row for table in tables for row in _peer_rows(here, table)]
    rows += [row for one in own for row in _own_rows(here, one)]
    return FileSheet(word(here.lang, "sheet.table"), _columns(here.lang, OF_TABLE), rows)


def definitions_sheet(
    here: FileSetting, metrics: Sequence[str], counted: int, part: str
) -> FileSheet:
    """Period, record, number of rows, and of each metric how it is counted."""
    lang, zone = here.lang, here.district.timezone
    since, until = (f"{here.local(at):%Y-%m-%d %H:%M}" for at in _ends(here.window))
    facts: list[tuple[str, Cell]] = [
        ("district", here.name(here.district)),
        ("part", part or word(lang, "sheet.whole")),
        ("period", word(lang, "sheet.period.of", since=since, until=until, zone=zone)),
        ("at", here.local(here.at)),
        ("seq", here.seq),
        ("counted", counted),
        ("listed", min(counted, MOST)),
    ]
    if counted > MOST:
        facts.append(("cut", word(lang, "sheet.cut.of", n=counted, most=MOST)))
    if here.demo:
        facts.insert(0, ("demo", word(lang, "sheet.demo.of")))
    rows: list[tuple[Cell, ...]] = [
        (word(lang, f"sheet.{name}"), value if not isinstance(value, datetime) else _text(value))
        for name, value in facts
    ]
    for name in metrics:
        entry = figure_entry(lang, name)
        said = (entry.counts, entry.formula, entry.period, entry.source)
        rows += [(entry.name, text) for text in said]
    heads = (Column(word(lang, "sheet.what")), Column(word(lang, "sheet.said")))
    return FileSheet(word(lang, "sheet.definitions"), heads, rows)


def part_name(here: FileSetting, part: Part) -> str:
    """The reader's bounds, and the part of the district, in words; empty for the whole."""
    district = here.district
    named = (
        (district.streets, part.street),
        (district.units, part.unit),
        (district.items, part.item),
    )
    told = [here.bounds] if here.bounds else []
    told += [here.short(known[code]) for known, code in named if code]
    if part.community:
        told.append(here.name(district.communities[part.community]))
    if part.grid is not None:
        told.append(here.name(district.grids[part.grid]))
    return " · ".join(told)


def peer_name(here: FileSetting, attribute: str, key: str) -> str:
    """The name of a unit, street, community or grid."""
    district = here.district
    match attribute:
        case "unit":
            return here.name(district.units[key])
        case "community":
            return here.name(district.communities[key])
        case "grid":
            return here.name(district.grids[int(key)])
        case _:
            return here.name(district.streets[key])


def rate(share: Share) -> float | None:
    """A share as it is shown, in whole tenths of a percent."""
    return tenths_of_percent(share.met, share.n) / 1000 if share.n else None


def _ends(window: Window) -> tuple[int, int]:
    return window.since, window.until


def _text(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _columns(lang: Lang, names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(
        Column(word(lang, f"sheet.column.{name}"), KINDS.get(name, ColumnKind.TEXT))
        for name in names
    )


def _row(here: FileSetting, case: Facts) -> tuple[Cell, ...]:
    district = here.district
    item, unit = district.items.get(case.item or ""), district.units.get(case.unit or "")
    community = district.communities.get(case.community)
    took = round(case.took / HOUR_MS, 1) if case.closed_at is not None else None
    return (
        case.number,
        here.name(item) if item else NOT_KNOWN,
        here.name(district.streets[case.street]),
        here.name(community) if community else case.community,
        case.grid,
        here.name(unit) if unit else NOT_KNOWN,
        word(here.lang, f"urgency.{case.urgency}"),
        word(here.lang, f"state.{case.state}"),
        *(here.local(at) for at in (case.reported_at, case.filed_at, case.handled_at)),
        *(here.local(at) for at in (case.due_at, case.closed_at)),
        took,
    )


def _peer_rows(here: FileSetting, table: PeerTable) -> list[tuple[Cell, ...]]:
    kind = word(here.lang, f"sheet.kind.{table.kind}")
    attribute = "street" if table.kind == "area" else "unit"
    return [
        (
            kind,
            peer_name(here, attribute, line.key),
            word(here.lang, f"leaders.of.{name}"),
            *_share(line.shares[name]),
            None,
            None if line.points is None or not line.enough else shown_points(line.points),
            line.grade,
            line.place,
        )
        for line in table.lines
        for name in table.scheme.metrics
    ]


def _own_rows(here: FileSetting, own: OwnFigures) -> list[tuple[Cell, ...]]:
    kind = word(here.lang, f"sheet.own.{own.attribute}")
    peer = peer_name(here, own.attribute, own.key)
    return [
        (
            kind,
            peer,
            word(here.lang, f"leaders.of.{name}"),
            *_share(share),
            median(own, name),
            *(None, None, None),
        )
        for name, share in own.shares.items()
    ]


def median(own: OwnFigures, name: str) -> float | None:
    """The median of the peers, in whole tenths of a percent."""
    value = own.medians[name]
    return None if value is None else tenths_of_percent(value, 1) / 1000


def _share(share: Share) -> tuple[Cell, ...]:
    return rate(share), share.met, share.n
