"""Passed deadlines: each turn of a case's lamp is recorded once, for sound and supervision."""

from dashboard.actions.telling import tell
from dashboard.domain.alerts import Turn
from dashboard.domain.alerts.turns import Moment, alert_of
from dashboard.domain.changes import RAISE, Act, Kind
from dashboard.store import reads, records
from dashboard.system import System

BATCH = 200


def raise_alerts(system: System) -> int:
    """Records the alerts that are due now; returns how many. Beaten by a second timer, none.

    The key (case, lamp, deadline) is unique, so the loser of a race keeps nothing.
    """
    with system.reader.connect() as connection:
        due = reads.passed_deadlines(connection, system.district.key, system.clock(), BATCH)
    if not due:
        return 0
    with system.engine.begin() as connection:
        now = system.clock()
        found = reads.passed_deadlines(connection, system.district.key, now, BATCH)
        acts = []
        for case, lamp in found:
            assert case.due_at is not None  # noqa: S101 - the query asks for a passed deadline
            alert = alert_of(case, Moment(Turn(lamp), now, case.due_at), now)
            acts.append(Act(Kind.ALERT, alert.key, RAISE, "timers", "", now, alert))
        told = records.record(connection, system.district.key, acts)
    tell(system, told)
    return len(acts)
