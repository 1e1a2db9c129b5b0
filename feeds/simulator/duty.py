"""What the duty desk does: declares incidents, ends them; and who acknowledges alerts."""

from datetime import datetime, timedelta

from dashboard.domain.alerts import Alert, AlertState, Place, Turn, place
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.pressing_commands import AcknowledgeAlert, ConfirmIncident, EndIncident
from dashboard.domain.scope import Area
from feeds.simulator import staff, words
from feeds.simulator.pace import Pace
from feeds.simulator.said import DeskOrder
from feeds.simulator.town import Town

LOCAL, LARGER = 4, 3
"""Levels: first what is known for certain, then what it turns out to be."""
RAISED_FROM = 12
"""Linked cases from which on it is level III."""
CONFIRMED_MINUTES = (2.0, 8.0)
RAISED_AFTER, ENDS_AFTER = timedelta(minutes=28), timedelta(hours=4, minutes=50)
"""Since it was known. A main is mended in about four hours."""
KNOWN_MINUTES = (1.0, 6.0)


def next_declaration(
    incident: Incident, since: datetime, town: Town, pace: Pace
) -> DeskOrder | None:
    """定级 within minutes, raised once many are concerned, ended when the main is mended."""
    chance = town.chance("declare", incident.number, incident.state, incident.event_level)
    number = incident.number
    if not incident.open:
        return None
    if incident.state is IncidentState.SUSPECTED:
        wait = timedelta(minutes=chance.uniform(*CONFIRMED_MINUTES))
        reason = words.say("confirms", chance)
        order = ConfirmIncident(incident=number, level=LOCAL, reason=reason)
        return DeskOrder(staff.DUTY_LEADER, pace.after(incident.reported_at, wait), order)
    wait = timedelta(minutes=chance.uniform(0, 50))
    if incident.event_level == LOCAL and len(incident.cases) >= RAISED_FROM:
        at = pace.after(incident.known_at, RAISED_AFTER + wait / 5)
        reason = words.say("raises", chance)
        level = ConfirmIncident(incident=number, level=LARGER, reason=reason)
        return DeskOrder(staff.DUTY_LEADER, max(since, at), level)
    at = pace.after(incident.known_at, ENDS_AFTER + wait)
    end = EndIncident(incident=number, reason=words.say("ends", chance))
    return DeskOrder(staff.DUTY_LEADER, max(since, at), end)


def next_word(alert: Alert, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """An alert that the centre has to act on is acknowledged within minutes."""
    here = place(alert, since) is Place.LIST and Area.CENTRE in alert.seats
    if alert.state is not AlertState.RAISED or not here:
        return None
    chance = town.chance("alert", alert.key, alert.version)
    at = pace.after(since, timedelta(minutes=chance.uniform(*KNOWN_MINUTES)))
    incident = alert.lamp is Turn.INCIDENT
    who = staff.DUTY if incident else staff.dispatcher(town, at, alert.case)
    return DeskOrder(who, at, AcknowledgeAlert(alert=alert.key))
