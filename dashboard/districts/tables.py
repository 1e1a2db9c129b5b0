"""The tables of a pack: units, categories and duty items."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import get_args

from dashboard.districts.files import read_table
from dashboard.districts.record import Record, check_unique
from dashboard.domain.commands import IncidentKind
from dashboard.domain.unit import Category, DutyItem, LimitUnit, Unit, UnitKind, Urgency

UNITS = "units.csv"
CATEGORIES = "categories.csv"
ITEMS = "duty_items.csv"
SETTLES = "grid_settles.csv"

_UNIT_SHORT_ZH = 4
_ITEM_SHORT_ZH = 5
PLATFORMS = ("BASE", "DISPUTE", "APPEAL", "HAZARD", "MAJOR")
MAJOR_KINDS = ("", *IncidentKind)

_NAMES = ("code", "name_zh", "name_en")
_SHORT = ("short_zh", "short_en")
_UNIT_COLUMNS = (*_NAMES, *_SHORT, "kind", "staff", "per_handler")
_DUTY_COLUMNS = ("category", "unit", "urgency", "limit_value", "limit_unit", "co_units")
_SETTLES_COLUMNS = ("item", "picture", "why")
_ITEM_COLUMNS = (*_NAMES, *_SHORT, *_DUTY_COLUMNS, "platform", "major_kind", "territorial")


def read_units(folder: Path) -> dict[str, Unit]:
    """The units by code, in the order of the file, which is the order on walls."""
    records = read_table(folder / UNITS, _UNIT_COLUMNS)
    check_unique(records, "code", "name_zh", *_SHORT)
    return {record.text("code"): _unit(record) for record in records}


def read_categories(folder: Path) -> dict[str, Category]:
    """The categories by code, in the order of the file."""
    records = read_table(folder / CATEGORIES, _NAMES)
    check_unique(records, "code", "name_zh")
    return {
        record.text("code"): Category(*(record.text(name) for name in _NAMES)) for record in records
    }


def read_items(
    folder: Path, categories: Container[str], units: Container[str]
) -> dict[str, DutyItem]:
    """The duty items by code; each must name a known category and known units."""
    records = read_table(folder / ITEMS, _ITEM_COLUMNS)
    check_unique(records, "code", "name_zh", *_SHORT)
    settles = _settles(folder, {record.text("code"): record for record in records})
    return {record.text("code"): _item(record, categories, units, settles) for record in records}


def _settles(folder: Path, items: Mapping[str, Record]) -> dict[str, bool]:
    """The items that a grid may settle itself, and whether each needs a picture."""
    records = read_table(folder / SETTLES, _SETTLES_COLUMNS)
    check_unique(records, "item")
    found = {}
    for record in records:
        code = record.known("item", items, ITEMS)
        if items[code].text("urgency") == Urgency.E1:
            raise record.error(f"item '{code}' is critical (E1); no grid settles it alone")
        picture = record.one_of("picture", ("0", "1")) == "1"
        if picture is not bool(record.optional("why")):
            raise record.error("why says what the picture is for; fill it in with 1, not with 0")
        found[code] = picture
    return found


def _unit(record: Record) -> Unit:
    return Unit(
        code=record.text("code"),
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en"),
        short_zh=record.short("short_zh", _UNIT_SHORT_ZH),
        short_en=record.short("short_en"),
        kind=record.one_of("kind", get_args(UnitKind)),
        staff=record.whole("staff"),
        per_handler=record.whole("per_handler"),
    )


def _item(
    record: Record,
    categories: Container[str],
    units: Container[str],
    settles: Mapping[str, bool],
) -> DutyItem:
    code = record.text("code")
    return DutyItem(
        code=code,
        category=record.known("category", categories, CATEGORIES),
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en"),
        short_zh=record.short("short_zh", _ITEM_SHORT_ZH),
        short_en=record.short("short_en"),
        unit=record.known("unit", units, UNITS),
        urgency=record.one_of("urgency", Urgency),
        limit_value=record.whole("limit_value"),
        limit_unit=record.one_of("limit_unit", LimitUnit),
        co_units=_co_units(record, units),
        platform=record.one_of("platform", PLATFORMS),
        major_kind=record.one_of("major_kind", MAJOR_KINDS) or None,
        territorial=record.one_of("territorial", ("0", "1")) == "1",
        grid_settles=code in settles,
        needs_picture=settles.get(code, False),
    )


def _co_units(record: Record, units: Container[str]) -> tuple[str, ...]:
    codes = tuple(filter(None, record.optional("co_units").split(";")))
    for code in codes:
        if code not in units:
            raise record.error(f"co_units '{code}' is not in {UNITS}; correct it or add it there")
    if len({*codes, record.text("unit")}) <= len(codes):
        raise record.error("co_units names a unit twice or the lead unit itself; remove it")
    return codes
