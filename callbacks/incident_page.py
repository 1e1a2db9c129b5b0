"""What the workspace of an incident is told: its record, its work, its cases with their clocks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from callbacks.alarm_section import AlarmsTold
from callbacks.incident_command import command_data, parties_data, resources_data
from callbacks.incident_suggestions import around, suggestions
from callbacks.incident_timeline import timeline
from callbacks.report_section import in_order, report_data
from callbacks.source_section import channels
from callbacks.wall.common import case_data, clock_data, slots
from dashboard.domain.case import Case
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import against, milestones
from dashboard.domain.milestones import Milestone, NotedMilestone
from dashboard.domain.report_clocks import clocks
from dashboard.domain.workspace.numbers import Measure, latest, reported
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.live.follower import Follower
from dashboard.live.hub import ComparedModel, Model
from dashboard.live.incident_files import AskedFile, IncidentFiles, ReadFile
from dashboard.live.picture import Picture
from dashboard.live.presence import Looks
from dashboard.live.rows import Row
from dashboard.live.sections import CachedValue
from dashboard.store.workspace import IncidentFile
from dashboard.system import System, to_ms
from layouts.acts import INCIDENT_ACTS

INCIDENT = "incident"
CASES_MAX = 200
"""Of the linked cases, those that fall due first."""
_NUMBER = re.compile(r"[A-Z]{1,8}\d{8}-\d{2,8}\Z", re.ASCII)
OF_INCIDENT = (
    "head",
    "acts",
    "reports",
    "milestones",
    "tasks",
    "numbers",
    "command",
    "resources",
    "parties",
    "timeline",
)


def number_of(text: str) -> str | None:
    """An incident's number as it is written; None for anything else."""
    return text if _NUMBER.match(text) else None


def screen_of(asked: str) -> str | None:
    """The hub's name of the screen that a browser asks for, such as `incident?no=NGI…`."""
    no = number_of(parse_qs(asked.partition("?")[2]).get("no", [""])[-1])
    return f"{INCIDENT}:{no}" if no else None


@dataclass(frozen=True, slots=True)
class Watching:
    """What such screens need besides the picture: the files, and who looks at which incident."""

    files: IncidentFiles
    looks: Callable[[], Looks]


class IncidentScreen(ComparedModel):
    """One incident's workspace; all who watch it are told the same."""

    def __init__(self, system: System, follower: Follower, watching: Watching, number: str) -> None:
        super().__init__(self._now)
        self._system = system
        self._follower = follower
        self._files, self._looks = watching.files, watching.looks
        self._number = number
        self._alarms = AlarmsTold()
        self._made = CachedValue[Model]()

    def forget(self) -> None:
        super().forget()
        self._files.forget(self._number)

    def _now(self) -> Model:
        with self._follower.lock:
            picture, health = self._follower.picture, self._follower.health
            marker = picture.duty_room.workspaces.marker(self._number)
            asked = AskedFile(marker, around(self._system, picture, self._number))
            read = self._files.last(self._number, asked)
            cases, near = _of_picture(self._system, picture, read)
            alarms = self._alarms.of(picture)
        return {
            **self._made.of(lambda: _of_file(self._system, read), read),
            **alarms,
            "cases": cases,
            "near": near,
            "watch": {"now": self._looks().get(self._number, [])},
            "system": {
                "redis": "away" if health.redis_away else "ok",
                "late_workers": list(health.late_workers),
                "demo": self._system.settings.demo,
            },
            "sources": channels(health, named=True),
        }


def _of_file(system: System, read: ReadFile | None) -> Model:
    """The sections that follow from the file; the browser makes times and lamps of the instants."""
    if read is None or read.found is None:
        empty: Model = {name: {} for name in OF_INCIDENT}
        return empty | {"head": {"now": None, "there": read is None}}
    file, one = read.found, read.found.incident
    return {
        "head": {"now": _head(file), "there": True},
        "acts": {act.name: against(one, act.command) is None for act in INCIDENT_ACTS[1:]},
        "reports": slots(report_data(clock) for clock in in_order(clocks(one, system.zone))),
        "milestones": {
            name.value: None
            if noted is None
            else {
                "at": to_ms(noted.at),
                "entered": to_ms(noted.entered_at) if _is_late(noted) else None,
            }
            for name, noted in milestones(one).items()
        },
        "tasks": {task.number: task_data(task) for task in file.tasks},
        "numbers": _numbers(file),
        "command": command_data(file.seats),
        "resources": resources_data(file.resources),
        "parties": parties_data(file.parties),
        "timeline": timeline(file),
    }


def _is_late(noted: NotedMilestone) -> bool:
    """When it became known is nobody's late entry."""
    return bool(noted.by) and noted.late and noted.milestone is not Milestone.KNOWN


def _head(file: IncidentFile) -> dict[str, Any]:
    one = file.incident
    return {
        "no": one.number,
        "title": one.title,
        "kind": one.kind.value,
        "text": one.text,
        "status": one.state.value,
        "level": one.response_level or one.event_level,
        "warning": one.warning_level,
        "street": one.street,
        "grid": one.grid,
        "address": one.address,
        "known_at": to_ms(one.known_at),
        "declared_at": _ms(one.declared_at),
        "declared_by": file.names.get(one.declared_by, one.declared_by),
        "over_at": _ms(one.over_at),
        "outcome": one.outcome,
        "reviewed_at": _ms(one.reviewed_at),
        "reviewed_by": file.names.get(one.reviewed_by, one.reviewed_by),
        "review": one.review,
        "left_out": file.left_out,
        "linked": len(one.cases),
    }


def _ms(at: Any) -> int | None:
    return to_ms(at) if at else None


def task_data(task: IncidentTask) -> dict[str, Any]:
    """A task with the instants from which its status follows."""
    return {
        "no": task.number,
        "words": task.words,
        "unit": task.unit,
        "post": task.post,
        "set": to_ms(task.set_at),
        "due": to_ms(task.due_at),
        "soon": to_ms(task.soon_at),
        "by": task.name,
        "gap": task.gap,
        "answer": task.answer,
        "answered": _ms(task.answered_at),
        "answered_by": task.answered_by,
        "dropped": _ms(task.dropped_at),
        "dropped_by": task.dropped_by,
        "why": task.dropped_why,
    }


def _numbers(file: IncidentFile) -> dict[str, Any]:
    """Each measure that anybody has given, with the value that the last signed report had."""
    known, before = latest(file.numbers), reported(file.incident, file.numbers)
    return {
        measure.value: {
            "no": row.number,
            "value": row.value,
            "source": row.source,
            "at": to_ms(row.at),
            "entered": to_ms(row.entered_at) if row.late else None,
            "by": row.name,
            "reported": before.get(measure),
            "any": bool(before),
        }
        for measure, row in ((one, known[one]) for one in Measure if one in known)
    }


def _of_picture(
    system: System, picture: Picture, read: ReadFile | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The linked cases, and those that may belong to it, as they are now."""
    if read is None or read.found is None:
        return {}, {}
    incident = picture.incidents.get(read.found.incident.number)
    near = suggestions(system, picture, incident, read.around) if incident else {}
    return _cases(picture, read.found), near


def _cases(picture: Picture, file: IncidentFile) -> dict[str, Any]:
    """The linked cases: open ones as they are now, by time left, then the others."""
    linked: set[str] = set(picture.major.cases(file.incident.number)) | set(file.incident.cases)
    rows = [picture.rows[number] for number in linked if number in picture.rows]
    rows.sort(key=lambda row: (row.due_at, row.number))
    over = [one for one in file.cases if one.number not in picture.rows]
    told = [*(_open_case(row) for row in rows), *(_closed_case(one) for one in over)]
    return {one["no"]: one for one in told[:CASES_MAX]}


def _open_case(row: Row) -> dict[str, Any]:
    more = {"unit": row.unit, "state": row.state.value, "open": True}
    return case_data(row) | clock_data(row) | more


def _closed_case(one: Case) -> dict[str, Any]:
    return {
        "no": one.number,
        "urgency": one.urgency.value,
        "item": one.item,
        "street": one.street,
        "grid": one.grid,
        "due": None,
        "severe_at": None,
        "unit": one.unit,
        "state": one.state.value,
        "open": False,
    }


def is_watched(picture: Picture, number: str) -> bool:
    """Whether this is an incident that somebody may be looking at in its workspace."""
    known: list[Incident] = [*picture.incidents.values(), *picture.major.over]
    return any(one.number == number for one in known)
