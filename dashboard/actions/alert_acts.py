"""Records what a look at a case, an incident or an instruction finds of its alerts."""

from dashboard.actions.alert_endings import BY, GONE
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts.watch import Watched
from dashboard.domain.changes import RAISE, Act, Kind

RETURN = "return_alert"


def note_alerts(work: UnitOfWork, watched: Watched) -> None:
    """Adds an act for each alert that is raised, comes back or has lost its cause."""
    named = ((RAISE, watched.raised), (RETURN, watched.back), (GONE, watched.gone))
    for name, alerts in named:
        for alert in alerts:
            work.add(Act(Kind.ALERT, alert.key, name, BY, "", work.now, alert))
