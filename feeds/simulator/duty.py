"""What the duty desk does: declares, reports, ends incidents; and who acknowledges alerts."""

from collections.abc import Container
from datetime import datetime, timedelta

from dashboard.domain.alerts import Alert, AlertState, Place, Turn, place
from dashboard.domain.alerts.value import OF_INSTRUCTIONS, OF_REPORTS
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.oversight_commands import AcknowledgeAlert, ConfirmIncident, EndIncident
from dashboard.domain.persons import Area
from feeds.simulator import staff, words
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.reporting import records
from feeds.simulator.town import Town

LOCAL, LARGER = 4, 3
"""Levels: first by what is certain, then by what it turns out to be."""
RAISED_FROM = 12
"""From this many linked cases on it is level III."""
CONFIRMED_MINUTES = (2.0, 8.0)
RAISED_AFTER, ENDS_AFTER = timedelta(minutes=28), timedelta(hours=4, minutes=50)
"""Counted from its report. A main is repaired in about four hours."""
KNOWN_MINUTES = (1.0, 6.0)


def next_of_incident(
    incident: Incident,
    since: datetime,
    town: Town,
    pace: Pace,
    but: Container[CentreCommand | DutyCommand] = (),
) -> DeskOrder | None:
    """What comes first: a declaration, a milestone or report on record, a signature.

    `but` are the orders that were refused: the rest goes on without them.
    """
    if not incident.at_hand:
        return None
    declared = _declaration(incident, since, town, pace)
    found = [*([declared] if declared else []), *records(incident, since, town, pace)]
    allowed = [one for one in found if one.order not in but]
    return min(allowed, key=lambda order: order.time, default=None)


def _declaration(incident: Incident, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """定级 within minutes, raised once many are concerned, ended when the main is mended."""
    chance = town.chance("declare", incident.number, incident.state, incident.event_level)
    number = incident.number
    if not incident.open:
        return None
    if incident.state is IncidentState.SUSPECTED:
        wait = timedelta(minutes=chance.uniform(*CONFIRMED_MINUTES))
        reason = words.say_of(incident.title, "confirms", chance)
        order = ConfirmIncident(incident=number, level=LOCAL, reason=reason)
        return DeskOrder(staff.DUTY_LEADER, pace.after(incident.reported_at, wait), order)
    wait = timedelta(minutes=chance.uniform(0, 50))
    if incident.event_level == LOCAL and len(incident.cases) >= RAISED_FROM:
        at = pace.after(incident.reported_at, RAISED_AFTER + wait / 5)
        reason = words.say_of(incident.title, "raises", chance)
        level = ConfirmIncident(incident=number, level=LARGER, reason=reason)
        return DeskOrder(staff.DUTY_LEADER, max(since, at), level)
    at = pace.after(incident.reported_at, ENDS_AFTER + wait)
    end = EndIncident(incident=number, reason=words.say_of(incident.title, "ends", chance))
    return DeskOrder(staff.DUTY_LEADER, max(since, at), end)


def next_word(alert: Alert, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """Acknowledges an alert for the centre within minutes; None if it needs none."""
    here = place(alert, since) is Place.LIST and Area.CENTRE in alert.seats
    here = here and alert.lamp not in OF_INSTRUCTIONS  # reading and answering end them
    if alert.state is not AlertState.RAISED or not here:
        return None
    chance = town.chance("alert", alert.key, alert.version)
    at = pace.after(since, timedelta(minutes=chance.uniform(*KNOWN_MINUTES)))
    incident = alert.lamp in (Turn.INCIDENT, *OF_REPORTS)
    who = staff.ON_DUTY if incident else staff.dispatcher(town, at, alert.case)
    return DeskOrder(who, at, AcknowledgeAlert(alert=alert.key))
