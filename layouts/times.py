"""Instants and durations in words, as the desk writes them: always with the district's clocks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.unit import Limit
from layouts.words import Lang, word

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TENTHS_UNTIL = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Local:
    """The district's clocks and the screen's language, at one reading of the time."""

    zone: ZoneInfo
    lang: Lang
    now: datetime

    def clock(self, at: datetime) -> str:
        """18:05."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def day(self, at: datetime) -> str:
        """11月23日; of another year, with the year."""
        year = at.astimezone(self.zone).year
        same = year == self.now.astimezone(self.zone).year
        return self.date(at) if same else word(self.lang, "time.year", y=year, day=self.date(at))

    def date(self, at: datetime) -> str:
        """11月23日, whatever the year."""
        local = at.astimezone(self.zone)
        month = local.month if self.lang == "zh" else f"{local:%b}"
        return word(self.lang, "time.day", month=month, d=local.day)

    def is_today(self, at: datetime) -> bool:
        """Whether it is of the same day as now, there."""
        return at.astimezone(self.zone).date() == self.now.astimezone(self.zone).date()

    def moment(self, at: datetime) -> str:
        """A time of today alone, of another day with its date."""
        return self.clock(at) if self.is_today(at) else f"{self.day(at)} {self.clock(at)}"

    def limit(self, limit: Limit) -> str:
        """4 小时, 15 工作日."""
        return word(self.lang, f"limit.{limit.unit}", n=limit.value)


def span(lang: Lang, length: timedelta) -> str:
    """22分, 23时05分, from a day 1.6天, from ten 12天; rounded down, so that 0分 means now."""
    minutes = abs(length) // MINUTE
    if abs(length) < HOUR:
        return word(lang, "time.minutes", n=minutes)
    if abs(length) < DAY:
        return word(lang, "time.hours", h=minutes // 60, m=f"{minutes % 60:02d}")
    days = minutes * 10 // 1440 / 10
    return word(lang, "time.days", n=f"{days:.1f}" if abs(length) < TENTHS_UNTIL else int(days))
