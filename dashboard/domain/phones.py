"""Telephone numbers as people write them, and the forms by which each can be found.

Several in one line, wide digits, blanks and hyphens, a country prefix, an extension: stored and
searched numbers are brought to the same form.
"""

import re
from collections.abc import Iterator

from dashboard.domain.folding import folded

TAIL = 4
ALONE = "?"
"""Stands for the area code of a local number without one."""
_GAP = r"[ \-–—.·]?"
_COUNTRY = rf"(?:\(?(?:\+|00)?86\)?{_GAP})?"
_EXTENSION = re.compile(r"(?:转|轉|分机|ext\.?|x|#)\s*\d{1,6}(?!\d)")
_NUMBER = re.compile(
    rf"(?<!\d){_COUNTRY}(?P<mobile>1[3-9](?:{_GAP}\d){{9}})(?!\d)"
    rf"|(?<!\d)(?P<service>[48]00(?:{_GAP}\d){{7}})(?!\d)"
    rf"|(?<!\d)(?:(?:\+|00)86{_GAP}\(?0?|\(?0)(?P<area>10|2\d|[3-9]\d\d)\)?{_GAP}"
    rf"(?P<fixed>[2-9](?:{_GAP}\d){{6,7}})(?!\d)"
    rf"|(?<!\d)(?P<local>[2-9](?:{_GAP}\d){{6,7}})(?!\d)"
    rf"|(?P<other>\d(?:{_GAP}\d){{6,}})"
)


def kept_as(text: str) -> frozenset[str]:
    """All forms by which the numbers in this text can be found: whole, and last four digits."""
    forms: set[str] = set()
    for found in _numbers(text):
        area, number = found
        forms |= {number, number[-TAIL:]}
        forms.add(f"0{area}{number}" if area else f"{ALONE}{number}")
    return frozenset(forms)


def asked_as(text: str) -> frozenset[str]:
    """The forms that a typed number may mean; none if it is no number or several."""
    plain = folded(text).strip()
    if plain.isdecimal() and len(plain) == TAIL:
        return frozenset({plain})
    asked: set[str] = set()
    for area, number in numbers_asked(text):
        asked |= {f"0{area}{number}", f"{ALONE}{number}"} if area else {number}
    return frozenset(asked)


def numbers_asked(text: str) -> list[tuple[str, str]]:
    """Area and digits of a whole number that was typed; none if there is anything beside it."""
    rest = _NUMBER.sub("", _EXTENSION.sub("", folded(text)))
    return [] if rest.strip(" +()-/,;、") else list(_numbers(text))


def ending(text: str) -> str:
    """The last four digits of the first number; empty if there is none."""
    first = next(_numbers(text), None)
    return first[1][-TAIL:] if first else ""


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number's area, if it has one, and its digits without it."""
    for found in _NUMBER.finditer(_EXTENSION.sub("|", folded(text))):
        kind = found.lastgroup or ""
        yield found["area"] or "", "".join(filter(str.isdecimal, found[kind]))
