"""What the wall of a major incident gets: what happens, and what is late in the response.

Only what the system knows: the incident's own record, its linked open cases with their clocks, and
the acts on it. Every list is bounded, however many cases a disaster brings.
"""

from collections import Counter
from datetime import timedelta
from heapq import nsmallest
from itertools import islice, takewhile
from typing import Any

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
    slots,
)
from dashboard.domain.changes import Heading
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import milestones
from dashboard.domain.report_clocks import ReportClock, clocks
from dashboard.domain.situation_reports import SituationKind
from dashboard.domain.unit import Urgency
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.rows import RED, Row
from dashboard.live.sections import CachedValue, ListSection, alone
from dashboard.system import System, from_ms, to_ms

LINKED = 60
HOLDERS = 20
LATE_E1 = 10
REPORTS = 12
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
    "unstaffed": None,
}


class IncidentsWall:
    """The model of /wall/incidents; `no` chooses which one is shown large, else the gravest.

    All but the frame follows from the incidents and their open cases: see `Incidents.touches`.
    """

    def __init__(self, _: System, __: WallRequest) -> None:
        self._made = CachedValue[Model]()
        self._watch = ListSection(_watched, slots)
        self._unstaffed = CachedValue[dict[str, Any]]()

    def __call__(self, seen: ModelInput) -> Model:
        picture = seen.picture
        made = self._made.of(lambda: _sections(seen), picture, picture.major.touches)
        watched = [] if made["large"]["now"] else _late_e1(picture)
        roster, day = picture.duty_room.roster, picture.day_start_ms
        unstaffed = self._unstaffed.of(lambda: _unstaffed(seen), picture, roster.touches, day)
        return (
            frame(seen) | made | {"watch": self._watch.of(alone(watched)), "unstaffed": unstaffed}
        )


view_of: ViewMaker = IncidentsWall


def _sections(seen: ModelInput) -> Model:
    picture = seen.picture
    running = picture.running_incidents()
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
    }
    return {
        "others": slots(_incident_data(seen, one) for one in others),
        "over": slots(_over(seen, one) for one in picture.major.over),
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
        "acts": slots(_act(picture, done) for done in reversed(_acts(picture, large))),
        "reports": slots(_report(one) for one in _in_order(seen, large)[:REPORTS]),
        "milestones": {
            one.value: to_ms(noted.at) if noted else None
            for one, noted in milestones(large).items()
        },
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
        "over_at": to_ms(one.over_at) if one.over_at else None,
    }


def _over(seen: ModelInput, one: Incident) -> dict[str, Any]:
    """An ended incident and its final report; one from before report clocks needs none."""
    final = [clock for clock in _clocks(seen, one) if clock.kind is SituationKind.FINAL]
    told = _incident_data(seen, one)
    return told | {"final": _report(final[0])} if final and one.reports else told


def _clocks(seen: ModelInput, one: Incident) -> tuple[ReportClock, ...]:
    return clocks(one, seen.system.zone)


def _in_order(seen: ModelInput, one: Incident) -> list[ReportClock]:
    """Owed reports by time left, then delivered ones, the latest first."""
    found = _clocks(seen, one)
    owed = [clock for clock in found if clock.delivered_at is None]
    out = [(clock.delivered_at, clock) for clock in found if clock.delivered_at is not None]
    return [
        *sorted(owed, key=lambda clock: clock.due_at),
        *(clock for _, clock in sorted(out, key=lambda one: one[0], reverse=True)),
    ]


def _report(clock: ReportClock) -> dict[str, Any]:
    """The instants from which the browser derives the report's status."""
    return {
        "id": f"{clock.kind}{clock.number}",
        "kind": clock.kind.value,
        "n": clock.number,
        "due": to_ms(clock.due_at),
        "soon": to_ms(clock.soon_at),
        "out": to_ms(clock.delivered_at) if clock.delivered_at else None,
        "unsigned": clock.unsigned,
    }


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


def _acts(picture: Picture, large: Incident) -> tuple[Heading, ...]:
    return picture.major.acts.get(large.number, ())


def _act(picture: Picture, done: Heading) -> dict[str, Any]:
    return {"at": to_ms(done.at), "act": done.act, "role": picture.major.roles.get(done.by)}


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
