"""What the units do: acknowledge or return, handle, request more time, report back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.districts import almanac
from dashboard.domain.commands import (
    Acknowledge,
    FeedBack,
    Report,
    RequestExtension,
    RequestSuspension,
    Return,
)
from dashboard.domain.unit import LimitUnit, Urgency
from feeds.simulator import words
from feeds.simulator.grid_leaders import message
from feeds.simulator.scene import Scene

LATE_WITHIN = timedelta(hours=6)
"""At a faster pace a case becomes late only if its deadline is this near: deadlines keep real time,
and late cases would pile up while everything else passes quickly.
"""
LAST_MINUTE_WITHIN = timedelta(hours=1)
"""The same for cases finished at the last minute, so that a viewer can watch these deadlines."""
AROUND_THE_CLOCK = frozenset({LimitUnit.MINUTE, LimitUnit.HOUR})
EXTENSION_AT = (0.5, 0.7)
ASKS = 0.7
SOONEST_MINUTES = (3, 15)
LEAST = timedelta(minutes=15)
"""The least time that anybody needs to go there and do it."""
SUSPENDED_AFTER_MINUTES = (110, 400)
SLOW_ACKNOWLEDGED = 0.01


@dataclass(frozen=True, slots=True)
class Rest:
    """What items wait for (挂账): the share of cases, the months, and how long."""

    share: float
    days: tuple[int, int]
    months: frozenset[int] = frozenset(range(1, 13))


FROZEN = Rest(0.7, (125, 150), frozenset({11, 12, 1, 2, 3}))
RESTS: Mapping[str, tuple[str, Rest]] = {
    **dict.fromkeys(("0102", "0209"), ("frozen", FROZEN)),
    **dict.fromkeys(("0302", "0306"), ("funding", Rest(0.3, (30, 90)))),
    **dict.fromkeys(("0207", "0308", "0310", "0506", "0217"), ("procedure", Rest(0.5, (30, 120)))),
    **dict.fromkeys(("0111", "0113", "0301", "0507"), ("absent", Rest(0.09, (2, 6)))),
}


def receive(scene: Scene) -> Report:
    """签收, or 退单 by a unit that finds itself not responsible (never for a critical case)."""
    case = scene.case
    unit = case.unit or ""
    at = _returned_at(scene)
    if at is not None:
        reason = words.why("returns", case.item, scene.chance)
        return message(scene, at, Return(case=case.number, unit=unit, reason=reason))
    critical = case.urgency is Urgency.E1
    slow = scene.chance.random() < SLOW_ACKNOWLEDGED * (6 if critical else 1)
    if critical:
        at = scene.minutes(16, 22) if slow else scene.minutes(1, 8)
    elif scene.urgent:
        at = scene.minutes(31, 50) if slow else scene.minutes(3, 25)
    else:
        at = scene.by_day(scene.minutes(5, 100))
    command = Acknowledge(case=case.number, unit=unit, by=f"unit-{unit.lower()}")
    return message(scene, at, command)


def _returned_at(scene: Scene) -> datetime | None:
    """When the unit returns the case; None if it is responsible, or it is too late to return it."""
    case, given_at = scene.case, scene.case.dispatched_at or scene.since
    if case.urgency is Urgency.E1 or case.return_count or not scene.course.returned:
        return None
    at = given_at + timedelta(minutes=scene.drawn("return").uniform(6, 24))
    return scene.by_day(at) if at > scene.since else None


def handle(scene: Scene) -> Report:
    """反馈, after an extension or a suspension if this case's course has one."""
    return _suspension(scene) or _extension(scene) or _feedback(scene)


def _suspension(scene: Scene) -> Report | None:
    """Requests a suspension: frozen ground, a procedure, missing money, nobody at home."""
    case = scene.case
    why, rest = RESTS.get(case.item or "", ("", Rest(0.0, (1, 1))))
    wait = timedelta(minutes=scene.drawn("suspend_at").uniform(*SUSPENDED_AFTER_MINUTES))
    at = scene.awake(scene.pace.after(scene.begun_at, wait))
    wanted = scene.drawn("suspend").random() < rest.share and at.month in rest.months
    if not wanted or case.urgency is Urgency.E1 or case.rework_count or case.resumed_at:
        return None
    if at < scene.since or not _asks(scene):  # a refused request is not repeated
        return None
    days = timedelta(days=scene.chance.randint(*rest.days))
    until = (at + days).replace(minute=0, second=0, microsecond=0)
    reason = words.say(f"suspensions_{why}", scene.chance)
    unit = case.unit or ""
    command = RequestSuspension(case=case.number, unit=unit, reason=reason, until=until)
    return message(scene, at, command)


def _extension(scene: Scene) -> Report | None:
    case = scene.case
    asked = case.extensions or case.rework_count or case.resumed_at
    if case.urgency is Urgency.E1 or asked or not scene.course.extended or not _asks(scene):
        return None
    share = scene.drawn("extend").uniform(*EXTENSION_AT)
    planned = scene.begun_at + share * scene.limit - scene.since
    at = scene.at_work(scene.pace.after(scene.since, planned))
    if planned < timedelta() or at >= scene.due_at:  # a refused request is not repeated
        return None
    unit, until = case.unit or "", _later(scene)
    reason = words.why("extensions", case.item, scene.chance)
    command = RequestExtension(case=case.number, unit=unit, reason=reason, until=until)
    return message(scene, at, command)


def _asks(scene: Scene) -> bool:
    """Whether the unit asks: not every case that could be suspended is."""
    return scene.drawn(f"asks{scene.case.version}").random() < ASKS


def _later(scene: Scene) -> datetime:
    """The deadline plus half the limit, in the unit of the limit."""
    assert scene.case.limit is not None  # noqa: S101 - who has a unit has a limit
    calendar, limit = almanac.calendar(scene.town.district), scene.case.limit
    more = calendar.advance(scene.due_at, calendar.ms_of(limit) // 2, limit.unit)
    return calendar.close(more, limit.unit)


def _feedback(scene: Scene) -> Report:
    case = scene.case
    result = words.result(case.item, case.text, scene.chance)
    least = scene.pace.after(scene.begun_at, LEAST)
    at = max(_done_at(scene), least, scene.minutes(*SOONEST_MINUTES))
    return message(scene, at, FeedBack(case=case.number, unit=case.unit or "", result=result))


def _done_at(scene: Scene) -> datetime:
    case, course = scene.case, scene.course
    if case.rework_count:
        wait = scene.limit * scene.chance.uniform(0.03, 0.12)
        return scene.at_work(scene.pace.after(scene.since, wait))
    left = scene.due_at - scene.since
    if course.late and (scene.pace.speed <= 1 or left <= LATE_WITHIN):
        return _over(scene, course.over)
    share = max(course.share, 0.75) if course.extended else course.share
    planned = scene.begun_at + share * scene.limit
    if case.extensions:  # the granted time is needed
        planned = scene.since + share * left
    if course.last_minute and left <= LAST_MINUTE_WITHIN:
        return scene.at_work(planned)
    return scene.at_work(scene.pace.after(scene.since, planned - scene.since))


def _over(scene: Scene, share: float) -> datetime:
    """After the deadline, at a share of the way to severely late; in working hours for such limits.

    So a case that was due on a Friday and is late is still there on Monday.
    """
    due, limit = scene.due_at, scene.case.limit
    severe = scene.case.severe_at or due
    if limit is None or limit.unit in AROUND_THE_CLOCK:
        return due + share * (severe - due)
    calendar = almanac.calendar(scene.town.district)
    stretch = calendar.counted(due, severe, LimitUnit.WORK_HOUR)
    return calendar.advance(due, max(1, round(share * stretch)), LimitUnit.WORK_HOUR)
