"""Sheets as XLSX and as CSV. No text of a cell is ever run as a formula; numbers stay numbers."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from layouts.assessment.sheets import Cell, ColumnKind, FileSheet

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a spreadsheet that opens a CSV."""
FORMATS: Mapping[ColumnKind, str] = {
    ColumnKind.RATE: "0.0%",
    ColumnKind.POINTS: "0.0",
    ColumnKind.INSTANT: "yyyy-mm-dd hh:mm",
}
WIDTHS: Mapping[ColumnKind, int] = {ColumnKind.TEXT: 24, ColumnKind.INSTANT: 17}
WIDTH = 9
OPTIONS: Mapping[str, bool] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(sheets: Sequence[FileSheet]) -> bytes:
    """A workbook with these sheets; instants are real dates, in the time that they carry."""
    made = io.BytesIO()
    with Workbook(made, dict(OPTIONS)) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for at, column in enumerate(sheet.columns):
                page.set_column(at, at, WIDTHS.get(column.kind, WIDTH))
                page.write_string(0, at, column.head, head)
            for line, row in enumerate(sheet.rows, start=1):
                for at, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                    _write(page, line, at, cell, formats.get(column.kind))
    return made.getvalue()


def _write(page: Any, line: int, at: int, cell: Cell, form: Any) -> None:
    match cell:
        case None:
            return
        case str():
            page.write_string(line, at, cell)
        case datetime():
            page.write_datetime(line, at, cell.replace(tzinfo=None), form)
        case _:
            page.write_number(line, at, cell, form)


def comma_separated(sheet: FileSheet, facts: FileSheet) -> bytes:
    """The rows as CSV in UTF-8 with its mark; above them, a line each, what the file is."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerows([_plain(cell) for cell in row] for row in facts.rows)
    writer.writerow([])
    writer.writerow([_plain(column.head) for column in sheet.columns])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return made.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(RISKY) else cell
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case _:
            return cell
