"""Any city's table of requests, with a mapping that names its columns: see `docs/tables.md`.

The mapping is a TOML file. A value that it doesn't name is taken unchanged.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.domain.commands import Channel, Crs, Report, ReportCase, Reporter
from dashboard.domain.refusals import BadMessage
from dashboard.domain.unit import Urgency
from feeds.files import ENCODING, Row, rows

FIELDS = (
    "id",
    "time",
    "text",
    "item",
    "channel",
    "urgency",
    "grid",
    "lon",
    "lat",
    "address",
    "reporter_name",
    "reporter_phone",
    "external_no",
    "unit",
)
"""The fields; `unit` is the unit that has an open case of another system; reports have none."""
NEEDED = ("id", "time")
TOP = frozenset(
    {"source", "encoding", "delimiter", "zone", "crs", "times", "columns", "values", "defaults"}
)
ZONE = "Asia/Shanghai"
ISO = "ISO"
"""The format of times written like 2026-11-30T08:00:00."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The content of a mapping file."""

    source: str
    zone: ZoneInfo
    columns: Mapping[str, str]
    times: tuple[str, ...] = (ISO,)
    crs: Crs | None = None
    encoding: str = ENCODING
    delimiter: str = ","
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


def own_layout(source: str) -> Columns:
    """The mapping of a table whose columns have the names of the fields."""
    same = {name: name for name in FIELDS}
    return Columns(source=source, zone=ZoneInfo(ZONE), columns=same)


def read_mapping(path: Path) -> Columns:
    """Reads a mapping file; `BadMessage` says what is wrong with it."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, f"can't be read: {error}") from error
    unknown = sorted(found.keys() - TOP)
    if unknown:
        raise _wrong(path, f"says {', '.join(unknown)}, which isn't known")
    columns = _texts(path, found, "columns")
    defaults = _texts(path, found, "defaults")
    for name in (*columns, *defaults, *found.get("values", {})):
        if name not in FIELDS:
            raise _wrong(path, f"names the field {name!r}; there are {', '.join(FIELDS)}")
    for name in NEEDED:
        if name not in columns:
            raise _wrong(path, f"doesn't say which column is `{name}`")
    if "lon" in columns and "crs" not in found:
        raise _wrong(path, "has points and doesn't say their `crs`")
    return _mapping(path, found, columns, defaults)


def _mapping(
    path: Path, found: dict[str, Any], columns: Mapping[str, str], defaults: Mapping[str, str]
) -> Columns:
    values = {name: _texts(path, found["values"], name) for name in found.get("values", {})}
    times = found.get("times", [ISO])
    try:
        return Columns(
            source=str(found.get("source") or path.stem),
            zone=ZoneInfo(str(found.get("zone", ZONE))),
            columns=columns,
            times=tuple(map(str, times if isinstance(times, list) else [times])),
            crs=Crs(found["crs"]) if "crs" in found else None,
            encoding=str(found.get("encoding", ENCODING)),
            delimiter=str(found.get("delimiter", ",")),
            values=values,
            defaults=defaults,
        )
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise _wrong(path, f"can't be used: {error}") from error


def _texts(path: Path, found: Any, name: str) -> dict[str, str]:
    table = found.get(name, {}) if isinstance(found, dict) else None
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise _wrong(path, f"needs words in quotation marks under [{name}]")
    return dict(table)


def _wrong(path: Path, words: str) -> BadMessage:
    return BadMessage("WRONG_MAPPING", f"{path.name} {words}.")


def read(path: Path, mapping: Columns) -> Iterator[tuple[int, Row]]:
    """The rows of a table, each with the number of its last line; see `feeds.files.rows`."""
    needed = set(mapping.columns.values())
    return rows(path, needed, encoding=mapping.encoding, delimiter=mapping.delimiter)


def value(row: Row, mapping: Columns, name: str) -> str:
    """A row's value of a field, in our own codes."""
    raw = row.get(mapping.columns.get(name, ""), "").strip()
    return mapping.values.get(name, {}).get(raw, raw) or mapping.defaults.get(name, "")


def parse(row: Row, mapping: Columns) -> Report:
    """One row as a report; `BadMessage` names the column that can't be understood."""

    def said(name: str) -> str:
        return value(row, mapping, name)

    name, phone = said("reporter_name"), said("reporter_phone")
    lon, lat = _number(mapping, "lon", said("lon")), _number(mapping, "lat", said("lat"))
    grid = _number(mapping, "grid", said("grid"))
    command = ReportCase(
        item=said("item") or None,
        text=said("text"),
        channel=_one_of(mapping, "channel", Channel, said("channel") or Channel.OTHER.value),
        urgency=_one_of(mapping, "urgency", Urgency, said("urgency")) if said("urgency") else None,
        grid=None if grid is None else int(grid),
        lon=lon,
        lat=lat,
        crs=None if lon is None and lat is None else mapping.crs,
        address=said("address"),
        reporter=Reporter(name, phone) if name or phone else None,
        external_no=said("external_no") or said("id"),
    )
    return Report(mapping.source, said("id"), _time(mapping, said("time")), command)


def _number(mapping: Columns, name: str, text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as error:
        raise _unreadable(mapping, name, text) from error


def _one_of(mapping: Columns, name: str, kind: Any, text: str) -> Any:
    try:
        return kind(text)
    except ValueError as error:
        raise _unreadable(mapping, name, text) from error


def _time(mapping: Columns, text: str) -> datetime:
    for form in mapping.times:
        try:
            found = (
                datetime.fromisoformat(text)
                if form == ISO
                else datetime.strptime(text, form).replace(tzinfo=mapping.zone)
            )
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=mapping.zone)
    raise _unreadable(mapping, "time", text)


def _unreadable(mapping: Columns, name: str, text: str) -> BadMessage:
    column = mapping.columns.get(name, name)
    return BadMessage("UNREADABLE", f"`{column}` is {text[:40]!r}, which is no {name}.")
