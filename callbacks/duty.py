"""What the duty desk is told: what must be done now, what runs, who is on duty."""

from itertools import islice
from typing import Any

from callbacks.alarm_section import AlarmsTold
from callbacks.call_section import calls_data
from callbacks.duty_papers import printed
from callbacks.duty_roster import RosterTold
from callbacks.load_section import load_data
from callbacks.source_section import channels
from callbacks.wall.common import slots
from callbacks.warning_section import warnings_data
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.open_points import (
    OpenPoint,
    PointKind,
    gathered,
    in_order,
    of_alerts,
    of_case,
    of_incident,
    of_instructions,
    of_party,
    of_task,
)
from dashboard.domain.duty.shifts import Shift, waiting
from dashboard.domain.incident import DRILL_MARK, Incident
from dashboard.domain.report_clocks import next_due
from dashboard.domain.unit import Urgency
from dashboard.live.follower import Follower
from dashboard.live.hub import ComparedModel, Model
from dashboard.live.picture import Picture
from dashboard.live.rows import NEVER
from dashboard.streams.sources import SourceActivity
from dashboard.system import System, from_ms, to_ms

DUTY = "duty"
SCREEN = f"{DUTY}:whole"
"""One screen for everybody on duty."""
POINTS = 40
RUNNING = 12
ENTRIES = 40


def show(system: System, follower: Follower) -> ComparedModel:
    """What the hub tells under the name of `SCREEN`."""
    alarms, roster = AlarmsTold(), RosterTold()

    def now() -> Model:
        with follower.lock:
            return model(system, follower, roster) | alarms.of(follower.picture)

    return ComparedModel(now)


def model(system: System, follower: Follower, roster: RosterTold) -> Model:
    """The sections; the browser makes times and lamps of the instants."""
    with follower.lock:
        picture, health = follower.picture, follower.health
        points = open_points(system, picture, health.silent)
        return {
            "points": slots(_point_data(point) for point in points[:POINTS]),
            "more": {"n": max(0, len(points) - POINTS)},
            "incidents": slots(
                _incident(system, picture, one)
                for one in islice(picture.running_incidents(), RUNNING)
            ),
            "papers": slots(printed(picture)),
            "units": {
                code: {name: told[name] for name in ("on_duty", "said", "open", "overdue")}
                for code in system.district.units
                for told in [load_data(picture, code)]
            },
            "warnings": warnings_data(picture, full=True),
            "calls": calls_data(system, picture),
            "log": slots(_entry(one) for one in picture.duty_room.newest()[:ENTRIES]),
            "shift": {"now": _shift(picture.duty_room.on_duty)},
            "before": {"now": _before(picture.duty_room.before)},
            "system": {
                "redis": "away" if health.redis_away else "ok",
                "late_workers": list(health.late_workers),
                "demo": system.settings.demo,
                "pack": health.pack_at,
            },
            "sources": channels(health, named=True),
            **roster.of(system, picture),
        }


def open_points(
    system: System, picture: Picture, silent: dict[str, SourceActivity]
) -> list[OpenPoint]:
    """Everything that waits at the duty desk, by time left; the picture's lock is held."""
    now = from_ms(picture.now_ms)
    at_hand = [*picture.incidents.values(), *(o for o in picture.major.over if o.at_hand)]
    found = [point for one in at_hand for point in of_incident(one, system.zone)]
    known = {one.number: one for one in (*picture.incidents.values(), *picture.major.over)}
    open_tasks = picture.duty_room.workspaces.open_tasks()
    found += [of_task(task, known.get(task.incident)) for task in open_tasks]
    running = picture.incidents
    on_site = picture.duty_room.workspaces.on_site(running)
    found += [of_party(one, running[one.incident]) for one in on_site]
    cases: list[tuple[str | None, OpenPoint]] = []
    for row in [row for row in picture.rows.values() if row.urgency is Urgency.E1]:
        due_at = None if row.due_at == NEVER else from_ms(row.due_at)
        cases += [(row.incident, point) for point in of_case(row, due_at, now)]
    found += gathered(cases, running)
    found += of_instructions(picture.duty_room.instructions.waiting())
    found += of_alerts(picture.alerts.values(), now, found)
    found += waiting(picture.duty_room.on_duty)
    found += [
        OpenPoint(kind=PointKind.SOURCE, of=name, since=from_ms(heard.at))
        for name, heard in silent.items()
    ]
    return in_order(found)


def _point_data(point: OpenPoint) -> dict[str, Any]:
    return {
        "key": point.key,
        "kind": point.kind.value,
        "of": point.of,
        "since": to_ms(point.since),
        "due": to_ms(point.due_at) if point.due_at else None,
        "more": point.more,
        "n": point.number,
        "unsigned": point.unsigned,
        "title": point.title,
        "drill": point.title.startswith(DRILL_MARK),
        "item": point.item,
        "street": point.street,
        "grid": point.grid,
    }


def _incident(system: System, picture: Picture, one: Incident) -> dict[str, Any]:
    owed = next_due(one, system.zone)
    return {
        "no": one.number,
        "title": one.title,
        "status": one.state.value,
        "level": one.response_level or one.event_level,
        "street": one.street,
        "grid": one.grid,
        "known_at": to_ms(one.known_at),
        "cases": len(picture.major.cases(one.number)),
        "drill": one.drill,
        "owed": None
        if owed is None
        else {
            "kind": owed.kind.value,
            "n": owed.number,
            "due": to_ms(owed.due_at),
            "soon": to_ms(owed.soon_at),
            "unsigned": owed.unsigned,
        },
    }


def _entry(entry: LogEntry) -> dict[str, Any]:
    return {
        "no": entry.number,
        "kind": entry.kind.value,
        "at": to_ms(entry.at),
        "entered": to_ms(entry.entered_at) if entry.late else None,
        "whom": entry.whom,
        "words": entry.words,
        "name": entry.name,
        "struck": entry.struck_by,
        "why": entry.struck_why,
    }


def _shift(shift: Shift | None) -> dict[str, Any] | None:
    if shift is None:
        return None
    return {
        "no": shift.number,
        "officer": shift.officer,
        "name": shift.name,
        "since": to_ms(shift.began_at),
        "sheet": _sheet(shift),
    }


def _sheet(shift: Shift) -> dict[str, Any] | None:
    sheet = shift.handover
    if sheet is None:
        return None
    return {
        "offered": to_ms(sheet.offered_at),
        "due": to_ms(sheet.accept_by),
        "by": sheet.offered_by,
        "by_name": sheet.offered_name,
        "word": sheet.word,
        "incoming": sheet.incoming,
        "incoming_name": sheet.incoming_name,
        "left_out": sheet.left_out,
        "lines": [_point_data(line) for line in sheet.lines],
        "seen": list(sheet.seen),
    }


def _before(shift: Shift | None) -> dict[str, Any] | None:
    if shift is None or shift.ended_at is None:
        return None
    told = {"no": shift.number, "name": shift.name, "taken": shift.taken_name}
    return told | {"ended": to_ms(shift.ended_at)}
