"""Parts of a model that stay the same object until what they are made of changes.

A message then costs only what has changed: comparing, masking and encoding see by `is` what stayed.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from dashboard.live.rows import Row

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Section = dict[str, Any]
Entry = tuple[Row, *tuple[Any, ...]]
"""A row, and what else its values are made from."""
_NOTHING = object()


class CachedValue(Generic[T]):
    """A result made of a few values; it is made anew when one of them changes."""

    def __init__(self) -> None:
        self._of: tuple[Any, ...] = ()
        self._made: T | object = _NOTHING

    def of(self, make: Callable[[], T], *values: Any) -> T:
        """What `make` returns for these values; small ones, as they are compared each time."""
        if self._made is _NOTHING or self._of != values:
            self._of, self._made = values, make()
        return self._made  # type: ignore[return-value]


class KeyedSection(Generic[K]):
    """A section with a value for each key; only the values of touched keys are made anew."""

    def __init__(self, name: Callable[[K], str]) -> None:
        self._name = name
        self._section: Section = {}

    def follow(self, keys: Iterable[K], make: Callable[[K], Any], *, anew: bool) -> Section:
        """Makes the values of these keys, of all if `anew`; what is made as None isn't there."""
        before: Section = {} if anew else self._section
        made = {self._name(key): make(key) for key in keys}
        changed = {name: value for name, value in made.items() if before.get(name) != value}
        if anew or changed:
            self._section = before | changed
            for name, value in changed.items():
                if value is None:
                    del self._section[name]
        return self._section


class ListSection:
    """A list in which an entry's row is made only once while the entry stays the same."""

    def __init__(self, tell: Callable[..., Section], placed: Callable[..., Section]) -> None:
        """`placed` makes the section from all rows, in order."""
        self._tell = tell
        self._placed = placed
        self._entries: Sequence[Entry] = ()
        self._told: dict[str, tuple[Entry, Section]] = {}
        self._section: Section = {}

    def of(self, entries: Sequence[Entry]) -> Section:
        """The section; each entry's row only once. Rows never change, so that `is` says it all."""
        if entries != self._entries or not self._told:
            before = self._told
            self._told = {}
            for entry in entries:
                number = entry[0].number
                known = before.get(number)
                same = known is not None and known[0] == entry
                self._told[number] = known if same and known else (entry, self._tell(*entry))
            self._entries = entries
            self._section = self._placed(told for _, told in self._told.values())
        return self._section


def alone(rows: Iterable[Row]) -> list[Entry]:
    """Rows as entries of one row each."""
    return [(row,) for row in rows]
