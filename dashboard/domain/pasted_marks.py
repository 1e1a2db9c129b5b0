"""Removes invisible marks that come with pasted text, which nobody types.

Telephone numbers come wrapped in direction marks, files begin with a byte order mark, word
processors break lines with vertical tabs. They say nothing, but can make a line show something
false; the text around them is a valid report.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, get_args

from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.commands import Reporter
from dashboard.domain.limits import FORBIDDEN, LONG_TEXTS

BROKEN = re.compile("[\x0b\x0c\x85]")
CommandT = TypeVar("CommandT")

_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (*get_args(CentreCommand), Reporter)
}


def cleaned(command: CommandT) -> CommandT:
    """The command with such marks removed from every text; the same object if there are none."""
    changes = {}
    for name in _FIELDS[type(command)]:
        value = getattr(command, name)
        clean = _clean(name, value)
        if clean is not value:
            changes[name] = clean
    return replace(command, **changes) if changes else command  # type: ignore[type-var]


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value, "\n" if name in LONG_TEXTS else " ")
    if isinstance(value, Reporter):
        return cleaned(value)
    if isinstance(value, tuple) and any(isinstance(v, str) and FORBIDDEN.search(v) for v in value):
        return tuple(_clean(name, one) for one in value)
    return value


def clean_text(text: str, line_end: str) -> str:
    """The text without such marks; those that break a line become `line_end`."""
    if not FORBIDDEN.search(text):
        return text
    return FORBIDDEN.sub("", BROKEN.sub(line_end, text))
