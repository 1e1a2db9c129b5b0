"""Which company supplies which grid, for services that several utilities share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from dashboard.districts.files import read_table
from dashboard.districts.record import PackError, Record
from dashboard.districts.tables import UNITS
from dashboard.domain.grid import Grid
from dashboard.domain.unit import Unit

SUPPLIERS = "suppliers.csv"

_COLUMNS = ("service", "area", "unit")


def read_suppliers(
    folder: Path, units: Mapping[str, Unit], grids: Mapping[int, Grid]
) -> dict[str, Mapping[int, str]]:
    """The supplier of every grid, by the code of each unit of a shared service.

    A line's area is a street or a grid; a grid's own line takes precedence over its street's.
    """
    records = read_table(folder / SUPPLIERS, _COLUMNS)
    areas = {place for grid in grids.values() for place in (grid.code, grid.street)}
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    service_of: dict[str, str] = {}
    for record in records:
        service = record.text("service")
        area = record.known("area", areas, "the district's streets and grids")
        unit = _utility(record, units)
        if area in lines[service]:
            raise record.error(f"{area} already has a supplier of {service}; keep one line")
        if service_of.setdefault(unit, service) != service:
            raise record.error(f"{unit} already supplies {service_of[unit]}; keep one service")
        lines[service][area] = unit
    by_service = {
        service: MappingProxyType(_by_grid(service, suppliers, grids.values()))
        for service, suppliers in lines.items()
    }
    return {unit: by_service[service] for unit, service in service_of.items()}


def _utility(record: Record, units: Mapping[str, Unit]) -> str:
    unit = record.known("unit", units, UNITS)
    if units[unit].kind != "utility":
        raise record.error(f"{unit} is a {units[unit].kind}; name a utility")
    return unit


def _by_grid(service: str, suppliers: Mapping[str, str], grids: Iterable[Grid]) -> dict[int, str]:
    by_grid = {}
    for grid in grids:
        unit = suppliers.get(grid.code) or suppliers.get(grid.street)
        if unit is None:
            raise PackError(
                f"{SUPPLIERS}: nobody supplies {service} to {grid.code}; add a line for it or "
                f"for its street {grid.street}."
            )
        by_grid[grid.no] = unit
    return by_grid
