"""Tables in files, .csv or .csv.gz, as spreadsheets and city portals write them."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from dashboard.domain.refusals import BadMessage

BROKEN = (csv.Error, UnicodeDecodeError, LookupError, gzip.BadGzipFile, zlib.error, EOFError)
ENCODING = "utf-8-sig"
"""UTF-8, with or without the byte order mark of spreadsheets."""

Row = dict[str, str]


def rows(
    path: Path,
    needed: set[str],
    named: Callable[[str], str] = str.strip,
    *,
    encoding: str = ENCODING,
    delimiter: str = ",",
) -> Iterator[tuple[int, Row]]:
    """The rows in order, each with its last line's number; `named` turns headings into names.

    Raises `BadMessage` for a file that lacks a column or can't be read, `OSError` for none.
    """
    try:
        with _open(path, encoding) as file:
            table = csv.DictReader(file, restval="", restkey="", delimiter=delimiter)
            table.fieldnames = [named(name) for name in table.fieldnames or ()]
            missing = needed.difference(table.fieldnames)
            if missing:
                columns = ", ".join(sorted(missing))
                raise BadMessage("WRONG_FILE", f"{path.name} lacks the columns {columns}.")
            for row in table:
                row.pop("", None)  # values after the last column
                yield table.line_num, row
    except BROKEN as error:
        raise BadMessage("WRONG_FILE", f"{path.name} can't be read: {error}.") from error


def _open(path: Path, encoding: str) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")
