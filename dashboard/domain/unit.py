"""Who is responsible for what: units (责任单位), categories (大类) and duty items (小项)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

UnitKind = Literal["department", "street", "utility"]


class Urgency(StrEnum):
    """E1 特急, E2 紧急, E3 一般, E4 复杂: the shorter the limit, the lower the number."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"


class LimitUnit(StrEnum):
    """The clocks a limit may run on; work hours and work days stand still at night.

    MINUTE is for allowances below an hour; it runs like HOUR.
    """

    MINUTE = "MINUTE"
    HOUR = "HOUR"
    WORK_HOUR = "WORK_HOUR"
    WORK_DAY = "WORK_DAY"
    CAL_DAY = "CAL_DAY"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: `value` of a unit of time (brief of the field, 2.5)."""

    value: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class Unit:
    """One of the bodies responsible for cases; its capacity is staff x per_handler."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    kind: UnitKind
    staff: int
    """Handlers on an ordinary working day, until the unit itself reports a number."""
    per_handler: int
    """Open cases one handler can hold."""


@dataclass(frozen=True, slots=True)
class Category:
    """One of the main classes of work (大类), by its two-digit code."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class DutyItem:
    """One kind of work (小项): who leads it, how urgent it is and how long it may take."""

    code: str
    category: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    unit: str
    """Code of the lead unit (主办). For a place, use `District.unit_for`."""
    urgency: Urgency
    limit_value: int
    limit_unit: LimitUnit
    co_units: tuple[str, ...]
    """Codes of the assisting units (协办)."""
    platform: str
    major_kind: str | None
    """Kind of incident that a case of this item may grow into; None: none."""
    territorial: bool
    """True if the street of the grid joins in."""
    grid_settles: bool = False
    """A grid may settle it itself (自处置)."""
    needs_picture: bool = False
    """If a grid settles it, a picture is needed; the pack says what for."""


GUARDED = frozenset({"04", "05"})
"""Categories of security (治安), with its special groups, and of disputes and petitions (纠纷)."""
DISPUTE = "DISPUTE"


def is_guarded(item: DutyItem | None) -> bool:
    """Whether visitors may see no single case of this item; an unclassified case may be any item.

    They count in a street's and the district's numbers, and in nothing smaller.
    """
    return item is None or item.category in GUARDED or item.platform == DISPUTE
