"""Reads a workbook back as other programs do: cells by type, dates by their format."""

import io
import re
import zipfile
from datetime import datetime, timedelta
from typing import Any

from defusedxml import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's dates have no zone
Found = str | int | float | datetime | None


def read(raw: bytes) -> dict[str, list[list[Found]]]:
    """The rows of each sheet by its name; empty cells are None."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = [
            sheet.attrib["name"]
            for sheet in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        dated = _dated(ElementTree.fromstring(packed.read("xl/styles.xml")))
        shared = _shared(packed)
        return {
            name: _rows(
                ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{n}.xml")), dated, shared
            )
            for n, name in enumerate(names, start=1)
        }


def formulas(raw: bytes) -> int:
    """How many cells a program would work out, or open as a link."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        pages = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        return sum(
            len(re.findall(rb"<f[ >]|<hyperlink|TargetMode", packed.read(name))) for name in pages
        )


def _dated(styles: Any) -> set[str]:
    """The styles of cells that are dates."""
    forms = {
        one.attrib["numFmtId"]: one.attrib["formatCode"] for one in styles.iter(f"{MAIN}numFmt")
    }
    cells = styles.find(f"{MAIN}cellXfs")
    return {str(n) for n, xf in enumerate(cells) if "yy" in forms.get(xf.attrib["numFmtId"], "")}


def _shared(packed: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    root = ElementTree.fromstring(packed.read("xl/sharedStrings.xml"))
    return ["".join(one.itertext()) for one in root.iter(f"{MAIN}si")]


def _rows(sheet: Any, dated: set[str], shared: list[str]) -> list[list[Found]]:
    found = []
    for row in sheet.iter(f"{MAIN}row"):
        cells: list[Found] = []
        for cell in row.iter(f"{MAIN}c"):
            cells += [None] * (_column(cell.attrib["r"]) - len(cells))
            cells.append(_value(cell, dated, shared))
        found.append(cells)
    return found


def _column(place: str) -> int:
    at = 0
    for letter in place.rstrip("0123456789"):
        at = 26 * at + ord(letter) - ord("A") + 1
    return at - 1


def _value(cell: Any, dated: set[str], shared: list[str]) -> Found:
    kind, value = cell.attrib.get("t"), cell.find(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(cell.find(f"{MAIN}is").itertext())
    if value is None or value.text is None:
        return None
    if kind == "s":
        return shared[int(value.text)]
    number = float(value.text)
    if cell.attrib.get("s") in dated:
        return DAY_ZERO + timedelta(minutes=round(number * 1440))
    return int(number) if number.is_integer() else number
