"""The timers' round: every turn is told once, units are pressed by the rules, cases resume.

All that is due for a case happens in one transaction, while the case is held: two timers at once
do it once, and a timer that dies has done it or not.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from dashboard.actions.asked import Asked
from dashboard.actions.doing import perform
from dashboard.actions.ending import BY, GONE, running_incidents
from dashboard.actions.sitting import Sitting, Wanted
from dashboard.actions.telling import tell
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.turns import moments
from dashboard.domain.alerts.watch import Watched, watch, watch_incident
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import RAISE, Act, Kind
from dashboard.domain.refusals import Refused
from dashboard.domain.supervision import due
from dashboard.store import alerts as store
from dashboard.system import System

log = structlog.get_logger()
BATCH = 100
RETURN = "return_alert"
COVERED_LOOK = timedelta(seconds=20)
"""How soon to look again at a case whose incident keeps its alerts quiet."""


def look_after(system: System) -> int:
    """Does what is due now, for so many cases at most; returns at how many it has looked."""
    with system.reader.connect() as connection:
        found = store.to_look_at(connection, system.district.key, system.clock(), BATCH)
    if not found:
        return 0
    with system.engine.begin() as connection:
        sitting = Sitting(system, connection, system.clock(), person=BY)
        _go_round(sitting, found)
    tell(system, sitting.told)
    return len(found)


def look_in(sitting: Sitting) -> bool:
    """The same within a transaction that somebody else commits, such as the demo's past.

    Whether there was anything to look at. The sitting is written by it.
    """
    found = store.to_look_at(sitting.connection, sitting.district, sitting.now, BATCH)
    if found:
        _go_round(sitting, found)
    return bool(found)


def _go_round(sitting: Sitting, found: Sequence[str]) -> None:
    sitting.hold(Wanted(cases=frozenset(found)))
    looks = _look(sitting, found)
    sitting.write()
    store.look_later(sitting.connection, sitting.district, looks)


def _look(sitting: Sitting, numbers: Sequence[str]) -> dict[str, datetime | None]:
    """Looks at each, and says when to look at each again."""
    known: dict[str, list[Alert]] = defaultdict(list)
    for alert in store.of_subjects(sitting.connection, sitting.district, numbers):
        known[alert.case].append(alert)
    incidents = set(numbers) - sitting.cases.keys()
    found = store.open_incidents(sitting.connection, sitting.district, incidents)
    for number, incident in found.items():
        _add(sitting, watch_incident(incident, known[number], sitting.now))
    cases = [sitting.cases[number] for number in numbers if number in sitting.cases]
    running = running_incidents(sitting.connection, sitting.district, sitting.acts, cases)
    return {case.number: _look_at(sitting, case, known[case.number], running) for case in cases}


def _look_at(
    sitting: Sitting, case: Case, known: Sequence[Alert], running: set[str]
) -> datetime | None:
    now, covered = sitting.now, case.incident in running
    watched = watch(case, known, now, covered=covered)
    _add(sitting, watched)
    if covered:
        return now + COVERED_LOOK
    if _press(sitting, case):
        return now
    coming = [moment.at for moment in moments(case) if moment.at > now]
    if case.state is CaseState.SUSPENDED and case.suspension:
        coming.append(case.suspension.resume_at)
    return min([*coming, *watched.waits], default=None)


def _add(sitting: Sitting, watched: Watched) -> None:
    named = ((RAISE, watched.raised), (RETURN, watched.back), (GONE, watched.gone))
    for name, alerts in named:
        for alert in alerts:
            sitting.add(Act(Kind.ALERT, alert.key, name, BY, "", sitting.now, alert))


def _press(sitting: Sitting, case: Case) -> bool:
    """Urges, supervises or resumes, if that is due; whether the case has changed by it."""
    command = due(case, sitting.now)
    if command is None:
        return False
    try:
        perform(sitting, Asked(command, BY))
    except Refused as refused:
        log.warning("not pressed", case=case.number, code=refused.code, reason=refused.words)
        return False
    return True
