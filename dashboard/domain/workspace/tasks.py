"""Tasks of an incident: what, who answers for it, until when; how one stands follows from now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import (
    Entering,
    need_place,
    need_text,
    need_unreviewed,
)

TASKS_MAX = 100
"""Of one incident."""
AHEAD = timedelta(days=30)
"""The longest limit."""
SOON = timedelta(minutes=15)
"""So long before its limit a task is due soon."""
GAP_LIMIT = timedelta(hours=24)
"""The limit of a task that is made of a milestone missing at the end."""


class TaskStatus(StrEnum):
    """处置中、将到期、逾期、已答复、迟答复、已撤."""

    OPEN = "OPEN"
    DUE_SOON = "DUE_SOON"
    LATE = "LATE"
    ANSWERED = "ANSWERED"
    ANSWERED_LATE = "ANSWERED_LATE"
    DROPPED = "DROPPED"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTask:
    """One task. Either `unit` or `post`, a post of the duty room, answers for it.

    `gap` names the milestone that nobody had noted when the incident ended, for a task of that.
    """

    number: str
    version: int
    incident: str
    words: str
    due_at: datetime
    set_at: datetime
    set_by: str
    name: str
    unit: str = ""
    post: str = ""
    gap: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    dropped_at: datetime | None = None
    dropped_by: str = ""
    dropped_why: str = ""

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"task:{self.number}"

    @property
    def open(self) -> bool:
        """Neither answered nor dropped."""
        return self.answered_at is None and self.dropped_at is None

    @property
    def soon_at(self) -> datetime:
        """From when on it is due soon."""
        return max(self.set_at, self.due_at - SOON)

    def status(self, now: datetime) -> TaskStatus:
        """How it stands at this instant."""
        if self.dropped_at is not None:
            return TaskStatus.DROPPED
        if self.answered_at is not None:
            late = self.answered_at > self.due_at
            return TaskStatus.ANSWERED_LATE if late else TaskStatus.ANSWERED
        if now > self.due_at:
            return TaskStatus.LATE
        return TaskStatus.DUE_SOON if now >= self.soon_at else TaskStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTask:
    """派任务 to a unit or to a post of the duty room, with a limit."""

    incident: str
    words: str
    due_at: datetime
    unit: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTask:
    """答复: what came of it; the duty desk enters it for who answered."""

    incident: str
    number: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTask:
    """撤销: it isn't needed any more, for a reason."""

    incident: str
    number: str
    reason: str


TaskCommand = SetTask | AnswerTask | DropTask


def given_out(
    incident: Incident, command: SetTask, entry: Entering, district: District, there: int
) -> IncidentTask:
    """The new task; `there` is how many the incident has. Raises `Refused`."""
    need_unreviewed(incident)
    need_place(there, TASKS_MAX)
    _need_owner(command, district)
    if command.due_at <= entry.now:
        raise Refused("LIMIT_PASSED", "Its limit has to be in the future.")
    if command.due_at > entry.now + AHEAD:
        days = AHEAD.days
        raise Refused("LIMIT_TOO_FAR", f"A limit is at most {days} days ahead.", days=days)
    return IncidentTask(
        number=entry.number,
        version=1,
        incident=incident.number,
        words=need_text("words", command.words),
        due_at=command.due_at,
        set_at=entry.now,
        set_by=entry.by.login,
        name=entry.by.name,
        unit=command.unit,
        post=command.post,
    )


def _need_owner(command: SetTask, district: District) -> None:
    known = command.unit in district.units if command.unit else command.post in district.posts
    if not known or bool(command.unit) == bool(command.post):
        raise Refused("NO_SUCH_OWNER", "A task belongs to one unit, or to one post.")


def settled(
    incident: Incident,
    task: IncidentTask | None,
    command: AnswerTask | DropTask,
    by: Person,
    now: datetime,
) -> IncidentTask:
    """The task with its answer, or dropped; only an open one. Raises `Refused`.

    An open task of a reviewed incident may still be answered: the review names it as a gap.
    """
    if task is None or task.incident != incident.number:
        raise Refused("NO_SUCH_TASK", "There is no such task.")
    if task.answered_at is not None:
        words = f"{task.answered_by} has entered its answer."
        raise Refused("TASK_ANSWERED", words, who=task.answered_by, at=task.answered_at)
    if task.dropped_at is not None:
        words = f"{task.dropped_by} has dropped it."
        raise Refused("TASK_DROPPED", words, who=task.dropped_by, at=task.dropped_at)
    version = task.version + 1
    if isinstance(command, AnswerTask):
        answer = need_text("answer", command.answer)
        return replace(task, version=version, answer=answer, answered_at=now, answered_by=by.name)
    why = need_text("reason", command.reason)
    return replace(task, version=version, dropped_at=now, dropped_by=by.name, dropped_why=why)


def by_time_left(tasks: Iterable[IncidentTask]) -> list[IncidentTask]:
    """The open ones, the one that falls due first at the beginning."""
    return sorted((one for one in tasks if one.open), key=lambda one: (one.due_at, one.number))
