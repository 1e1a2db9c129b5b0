"""After a change of the calendar, moves each open deadline by an act of its own."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from dashboard.actions.calendar import RECOUNTED, CalendarAct, close
from dashboard.actions.handle import handle
from dashboard.domain.calendar_state import Arrangement
from dashboard.domain.desk_commands import Recalculate
from dashboard.store import calendar
from dashboard.store.engines import Connection
from dashboard.system import System, to_ms

CASES_AT_ONCE = 50
TIMERS = "timers"


@dataclass(slots=True)
class Recount:
    """What the timers do after a change of the calendar: a few cases each round, one act each.

    If a worker dies, the next one starts again; a deadline that does not move is not touched.
    """

    following: Arrangement | None = None
    waiting: list[str] = field(default_factory=list)

    def step(self, system: System) -> bool:
        """Recomputes some deadlines; true if there are more to do."""
        with system.reader.connect() as connection:
            now = calendar.arrangement(connection, system.district.key)
            if now is None or not now.pending:
                return False
            if now != self.following:
                self.following, self.waiting = now, _touched(connection, system, now)
        part, self.waiting = self.waiting[:CASES_AT_ONCE], self.waiting[CASES_AT_ONCE:]
        for number in part:
            handle(system, Recalculate(case=number, reason=_reason(now)), by=TIMERS)
        if not self.waiting:
            close(system, now, CalendarAct(RECOUNTED, TIMERS, _reason(now)))
        return True


def _touched(connection: Connection, system: System, now: Arrangement) -> list[str]:
    assert now.recount_from is not None and now.recount_to is not None  # noqa: S101, PT018
    first = datetime.combine(now.recount_from, time.min, system.zone)
    last = datetime.combine(now.recount_to + timedelta(days=1), time.min, system.zone)
    return calendar.touched(connection, system.district.key, to_ms(first), to_ms(last))


def _reason(now: Arrangement) -> str:
    return f"calendar {now.recount_from} – {now.recount_to}"
