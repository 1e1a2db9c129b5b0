"""The limits of every field of a command, and what the district knows of its codes.

`check` raises `BadMessage` with a sentence that names the field, and returns nothing else.
"""

import math
import re
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from typing import Any, get_args

from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.commands import (
    Direct,
    Heartbeat,
    PlacedCommand,
    Report,
    ReportCase,
    SetCapacity,
)
from dashboard.domain.district import District
from dashboard.domain.refusals import BadMessage
from dashboard.domain.warned.messages import PublishWarning
from dashboard.domain.warned.warning_limits import check_warning

TEXT_MAX = 4000
SHORT_MAX = 200
TEXT_ALONE_MIN = 5
ATTACHMENTS_MAX = 20
ATTACHMENT_MAX = 500
IDENTITY_MAX = 200
CASES_AT_ONCE = 80
"""In one command, which locks them all."""
ON_DUTY_MAX = 10_000
AHEAD_MAX = timedelta(minutes=5)
UNTIL_MAX = timedelta(days=366)
AHEAD = frozenset({"until", "effective", "expires"})
"""Times that may lie in the future."""
EARLIEST_YEAR = 2000
LONG_TEXTS = frozenset({"text", "result", "opinion", "reason", "reply", "no_reply", "words"})
# Everything below U+0020 except tab and line ends, DEL and C1, and the invisible marks that turn
# the direction of writing: all of them can make a line show something false. `pasted_marks` takes
# them out of texts; an identifier is never changed, so there they are refused.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


# The fields of every command: name, and whether the contract requires it.
_FIELDS: dict[type, tuple[tuple[str, bool], ...]] = {
    kind: tuple((field.name, field.default is MISSING) for field in fields(kind))
    for kind in get_args(CentreCommand)
}


def check(report: Report, district: District, now: datetime) -> None:
    """Raises `BadMessage` if the report breaks a limit or names what the district doesn't have."""
    _check_line("source", report.source)
    _check_line("id", report.id)
    if report.time is not None:
        _check_time("time", report.time, now)
    check_command(report.command, district, now)


def check_command(command: CentreCommand, district: District, now: datetime) -> None:
    """The same for a person's command."""
    for name, wanted in _FIELDS[type(command)]:
        value = getattr(command, name)
        _check_value(name, value, now)
        if wanted and isinstance(value, str) and not value.strip():
            raise BadMessage("EMPTY", f"`{name}` is empty.", field=name)
    _check_codes(command, district)
    if isinstance(command, PlacedCommand):
        _check_place(command, district)
    if isinstance(command, ReportCase):
        _check_content(command)
    if isinstance(command, PublishWarning):
        check_warning(command, _check_characters)


def _check_line(name: str, value: str) -> None:
    if not value.strip():
        raise BadMessage("EMPTY", f"`{name}` is empty.", field=name)
    if len(value) > IDENTITY_MAX:
        raise _too_long(name, IDENTITY_MAX)
    _check_text(name, value)


def _too_long(name: str, most: int) -> BadMessage:
    words = f"`{name}` is longer than {most} characters."
    return BadMessage("TOO_LONG", words, field=name, most=most)


def _check_text(name: str, value: str) -> None:
    limit = TEXT_MAX if name in LONG_TEXTS else SHORT_MAX
    if len(value) > limit:
        raise _too_long(name, limit)
    _check_characters(name, value)


def _check_characters(name: str, value: str) -> None:
    found = FORBIDDEN.search(value)
    if found:
        code = f"U+{ord(found.group()):04X}"
        words = f"`{name}` holds the control character {code}."
        raise BadMessage("CONTROL_CHARACTER", words, field=name, character=code)


def _check_time(name: str, value: datetime, now: datetime) -> None:
    if value.tzinfo is None:
        words = f"`{name}` needs a time zone offset such as +08:00."
        raise BadMessage("NO_OFFSET", words, field=name)
    if value.year < EARLIEST_YEAR:
        words = f"`{name}` lies before the year {EARLIEST_YEAR}."
        raise BadMessage("TOO_OLD", words, field=name, year=EARLIEST_YEAR)
    if name not in AHEAD and value > now + AHEAD_MAX:
        words = f"`{name}` lies more than five minutes in the future."
        raise BadMessage("IN_FUTURE", words, field=name)
    if name in AHEAD and value > now + UNTIL_MAX:
        words = f"`{name}` lies more than {UNTIL_MAX.days} days ahead."
        raise BadMessage("TOO_FAR", words, field=name, days=UNTIL_MAX.days)


def _check_value(name: str, value: Any, now: datetime) -> None:
    if isinstance(value, str):
        _check_text(name, value)
    elif isinstance(value, datetime):
        _check_time(name, value, now)
    elif name == "reporter" and value is not None:
        _check_text("reporter.name", value.name)
        _check_text("reporter.phone", value.phone)
    elif name == "attachments":
        _check_attachments(value)
    elif name == "cases":
        _check_numbers(value)


def _check_attachments(value: tuple[str, ...]) -> None:
    if len(value) > ATTACHMENTS_MAX:
        raise BadMessage(
            "TOO_MANY", f"More than {ATTACHMENTS_MAX} attachments.", most=ATTACHMENTS_MAX
        )
    for one in value:
        if len(one) > ATTACHMENT_MAX:
            raise _too_long("attachments", ATTACHMENT_MAX)
        _check_characters("attachments", one)


def _check_numbers(value: tuple[str, ...]) -> None:
    if len(value) > CASES_AT_ONCE:
        words = f"More than {CASES_AT_ONCE} cases."
        raise BadMessage("TOO_MANY_AT_ONCE", words, most=CASES_AT_ONCE)
    for one in value:
        _check_line("cases", one)


def _check_codes(command: CentreCommand, district: District) -> None:
    unit = getattr(command, "unit", None)
    if unit is not None and unit not in district.units:
        raise BadMessage("UNKNOWN_UNIT", f"There is no unit {unit[:20]!r}.", unit=unit[:20])
    item = getattr(command, "item", None)
    if item is not None and item not in district.items:
        raise BadMessage("UNKNOWN_ITEM", f"There is no duty item {item[:20]!r}.", item=item[:20])
    if isinstance(command, Heartbeat) and command.grid is not None:
        _check_grid(command.grid, district)
    if isinstance(command, SetCapacity) and not 0 <= command.on_duty <= ON_DUTY_MAX:
        words = f"`on_duty` is not between 0 and {ON_DUTY_MAX}."
        raise BadMessage("OUT_OF_RANGE", words, field="on_duty")


def _check_grid(grid: int, district: District) -> None:
    if grid not in district.grids:
        raise BadMessage("UNKNOWN_GRID", f"There is no grid {str(grid)[:20]}.", grid=str(grid)[:20])


def _check_place(command: PlacedCommand, district: District) -> None:
    known_case = isinstance(command, Direct) and command.case is not None
    if command.grid is not None:
        _check_grid(command.grid, district)
    point = (command.lon, command.lat)
    if point == (None, None):
        if command.grid is None and not known_case:
            raise BadMessage("PLACE_MISSING", "A place is needed: `grid`, or `lon` and `lat`.")
        return
    if command.lon is None or command.lat is None:
        raise BadMessage("PLACE_MISSING", "A point needs both `lon` and `lat`.")
    if command.crs is None:
        raise BadMessage("CRS_MISSING", "A point needs its coordinate system in `crs`.")
    if not (math.isfinite(command.lon) and math.isfinite(command.lat)):
        raise BadMessage("OUT_OF_RANGE", "`lon` and `lat` must be finite numbers.", field="lon")
    if abs(command.lon) > 180 or abs(command.lat) > 90:  # noqa: PLR2004 - degrees of the globe
        raise BadMessage("OUT_OF_RANGE", "`lon` or `lat` is not on the globe.", field="lon")


def _check_content(command: ReportCase) -> None:
    known_case = isinstance(command, Direct) and command.case is not None
    if command.item is None and not known_case and len(command.text.strip()) < TEXT_ALONE_MIN:
        raise BadMessage(
            "TEXT_TOO_SHORT",
            f"Without a duty item the text needs at least {TEXT_ALONE_MIN} characters.",
            least=TEXT_ALONE_MIN,
        )
