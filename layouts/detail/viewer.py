"""For whom a detail is made: their language, local time, district and person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.domain.district import District
from dashboard.domain.grid import Grid
from dashboard.domain.roles import Person
from layouts.times import Local
from layouts.words import Lang, word

PLACES = ("unit", "street")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """What the parts of a detail have in common; `people` are names by log-in."""

    lang: Lang
    local: Local
    district: District
    person: Person
    people: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str, **values: object) -> str:
        return word(self.lang, key, **values)

    def full(self, thing: Any) -> str:
        """The full name of an item, community or unit."""
        return str(thing.name_zh if self.lang == "zh" else thing.name_en)

    def unit(self, code: str | None) -> str:
        """The short name of a unit; a dash for none."""
        unit = self.district.units.get(code or "")
        if unit is None:
            return code or "—"
        return unit.short_zh if self.lang == "zh" else unit.short_en

    def item(self, code: str | None) -> str:
        """The name of a duty item; without one the case is unclassified."""
        item = self.district.items.get(code or "")
        return self.full(item) if item else self.word("detail.unclassified")

    def place(self, grid: Grid) -> str:
        """Street, community and grid by their names."""
        street = self.full(self.district.streets[grid.street])
        community = self.full(self.district.communities[grid.community])
        return self.word("detail.place", street=street, community=community, grid=grid.no)

    def who(self, name: str) -> str:
        """The name for a log-in or a unit's code; anything else unchanged.

        Grids, units and streets sign with their place's log-in, with or without an account.
        """
        if name in self.people:
            return self.people[name]
        kind, _, code = name.partition("-")
        if kind in PLACES and code.upper() in self.district.units:
            return self.unit(code.upper())
        grid = name.removeprefix("grid")
        if grid != name and grid.isdecimal() and int(grid) in self.district.grids:
            return self.word("detail.grid_leader", grid=int(grid))
        return self.unit(name) if name in self.district.units else name
