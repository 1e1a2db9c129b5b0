"""Instants and durations in words as the desk writes them, in the district's local time."""

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
    """The district's local time and the screen's language, at one reading of the clock."""

    zone: ZoneInfo
    lang: Lang
    now: datetime

    def clock(self, at: datetime) -> str:
        """The time, such as 18:05."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def day(self, at: datetime) -> str:
        """The date, such as 11月23日; with the year if it is another one."""
        year = at.astimezone(self.zone).year
        same = year == self.now.astimezone(self.zone).year
        return self.date(at) if same else word(self.lang, "time.year", y=year, day=self.date(at))

    def date(self, at: datetime) -> str:
        """The date without the year, such as 11月23日."""
        local = at.astimezone(self.zone)
        month = local.month if self.lang == "zh" else f"{local:%b}"
        return word(self.lang, "time.day", month=month, d=local.day)

    def is_today(self, at: datetime) -> bool:
        """Whether it is on the same local day as now."""
        return at.astimezone(self.zone).date() == self.now.astimezone(self.zone).date()

    def moment(self, at: datetime) -> str:
        """The time for an instant of today, else date and time."""
        return self.clock(at) if self.is_today(at) else f"{self.day(at)} {self.clock(at)}"

    def limit(self, limit: Limit) -> str:
        """A limit such as 4 小时 or 15 工作日."""
        return word(self.lang, f"limit.{limit.unit}", n=limit.value)


def span(lang: Lang, length: timedelta) -> str:
    """A duration: 22分, 23时05分, from a day 1.6天, from ten 12天; rounded down: 0分 means now."""
    minutes = abs(length) // MINUTE
    if abs(length) < HOUR:
        return word(lang, "time.minutes", n=minutes)
    if abs(length) < DAY:
        return word(lang, "time.hours", h=minutes // 60, m=f"{minutes % 60:02d}")
    days = minutes * 10 // 1440 / 10
    return word(lang, "time.days", n=f"{days:.1f}" if abs(length) < TENTHS_UNTIL else int(days))
