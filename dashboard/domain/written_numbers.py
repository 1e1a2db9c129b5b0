"""Numbers within a text, as regular expressions over the folded text.

The same telephone or house number is written with or without blanks and hyphens, and the person who
searches doesn't know how. Python and PostgreSQL read these expressions alike.
"""

# ruff: noqa: RUF001 - dashes of every length are what is meant here

import re
from itertools import pairwise

from dashboard.domain.phones import numbers_asked

_DASHES = "-‐‑‒–—―−~"
_GAP = f"[{_DASHES} .·]?"
_DASH = f"[{_DASHES}]"
_START = "(^|[^0-9])"
_ALONE = f"(^|[^){_DASHES[1:]}0-9 .·-]|[^)0-9][{_DASHES} .·])"
"""What may stand before a number without an area."""
_END = "([^0-9]|$)"


def phone(asked: str) -> str:
    """How the telephone number in a query may be written; empty if the query is something else.

    A number with an area is also found without it, but never with another area.
    """
    return "|".join(_phone(area, number) for area, number in numbers_asked(asked))


def _phone(area: str, number: str) -> str:
    digits = _GAP.join(number)
    if not area:
        return f"(^|[^0-9]|86{_GAP}){digits}{_END}"
    before = rf"(86{_GAP}\(?0?|\(?0){_GAP.join(area)}\)?{_GAP}"
    return f"{_START}{before}{digits}{_END}|{_ALONE}{digits}{_END}"


def word(text: str) -> str:
    """How a word with digits may be written: blanks around the digits, any dash for a dash.

    Empty if it is digits alone, or has none.
    """
    parts = re.findall(r"\d+|\D", text)
    if len(parts) == 1 or not any(part.isdecimal() for part in parts):
        return ""
    found = [_part(parts[0])]
    for before, part in pairwise(parts):
        beside = before.isdecimal() or part.isdecimal()
        found.append((" ?" if beside else "") + _part(part))
    return "".join(found)


def _part(part: str) -> str:
    return _DASH if part in _DASHES else re.escape(part)
