"""The district in district.toml: names, time zone, and how many places it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.districts.files import read_settings
from dashboard.districts.geography import COMMUNITIES, GRIDS, STREETS
from dashboard.districts.record import PackError, Record
from dashboard.districts.tables import CATEGORIES, ITEMS, UNITS
from dashboard.domain.district import District

IDENTITY = "district.toml"

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_PREFIX = re.compile(r"[A-Z]{1,4}")
_COUNTED = {
    "grids": GRIDS,
    "communities": COMMUNITIES,
    "villages": COMMUNITIES,
    "streets": STREETS,
    "units": UNITS,
    "categories": CATEGORIES,
    "items": ITEMS,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """The settings of district.toml, each with its line; PackError for a bad or missing one."""

    settings: Mapping[str, Record]

    @property
    def key(self) -> str:
        """The district's key; short and plain, as stream and table keys contain it."""
        return self._matching("key", _KEY, "a lower-case word such as nanguan")

    @property
    def prefix(self) -> str:
        """The first letters of every case number."""
        return self._matching("prefix", _PREFIX, "one to four capital letters")

    @property
    def timezone(self) -> str:
        name = self.text("timezone")
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self._line("timezone").error(
                f"there is no time zone '{name}'; use a name such as Asia/Shanghai"
            ) from error
        return name

    def text(self, name: str) -> str:
        """The value of a text setting."""
        return self._line(name).text(name)

    def check_counts(self, district: District) -> None:
        """PackError if the files don't contain as many places as [counts] declares."""
        kinds = [community.kind for community in district.communities.values()]
        found = {
            "grids": len(district.grids),
            "communities": kinds.count("community"),
            "villages": kinds.count("village"),
            "streets": len(district.streets),
            "units": len(district.units),
            "categories": len(district.categories),
            "items": len(district.items),
        }
        for name, file in _COUNTED.items():
            line = self._line(f"counts.{name}")
            declared = line.whole(f"counts.{name}")
            if declared != found[name]:
                raise line.error(
                    f"declares {declared} {name}, but {file} has {found[name]}; correct one"
                )

    def _matching(self, name: str, pattern: re.Pattern[str], example: str) -> str:
        value = self.text(name)
        if not pattern.fullmatch(value):
            raise self._line(name).error(f"{name} '{value}' must be {example}")
        return value

    def _line(self, name: str) -> Record:
        if name not in self.settings:
            raise PackError(f"{IDENTITY}: {name} is missing; add it.")
        return self.settings[name]


def read_identity(folder: Path) -> Identity:
    """The settings of a pack, not yet checked."""
    return Identity(read_settings(folder / IDENTITY))
