"""Trends: by day, by hour of the week, and how soon cases are closed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS, Window

HOUR_MS = 3_600_000
WEEK_D, DAY_H = 7, 24
STEPS_MS = tuple(round(hours * HOUR_MS) for hours in (0.5, 1, 2, 4, 8, 16, 24, 48, 96, 168))
"""The times within which shares of closed cases are counted."""
CURVE_LEAST = 30
"""With fewer cases a curve would only show chance."""


def midnights(until_ms: int, known_since: int, zone: ZoneInfo, most: int) -> list[int]:
    """The edges of the district's days up to now, of those that are known in full.

    The last day is today, and ends now.
    """
    today = datetime.fromtimestamp(until_ms / 1000, zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    days = [today - timedelta(days=back) for back in reversed(range(most))]
    starts = [round(day.timestamp() * 1000) for day in days]
    return [start for start in starts if known_since <= start < until_ms] + [until_ms]


def by_window(name: str, cases: Sequence[Facts], edges: Sequence[int]) -> list[int]:
    """How many cases a metric counts in each window between two of these edges."""
    counts = [0] * max(0, len(edges) - 1)
    if not counts:
        return counts
    metric = METRICS[name]
    for case in metric.rows(cases, Window(edges[0], edges[-1])):
        counts[bisect_right(edges, metric.at(case) or 0) - 1] += 1
    return counts


def closed_within(took: Sequence[int]) -> list[float] | None:
    """The share of the ordered times within each of `STEPS_MS`; None if there are too few."""
    if len(took) < CURVE_LEAST:
        return None
    return [bisect_right(took, step) / len(took) for step in STEPS_MS]


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Reports by weekday (Monday first) and hour, summed over `weeks` whole weeks."""

    weeks: int
    since: int
    until: int
    counts: tuple[tuple[int, ...], ...]

    @property
    def busiest(self) -> tuple[int, int]:
        """The weekday and hour with the most reports, the first of equal ones."""
        _, day, hour = max(
            (n, -day, -hour) for day, row in enumerate(self.counts) for hour, n in enumerate(row)
        )
        return -day, -hour


def week_hours(
    cases: Sequence[Facts], until_ms: int, known_since: int, zone: ZoneInfo, most: int
) -> WeekHours | None:
    """The last whole weeks up to today's midnight, at most so many; None before the first."""
    today = midnights(until_ms, 0, zone, 1)[0]
    midnight = datetime.fromtimestamp(today / 1000, zone)
    for weeks in range(most, 0, -1):
        since = round((midnight - timedelta(days=weeks * WEEK_D)).timestamp() * 1000)
        if since >= known_since:
            break
    else:
        return None
    counts = [[0] * DAY_H for _ in range(WEEK_D)]
    for case in METRICS["reported"].rows(cases, Window(since, today)):
        local = datetime.fromtimestamp(case.reported_at / 1000, zone)
        counts[local.weekday()][local.hour] += 1
    return WeekHours(weeks, since, today, tuple(tuple(row) for row in counts))
