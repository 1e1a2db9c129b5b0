"""What the simulator plays in: a district, its map and the seed of its chance."""

from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from dashboard.districts import Places
from dashboard.domain.district import District

SOURCE = "simulator"


@dataclass(frozen=True, slots=True)
class Town:
    """Same town, same day: everything drawn here follows from `seed`.

    `intensity` multiplies the number of reports; 1 is the district's usual day.
    """

    district: District
    places: Places
    seed: str
    intensity: float = 1.0

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        return ZoneInfo(self.district.timezone)

    def chance(self, *about: object) -> Random:
        """A source of chance that depends on nothing but the seed and what it is about."""
        return Random("|".join([self.seed, *map(str, about)]))
