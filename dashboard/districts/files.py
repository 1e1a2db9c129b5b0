"""Reads a pack's files into records that know their file and line or feature."""

import csv
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.districts.record import PackError, Record


def read_table(path: Path, columns: Sequence[str]) -> list[Record]:
    """The lines of a CSV file that has these columns, in any order; lines with # are comments."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header: list[str] | None = None
    records = []
    try:
        for row in reader:
            if not row or row[0].startswith("#"):
                continue
            where = f"{path.name}, line {reader.line_num}"
            if header is None:
                header = _header(where, row, columns)
            elif len(row) != len(header):
                raise PackError(f"{where}: has {len(row)} fields, the header {len(header)}.")
            else:
                records.append(Record(where, dict(zip(header, row, strict=True))))
    except csv.Error as error:
        raise PackError(
            f"{path.name}, line {reader.line_num}: isn't valid CSV ({error})."
        ) from error
    if header is None:
        raise PackError(f"{path.name}: is empty; it needs the columns {', '.join(columns)}.")
    return records


def read_features(path: Path) -> list[Record]:
    """The features of a GeoJSON collection: their properties, and "geometry" unchanged."""
    try:
        collection = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise PackError(
            f"{path.name}, line {error.lineno}: isn't valid JSON ({error.msg})."
        ) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise PackError(f"{path.name}: must be a GeoJSON FeatureCollection with features.")
    return [_feature(f"{path.name}, feature {n}", feature) for n, feature in enumerate(features, 1)]


def read_settings(path: Path) -> Mapping[str, Record]:
    """Each setting of a TOML file with its line, by its dotted name, e.g. "counts.grids"."""
    text = _text(path)
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.name}: isn't valid TOML, {error}.") from error
    lines = _lines_of_settings(text)
    flat = dict(settings)
    for table, values in settings.items():
        if isinstance(values, dict):
            flat |= {f"{table}.{name}": value for name, value in values.items()}
    return {
        name: Record(f"{path.name}, line {lines.get(name, 1)}", {name: value})
        for name, value in flat.items()
    }


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"{path.name}: can't be read in {path.parent}: {error.strerror}."
        ) from error
    try:
        text = data.decode("utf-8-sig")  # spreadsheets write a byte order mark first
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackError(f"{path.name}, line {line}: isn't UTF-8; save it as UTF-8.") from error
    if not text.strip():
        raise PackError(f"{path.name}: is empty; bring back its content.")
    return text


def _header(where: str, row: list[str], columns: Sequence[str]) -> list[str]:
    for column in columns:
        if row.count(column) != 1:
            raise PackError(f"{where}: needs one column '{column}', it has {row.count(column)}.")
    return row


def _feature(where: str, feature: object) -> Record:
    if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
        return Record(where, feature["properties"] | {"geometry": feature.get("geometry")})
    raise PackError(f"{where}: must be a GeoJSON feature with properties.")


def _lines_of_settings(text: str) -> dict[str, int]:
    table = ""
    lines = {}
    for number, line in enumerate(text.splitlines(), 1):
        name, equals, _ = line.partition("=")
        if line.startswith("["):
            table = line.strip("[] \t") + "."
        elif equals:
            lines[table + name.strip()] = number
    return lines
