"""The shape of a day, read from `day.toml`: rates by time, weights by month and place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from dashboard.domain.commands import Channel

BLOCK = timedelta(minutes=30)
BLOCKS = 48
"""A day has this many blocks of constant rate."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One kind of reports: its number on a working day, its hours, week, channels and items."""

    name: str
    per_day: float
    week: tuple[float, ...]
    blocks: tuple[float, ...]
    channels: Mapping[Channel, float]
    items: Mapping[str, float]

    def expected(self, local: datetime) -> float:
        """Mean number of reports in the block that begins at `local`."""
        block = local.hour * 2 + local.minute // 30
        return self.per_day * self.week[local.weekday()] * self.blocks[block]


@dataclass(frozen=True, slots=True)
class HotSpot:
    """Items that certain streets report `factor` times as often."""

    streets: frozenset[str]
    items: frozenset[str]
    factor: float


@dataclass(frozen=True, slots=True)
class DayShape:
    """All streams of a day; `seasons` has twelve factors for an item, January first."""

    streams: tuple[Stream, ...]
    seasons: Mapping[str, tuple[float, ...]]
    streets: Mapping[str, float]
    hot_spots: tuple[HotSpot, ...]

    def weight(self, stream: Stream, item: str, month: int) -> float:
        """How often this item comes in this month, relative to the stream's others."""
        season = self.seasons.get(item)
        return stream.items[item] * (season[month - 1] if season else 1.0)


@cache
def day() -> DayShape:
    """The day described in `day.toml`."""
    raw = tomllib.loads(Path(__file__).with_name("day.toml").read_text(encoding="utf-8"))
    return DayShape(
        streams=tuple(
            Stream(
                name=name,
                per_day=raw["per_working_day"] * one["share"],
                week=tuple(one["week"]),
                blocks=_blocks(one["hours"]),
                channels={Channel(channel): n for channel, n in one["channels"].items()},
                items=one["items"],
            )
            for name, one in raw["streams"].items()
        ),
        seasons={item: tuple(factors) for item, factors in raw["seasons"].items()},
        streets=raw["streets"],
        hot_spots=tuple(
            HotSpot(frozenset(one["streets"]), frozenset(one["items"]), one["factor"])
            for one in raw["hot_spots"]
        ),
    )


def _blocks(hours: list[tuple[float, float]]) -> tuple[float, ...]:
    """Shares of a day, one for each block, from steps (from this hour on, so many parts)."""
    parts = [[n for start, n in hours if start <= block / 2][-1] for block in range(BLOCKS)]
    return tuple(n / sum(parts) for n in parts)
