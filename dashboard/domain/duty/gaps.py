"""Gaps (空岗) of a roster: when a post has to be held and nobody does. Derived, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.roster import RosterEntry

AHEAD = timedelta(days=30)
"""How far ahead gaps are looked for."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From an instant until another one, which isn't in it."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A part of one tour that nobody has; `unplanned` if no later one of this post is anybody's."""

    post: str
    begins_at: datetime
    ends_at: datetime
    unplanned: bool = False


def tours(hours: tuple[time, time], window: Span, zone: ZoneInfo) -> list[Span]:
    """When a post with these hours has to be held within a window: day by day, none overlapping."""
    found: list[Span] = []
    day = window.begins_at.astimezone(zone).date() - DAY
    while (begins := _local(day, hours[0], zone)) < window.ends_at:
        ends = _local(day if hours[1] > hours[0] else day + DAY, hours[1], zone)
        tour = Span(max(begins, window.begins_at), min(ends, window.ends_at))
        if tour.begins_at < tour.ends_at:
            found.append(tour)
        day += DAY
    return found


def _local(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def uncovered(wanted: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """What of each wanted span no other one covers, in order.

    The wanted ones are in order and don't overlap; those that cover may do both.
    """
    held = sorted(covered)
    found: list[Span] = []
    for want in wanted:
        free = want.begins_at
        for span in held:
            if span.begins_at >= want.ends_at:
                break
            if free < span.begins_at:
                found.append(Span(free, span.begins_at))
            free = max(free, span.ends_at)
        if free < want.ends_at:
            found.append(Span(free, want.ends_at))
    return found


def gaps_of(
    post: DutyPost, entries: Iterable[RosterEntry], window: Span, zone: ZoneInfo
) -> list[Gap]:
    """The gaps of one post within a window; an entry that was taken out covers nothing."""
    if post.hours is None:
        return []
    held = [
        Span(entry.begins_at, entry.ends_at)
        for entry in entries
        if entry.post == post.code and not entry.taken_out and entry.ends_at > window.begins_at
    ]
    planned_until = max((span.ends_at for span in held), default=window.begins_at)
    return [
        Gap(
            post=post.code,
            begins_at=free.begins_at,
            ends_at=free.ends_at,
            unplanned=free.begins_at >= planned_until,
        )
        for free in uncovered(tours(post.hours, window, zone), held)
    ]
