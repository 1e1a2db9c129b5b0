"""One line or feature of a pack, read field by field; errors say where and what to do."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

LONGEST_SHORT_EN = 14
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", re.ASCII)

Choice = TypeVar("Choice", bound=str)


class PackError(ValueError):
    """The pack can't be used; the message is one sentence for the person who keeps the files."""


@dataclass(frozen=True, slots=True)
class Record:
    """The raw fields of one line or feature; every reader raises PackError on a bad field."""

    where: str
    """File and line or feature, e.g. "units.csv, line 7"; every message begins with it."""
    fields: Mapping[str, object]

    def error(self, problem: str) -> PackError:
        """The error to raise: where, the problem and its remedy (without a full stop)."""
        return PackError(f"{self.where}: {problem}.")

    def value(self, name: str) -> object:
        """The field as it was read; PackError if it is missing."""
        if name not in self.fields:
            raise self.error(f"{name} is missing; add it")
        return self.fields[name]

    def optional(self, name: str) -> str:
        """The text of a field that may be empty."""
        value = self.value(name)
        if not isinstance(value, str) or value != value.strip() or not value.isprintable():
            raise self.error(f"{name} {value!r} must be plain text without spaces around it")
        return value

    def text(self, name: str) -> str:
        """The text of a field that must not be empty."""
        value = self.optional(name)
        if not value:
            raise self.error(f"{name} is empty; fill it in")
        return value

    def short(self, name: str, longest: int = LONGEST_SHORT_EN) -> str:
        """A text short enough for walls and lists."""
        value = self.text(name)
        if len(value) > longest:
            raise self.error(f"{name} '{value}' is longer than {longest} characters; shorten it")
        return value

    def whole(self, name: str, lowest: int = 1) -> int:
        """A whole number, written as text (CSV) or as a number (JSON, TOML)."""
        value = self.value(name)
        if not _WHOLE.fullmatch(str(value)) or int(str(value)) < lowest:
            raise self.error(f"{name} {value!r} must be a whole number from {lowest} up")
        return int(str(value))

    def whole_if_said(self, name: str) -> int | None:
        """A whole number from 0 up; None for a field that is missing, or null."""
        return None if self.fields.get(name) is None else self.whole(name, lowest=0)

    def degrees(self, name: str, furthest: float) -> float:
        """A longitude or latitude, written as text."""
        value = self.text(name)
        if not _DEGREES.fullmatch(value) or abs(float(value)) > furthest:
            raise self.error(f"{name} '{value}' must be in degrees, from -{furthest} to {furthest}")
        return float(value)

    def one_of(self, name: str, choices: Iterable[Choice]) -> Choice:
        """The choice whose text equals the field."""
        value = self.optional(name)
        known = {str(choice): choice for choice in choices}
        if value not in known:
            raise self.error(f"{name} '{value}' is unknown; use one of {', '.join(known)}")
        return known[value]

    def known(self, name: str, codes: Container[str], file: str) -> str:
        """A code; PackError if it is not among `codes`, which `file` defines."""
        value = self.text(name)
        if value not in codes:
            raise self.error(f"{name} '{value}' is not in {file}; correct it or add it there")
        return value


def check_unique(records: Iterable[Record], *names: str) -> None:
    """PackError naming both places if a field has the same value twice."""
    for name in names:
        seen: dict[str, str] = {}
        for record in records:
            value = str(record.value(name))
            if value in seen:
                raise record.error(f"{name} '{value}' is already in {seen[value]}; change one")
            seen[value] = record.where
