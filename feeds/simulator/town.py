"""What the simulator plays in: a district, its map and the seed of its randomness."""

from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from dashboard.districts import Places
from dashboard.domain.district import District

SOURCE = "simulator"


@dataclass(frozen=True, slots=True)
class Town:
    """The same town has the same day: everything drawn follows from `seed`.

    `intensity` multiplies the number of reports; 1 is the district's usual day.
    """

    district: District
    places: Places
    seed: str
    intensity: float = 1.0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.district.timezone)

    def chance(self, *about: object) -> Random:
        """A random source that depends only on the seed and on `about`."""
        return Random("|".join([self.seed, *map(str, about)]))
