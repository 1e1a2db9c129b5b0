"""What the wall of a major incident gets: what happens, and what is late in the response.

Only what the system knows: the incident's own record, its linked open cases with their clocks, and
the acts on it. Every list is bounded, however many cases a disaster brings.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from heapq import nsmallest
from itertools import islice, takewhile
from typing import Any

from callbacks.instruction_section import instruction_data
from callbacks.report_section import in_order, report_data
from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import (
    INCIDENTS_MAX,
    ModelInput,
    ViewMaker,
    case_data,
    clock_data,
    frame,
    linked_cases,
    running_here,
    slots,
)
from dashboard.domain.act_lines import ActLine
from dashboard.domain.changes import Heading
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import milestones
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.report_clocks import ReportClock, clocks
from dashboard.domain.situation_reports import SituationKind
from dashboard.domain.unit import Urgency
from dashboard.domain.workspace.command_seats import LEADING
from dashboard.domain.workspace.numbers import Measure
from dashboard.domain.workspace.resources import STANDING
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import RED, Row
from dashboard.live.sections import CachedValue, ListSection, alone
from dashboard.system import System, from_ms, to_ms

LINKED = 60
HOLDERS = 20
LATE_E1 = 10
REPORTS = 12
TASKS = 24
UNSTAFFED = 24
TWO_DAYS = timedelta(days=2)
MASKS: masks.Masks = {
    "large": masks.incident,
    "others": masks.incident,
    "over": masks.incident,
    "linked": masks.cases,
    "holders": masks.whole,
    "watch": masks.cases,
    "affected": None,
    "acts": None,
    "reports": None,
    "milestones": None,
    "tasks": None,
    "numbers": None,
    "command": None,
    "unstaffed": None,
    "instruction": None,
}


class IncidentsWall:
    """The model of /wall/incidents; `no` chooses which one is shown large, else the gravest.

    All but the frame follows from the incidents and their open cases: see `Incidents.touches`.
    """

    def __init__(self, _: System, __: WallRequest) -> None:
        self._made = CachedValue[Model]()
        self._watch = ListSection(_watched, slots)
        self._unstaffed = CachedValue[dict[str, Any]]()
        self._instruction = CachedValue[dict[str, Any]]()

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        work = picture.duty_room.workspaces.touches
        made = self._made.of(lambda: _sections(seen), picture, picture.major.touches, work)
        watched = [] if made["large"]["now"] else _late_e1(picture)
        roster, day = picture.duty_room.roster, picture.day_start_ms
        unstaffed = self._unstaffed.of(lambda: _unstaffed(seen), picture, roster.touches, day)
        return (
            frame(seen)
            | made
            | {
                "watch": self._watch.of(alone(watched)),
                "unstaffed": unstaffed,
                "instruction": self._told(picture, made["large"]["now"]),
            }
        )

    def _told(self, picture: Picture, large: dict[str, Any] | None) -> dict[str, Any]:
        """The latest instruction about the large incident that isn't withdrawn."""
        number = large["no"] if large else ""
        known = picture.duty_room.instructions
        return self._instruction.of(
            lambda: {"now": _latest(known.of(About.INCIDENT, number))},
            picture,
            known.touches,
            number,
        )


view_of: ViewMaker = IncidentsWall


def _latest(found: list[Instruction]) -> dict[str, Any] | None:
    one = next((one for one in found if one.withdrawn_at is None), None)
    return instruction_data(one) if one else None


def _sections(seen: ModelInput) -> Model:
    picture, inside = seen.picture, seen.asked.profile == "inside"
    running = running_here(picture, inside=inside)
    large = next((one for one in running if one.number == seen.asked.no), None)
    large = large or (running[0] if running else None)
    others = [one for one in running if one is not large][: INCIDENTS_MAX - 1]
    quiet = {
        "large": {"now": None},
        "linked": {},
        "holders": {},
        "affected": {},
        "acts": {},
        "reports": {},
        "milestones": {},
        "tasks": {},
        "numbers": {},
        "command": {},
    }
    return {
        "others": slots(_incident_data(seen, one) for one in others),
        "over": slots(_over(seen, one) for one in picture.major.over if inside or not one.drill),
    } | (quiet if large is None else _large(seen, large))


def _large(seen: ModelInput, large: Incident) -> Model:
    picture = seen.picture
    linked = linked_cases(picture, large.number, seen.shows)
    late = sum(row.lamp(picture.now_ms) >= RED for row in linked)
    told = _incident_data(seen, large) | {
        "linked_open": len(linked),
        "linked_late": late,
        "linked_closed": max(0, len(large.cases) - picture.major.count(large.number)),
        "declared_at": to_ms(large.declared_at) if large.declared_at else None,
        "declared_by": picture.major.roles.get(large.declared_by),
    }
    first = nsmallest(LINKED, linked, key=lambda row: (row.due_at, row.number))
    return {
        "large": {"now": told},
        "linked": slots(_linked(row) for row in first),
        "holders": slots(_holders(linked, picture.now_ms)),
        "affected": _affected(seen, large, linked),
        "acts": slots(_act(picture, line) for line in reversed(_acts(picture, large))),
        "reports": slots(report_data(one) for one in in_order(_clocks(seen, large))[:REPORTS]),
        "milestones": {
            one.value: to_ms(noted.at) if noted else None
            for one, noted in milestones(large).items()
        },
        "tasks": slots(_task(one) for one in _tasks(picture, large)[:TASKS]),
        "numbers": slots(_numbers(picture, large)),
        "command": _command(picture, large),
    }


def _incident_data(seen: ModelInput, one: Incident) -> dict[str, Any]:
    """What every list has of an incident; visitors get its kind, not its title."""
    return {
        "no": one.number,
        "title": one.title if seen.asked.profile == "inside" else None,
        "kind": one.kind.value,
        "status": one.state.value,
        "level": one.response_level or one.event_level,
        "grid": one.grid,
        "street": one.street,
        "known_at": to_ms(one.known_at),
        "drill": one.drill,
        "over_at": to_ms(one.over_at) if one.over_at else None,
    }


def _over(seen: ModelInput, one: Incident) -> dict[str, Any]:
    """An ended incident and its final report; one from before report clocks needs none."""
    final = [clock for clock in _clocks(seen, one) if clock.kind is SituationKind.FINAL]
    told = _incident_data(seen, one)
    return told | {"final": report_data(final[0])} if final and one.reports else told


def _clocks(seen: ModelInput, one: Incident) -> tuple[ReportClock, ...]:
    return clocks(one, seen.system.zone)


def _watched(row: Row) -> dict[str, Any]:
    return case_data(row) | clock_data(row)


def _linked(row: Row) -> dict[str, Any]:
    return case_data(row) | clock_data(row) | {"unit": row.unit, "state": row.state.value}


def _holders(linked: list[Row], now_ms: int) -> list[dict[str, Any]]:
    """Which units have the open cases; those with the most late ones first."""
    open_cases = Counter(row.unit for row in linked)
    late = Counter(row.unit for row in linked if row.lamp(now_ms) >= RED)
    order = sorted(open_cases, key=lambda unit: (-late[unit], -open_cases[unit], unit or ""))
    told = [{"unit": unit, "open": open_cases[unit], "overdue": late[unit]} for unit in order]
    return told[:HOLDERS]


def _affected(seen: ModelInput, large: Incident, linked: list[Row]) -> dict[str, Any]:
    """How many open cases of it each grid has; its own grid is there even without any."""
    counts = Counter(row.grid for row in linked) + Counter()
    grids = seen.system.district.grids
    return {grids[no].code: counts[no] for no in {*counts, large.grid}}


def _acts(picture: Picture, large: Incident) -> tuple[ActLine[Heading], ...]:
    return picture.major.acts.get(large.number, ())


def _act(picture: Picture, line: ActLine[Heading]) -> dict[str, Any]:
    done, role = line.last, picture.major.roles.get(line.last.by)
    return {"at": to_ms(done.at), "act": line.act, "n": line.cases, "role": role}


def _tasks(picture: Picture, large: Incident) -> list[IncidentTask]:
    return picture.duty_room.workspaces.tasks_of(large.number)


def _task(task: IncidentTask) -> dict[str, Any]:
    """An open task: who answers for it, and the instants from which its status follows."""
    return {
        "no": task.number,
        "words": task.words,
        "gap": task.gap,
        "unit": task.unit,
        "post": task.post,
        "due": to_ms(task.due_at),
        "soon": to_ms(task.soon_at),
    }


def _numbers(picture: Picture, large: Incident) -> Iterator[dict[str, Any]]:
    """How many are concerned, each with its source and time; what nobody has given isn't there."""
    known = picture.duty_room.workspaces.numbers_of(large.number)
    for measure in Measure:
        row = known.get(measure)
        if row is not None:
            told = {"measure": measure.value, "value": row.value, "source": row.source}
            yield told | {"at": to_ms(row.at)}


def _command(picture: Picture, large: Incident) -> dict[str, Any]:
    """Who commands it, and how many resources are in each stage; never how to reach anybody."""
    known = picture.duty_room.workspaces
    seats, stages = known.seats_of(large.number), Counter[str]()
    for one in known.resources_of(large.number):
        stages[one.stage.value] += one.amount
    leading = {role.value: seats[role].now.holder for role in LEADING if role in seats}
    return leading | {stage.value: stages[stage] for stage in STANDING}


def _unstaffed(seen: ModelInput) -> dict[str, Any]:
    """The posts of the duty room that are nobody's today and tomorrow; the browser knows now."""
    day = from_ms(seen.picture.day_start_ms)
    gaps = seen.picture.duty_room.roster.gaps(seen.system.district.posts, day, seen.system.zone)
    near = [gap for gap in gaps if gap.ends_at > day and gap.begins_at < day + TWO_DAYS]
    return slots(
        {"post": gap.post, "from": to_ms(gap.begins_at), "to": to_ms(gap.ends_at)}
        for gap in near[:UNSTAFFED]
    )


def _late_e1(picture: Picture) -> list[Row]:
    """Late E1 cases, which are first among the overdue: an incident may come of them."""
    rows = (picture.rows[rank[3]] for rank in picture.overdue)
    return list(islice(takewhile(lambda row: row.urgency is Urgency.E1, rows), LATE_E1))
