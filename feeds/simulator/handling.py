"""What the units do: acknowledge or return, handle, ask for more time, report back."""

from datetime import datetime, timedelta

from dashboard.districts import almanac
from dashboard.domain.commands import (
    Acknowledge,
    CaseCommand,
    FeedBack,
    RequestExtension,
    RequestSuspension,
    Return,
)
from dashboard.domain.unit import Urgency
from feeds.simulator import words
from feeds.simulator.scene import Scene

LATE_WITHIN = timedelta(hours=6)
"""At a faster pace a case is late only if its deadline is this near: deadlines keep real time,
and without this the late ones would pile up while everything else flies past."""
LAST_MINUTE_WITHIN = timedelta(hours=1)
"""The same for cases that are done at the last minute: these deadlines can be watched."""
EXTENSION_AT = 0.7
ASKS = 0.5
FROZEN_ITEMS = frozenset({"0102", "0207", "0209"})
FROZEN_MONTHS = frozenset({11, 12, 1, 2, 3})
SUSPENDED = 0.3
SUSPENSION_DAYS = 140
SOONEST_MINUTES = (3, 15)

Turn = tuple[datetime, CaseCommand]


def receive(scene: Scene) -> Turn:
    """签收, or 退单 by a unit that finds the case isn't its own (never a critical one)."""
    case = scene.case
    unit = case.unit or ""
    may_return = case.urgency is not Urgency.E1 and not case.return_count
    if may_return and scene.fate.returned:
        reason = words.say("returns", scene.chance)
        at = scene.by_day(scene.minutes(8, 28))
        return at, Return(case=case.number, unit=unit, reason=reason)
    if case.urgency is Urgency.E1:
        at = scene.minutes(1, 8)
    elif scene.urgent:
        at = scene.minutes(3, 25)
    else:
        at = scene.by_day(scene.minutes(5, 110))
    return at, Acknowledge(case=case.number, unit=unit, by=f"unit-{unit.lower()}")


def handle(scene: Scene) -> Turn:
    """反馈, after asking for more time or for a suspension where that is this case's course."""
    return _suspension(scene) or _extension(scene) or _feedback(scene)


def _suspension(scene: Scene) -> Turn | None:
    """Frozen ground can't be dug: the unit asks to wait for the thaw."""
    case = scene.case
    at = scene.by_day(scene.minutes(30, 300))
    frozen = case.item in FROZEN_ITEMS and at.month in FROZEN_MONTHS
    wanted = scene.town.chance("suspend", case.number).random() < SUSPENDED
    if not (frozen and wanted) or case.suspension_pending or case.rework_count:
        return None
    if not _asks(scene):
        return None
    until = (at + timedelta(days=SUSPENSION_DAYS)).replace(minute=0, second=0, microsecond=0)
    reason = words.say("suspensions", scene.chance)
    unit = case.unit or ""
    return at, RequestSuspension(case=case.number, unit=unit, reason=reason, until=until)


def _extension(scene: Scene) -> Turn | None:
    case = scene.case
    asked = case.extension_pending or case.extensions or case.rework_count
    if case.urgency is Urgency.E1 or asked or not scene.fate.extended or not _asks(scene):
        return None
    planned = max(scene.begun_at + EXTENSION_AT * scene.limit - scene.since, timedelta(minutes=5))
    at = scene.by_day(scene.pace.after(scene.since, planned))
    if at >= scene.due_at:
        return None
    unit, until = case.unit or "", _later(scene)
    reason = words.say("extensions", scene.chance)
    return at, RequestExtension(case=case.number, unit=unit, reason=reason, until=until)


def _asks(scene: Scene) -> bool:
    """Who has been refused asks again half the time, and some time no more."""
    return scene.town.chance("asks", scene.case.number, scene.case.version).random() < ASKS


def _later(scene: Scene) -> datetime:
    """The deadline and half the limit more, as the limit counts."""
    assert scene.case.limit is not None  # noqa: S101 - who has a unit has a limit
    calendar, limit = almanac.calendar(scene.town.district), scene.case.limit
    more = calendar.advance(scene.due_at, calendar.ms_of(limit) // 2, limit.unit)
    return calendar.close(more, limit.unit)


def _feedback(scene: Scene) -> Turn:
    case = scene.case
    result = words.result(case.item, scene.chance)
    at = max(_done_at(scene), scene.minutes(*SOONEST_MINUTES))
    return at, FeedBack(case=case.number, unit=case.unit or "", result=result)


def _done_at(scene: Scene) -> datetime:
    case, course = scene.case, scene.fate
    if case.rework_count:
        wait = scene.limit * scene.chance.uniform(0.03, 0.12)
        return scene.by_day(scene.pace.after(scene.since, wait))
    left = scene.due_at - scene.since
    if course.late and (scene.pace.speed <= 1 or left <= LATE_WITHIN):
        severe_at = case.severe_at or scene.due_at
        return scene.due_at + course.over * (severe_at - scene.due_at)
    planned = scene.begun_at + course.share * scene.limit
    if course.last_minute and left <= LAST_MINUTE_WITHIN:
        return scene.by_day(planned)
    return scene.by_day(scene.pace.after(scene.since, planned - scene.since))
