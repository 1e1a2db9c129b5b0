"""The timers' round: every passed limit is recorded once, units are urged, cases resume.

Everything due for a case happens in one transaction that locks the case: two timers at once do it
once, and a timer that dies has done it or not.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from dashboard.actions import instructions
from dashboard.actions.alert_acts import note_alerts
from dashboard.actions.alert_endings import BY, running_incidents
from dashboard.actions.envelope import Envelope
from dashboard.actions.handler_table import perform
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import NeededStates, UnitOfWork
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.incidents import next_look, watch_incident
from dashboard.domain.alerts.turns import moments
from dashboard.domain.alerts.watch import watch
from dashboard.domain.case import Case, CaseState
from dashboard.domain.refusals import Refused
from dashboard.domain.supervision import due
from dashboard.store import alerts as store
from dashboard.system import System

log = structlog.get_logger()
BATCH = 100
COVERED_LOOK = timedelta(seconds=20)
"""How soon to look again at a case whose alerts its incident keeps quiet."""


def look_after(system: System) -> int:
    """Does what is due now, for a limited number of cases; returns how many it looked at."""
    with system.reader.connect() as connection:
        found = store.to_look_at(connection, system.district.key, system.clock(), BATCH)
    if not found:
        return 0
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        _look_at_found(work, found)
    tell(system, work.told)
    return len(found)


def look_in(work: UnitOfWork) -> bool:
    """The same within a transaction that somebody else commits, such as the demo's past.

    True if there was anything to look at. It writes the unit of work itself.
    """
    found = store.to_look_at(work.connection, work.district, work.now, BATCH)
    if found:
        _look_at_found(work, found)
    return bool(found)


def _look_at_found(work: UnitOfWork, found: Sequence[str]) -> None:
    wanted = frozenset(found)
    work.hold(NeededStates(cases=wanted, incidents=wanted))
    known: dict[str, list[Alert]] = defaultdict(list)
    for alert in store.of_subjects(work.connection, work.district, found):
        known[alert.case].append(alert)
    incidents = _look_at_incidents(work, wanted, known)
    cases = _look_at_cases(work, wanted, known)
    looked = instructions.look_at(work, found, known)
    work.write()
    store.look_later(work.connection, work.district, cases, incidents, looked)


Known = Mapping[str, Sequence[Alert]]


def _look_at_incidents(work: UnitOfWork, numbers: frozenset[str], known: Known) -> store.Looks:
    """Looks at each incident, and says when to look at each again."""
    zone, now = work.system.zone, work.now
    found = {number: one for number, one in work.incidents.items() if number in numbers}
    for number, incident in found.items():
        note_alerts(work, watch_incident(incident, known[number], now, zone))
    return {number: next_look(incident, now, zone) for number, incident in found.items()}


def _look_at_cases(work: UnitOfWork, numbers: frozenset[str], known: Known) -> store.Looks:
    """The same for each case."""
    cases = [case for number, case in work.cases.items() if number in numbers]
    running = running_incidents(work.connection, work.district, work.acts, cases)
    return {case.number: _look_at(work, case, known[case.number], running) for case in cases}


def _look_at(
    work: UnitOfWork, case: Case, known: Sequence[Alert], running: set[str]
) -> datetime | None:
    now, covered = work.now, case.incident in running
    watched = watch(case, known, now, covered=covered)
    note_alerts(work, watched)
    if covered:
        return now + COVERED_LOOK
    if _press(work, case):
        return now
    coming = [moment.at for moment in moments(case) if moment.at > now]
    if case.state is CaseState.SUSPENDED and case.suspension:
        coming.append(case.suspension.resume_at)
    return min([*coming, *watched.waits], default=None)


def _press(work: UnitOfWork, case: Case) -> bool:
    """Urges, supervises or resumes if that is due; true if this has changed the case."""
    command = due(case, work.now)
    if command is None:
        return False
    try:
        perform(work, Envelope(command, BY))
    except Refused as refused:
        log.warning("not pressed", case=case.number, code=refused.code, reason=refused.words)
        return False
    return True
