"""What /wall/case?no=… gets: one case for a whole room, without names or texts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from callbacks.wall import masks
from callbacks.wall.address import WallRequest
from callbacks.wall.common import ModelInput, ViewMaker, case_data, frame, slots, wait_of
from dashboard.actions.dossier import Clocks, clocks
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind
from dashboard.domain.clock_progress import Knot
from dashboard.live.figure_filters import instant
from dashboard.live.hub import Model
from dashboard.live.rows import row_of
from dashboard.live.selection import Cursor
from dashboard.store import calendar, journal, people
from dashboard.store.engines import Connection, DatabaseUnavailable
from dashboard.system import System, to_ms
from layouts.detail.clocks import STAGE_NAMES, around, instants

MASKS: masks.Masks = {
    "case": None,
    "acts": None,
    "clocks": None,
}
ACTS_MAX = 60
"""The newest ones; no wall has room for more."""
SYSTEM = "timers"
PLACES = ("unit", "street")


@dataclass(frozen=True, slots=True)
class CaseReading:
    """What the database has of a case, as it is told."""

    case: Case
    told: dict[str, Any]
    acts: dict[str, Any]
    clocks: dict[str, Any]


class CaseWall:
    """One case on a wall; read again whenever it was touched."""

    def __init__(self, system: System, asked: WallRequest) -> None:
        self._system = system
        self._no = asked.no
        self._cursor = Cursor()
        self._unread = True
        self._found: CaseReading | None = None

    def __call__(self, seen: ModelInput) -> Model:
        touched = self._cursor.touched(seen.picture)
        self._unread |= touched is None or self._no in touched.cases
        if self._unread:
            self._read(seen)
        found, model = self._found, frame(seen) | {"case": {"asked": self._no}}
        if found is None:
            return model | {"acts": {}, "clocks": {}}
        incident = seen.picture.incidents.get(found.case.incident or "")
        model["case"] |= found.told | {"incident_title": incident.title if incident else None}
        return model | {"acts": found.acts, "clocks": found.clocks}

    def _read(self, seen: ModelInput) -> None:
        """While the database is away, the last reading stays, and the next message tries again."""
        system, key = self._system, self._system.district.key
        until = seen.picture.now_ms if seen.asked.minute else math.inf
        try:
            with system.reader.connect() as connection:
                acts = journal.history(connection, key, Kind.CASE, self._no)
                acts = [act for act in acts if to_ms(act.at) <= until]
                case = acts[-1].state if acts else None
                if isinstance(case, Case):
                    days = calendar.current(connection, system.district)
                    told = slots(islice(_acts(system, connection, acts), ACTS_MAX))
                    running = _clocks(system, clocks(case, days, system.district))
                    self._found = CaseReading(case, _case_data(case), told, running)
        except DatabaseUnavailable:
            return
        self._unread = False


def _case_data(case: Case) -> dict[str, Any]:
    row = row_of(case)
    asked = case.supervision
    return case_data(row) | {
        "unit": row.unit,
        "state": row.state.value,
        "wait": wait_of(row),
        "stage": STAGE_NAMES.get(case.state, "stage"),
        "channel": case.channel.value,
        "at": row.reported_at,
        "due": instant(row.due_at),
        "severe_at": instant(row.severe_at),
        "supervision": row.supervision,
        "reply_due": to_ms(asked.reply_due_at) if asked and asked.reply_due_at else None,
        "rework": row.rework_count,
        "returns": row.return_count,
        "helpers": list(row.helpers),
        "incident": row.incident,
    }


def _clocks(system: System, running: Clocks | None) -> dict[str, Any]:
    """Both clocks on one axis, as the desk's detail has them."""
    if running is None:
        return {}
    lines = [running.stage, *([running.whole] if running.whole else [])]
    axis = around(min(line[0][0] for line in lines), max(line[-1][0] for line in lines))
    limit = running.why.limit
    zone = ZoneInfo(system.district.timezone)
    return {
        "axis": {
            "start": to_ms(axis.start),
            "end": to_ms(axis.end),
            "ticks": [to_ms(at) for at in instants(zone, axis)],
        },
        "stage": {"run": _run(running.stage), "limit": limit.value, "unit": limit.unit.value},
        "case": {"run": _run(running.whole)} if running.whole else None,
    }


def _run(knots: Sequence[Knot]) -> list[list[float]]:
    return [[to_ms(at), round(share, 5)] for at, share in knots]


def _acts(system: System, connection: Connection, acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    """The newest first: what, when, by which unit or post, and which unit got the case by it."""
    posts: dict[str, dict[str, Any]] = {}
    for act, before in zip(reversed(acts), [*reversed(acts[:-1]), None], strict=True):
        after, was = act.state, before.state if before else None
        if not isinstance(after, Case):
            continue
        if act.by not in posts:
            posts[act.by] = _post(system, connection, act.by)
        unit = was.unit if isinstance(was, Case) else None
        first = act.act == "report" and not posts[act.by]
        yield {
            "act": act.act,
            "at": to_ms(act.at),
            **({"channel": after.channel.value} if first else posts[act.by]),
            "to": after.unit if after.unit != unit else None,
            "level": after.supervision.level
            if act.act == "supervise" and after.supervision
            else None,
        }


def _post(system: System, connection: Connection, by: str) -> dict[str, Any]:
    """A signature as a post: a unit, a grid, a role; never a person. Empty if it is none."""
    district = system.district
    if by == SYSTEM:
        return {"role": SYSTEM}
    known = people.account(connection, district.key, by)
    if known is not None:
        person = known.person
        return {"role": person.role.value, "unit": person.speaks_for, "grid": person.grid}
    kind, _, code = by.partition("-")
    code = code.upper() if kind in PLACES else by
    if code in district.units:
        return {"unit": code}
    grid = by.removeprefix("grid")
    if grid != by and grid.isdecimal() and int(grid) in district.grids:
        return {"role": "grid_leader", "grid": int(grid)}
    return {}


view_of: ViewMaker = CaseWall
