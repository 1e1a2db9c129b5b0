"""What a person does about an alert: acknowledge it, or shelve it for a while."""

from collections.abc import Callable

from dashboard.actions.sitting import Sitting
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.life import acknowledge, shelve
from dashboard.domain.changes import Act, Kind
from dashboard.domain.pressing import AcknowledgeAlert, ShelveAlert
from dashboard.domain.refusals import Refused
from dashboard.store import alerts as store


def acknowledge_alert(sitting: Sitting, command: AcknowledgeAlert) -> str:
    """签收告警: known at a seat, by name."""
    return _change(sitting, command, lambda alert: acknowledge(alert, sitting.person, sitting.now))


def shelve_alert(sitting: Sitting, command: ShelveAlert) -> str:
    """搁置: out of the list for a while."""
    return _change(
        sitting,
        command,
        lambda alert: shelve(
            alert, command.until, sitting.person, sitting.now, reason=command.reason
        ),
    )


def _change(
    sitting: Sitting,
    command: AcknowledgeAlert | ShelveAlert,
    decide: Callable[[Alert], Alert],
) -> str:
    alert = store.one(sitting.connection, sitting.district, command.alert)
    if alert is None:
        raise Refused("NO_SUCH_ALERT", "There is no such alert.")
    name = "acknowledge_alert" if isinstance(command, AcknowledgeAlert) else "shelve_alert"
    why = getattr(command, "reason", "")
    after = decide(alert)
    sitting.add(Act(Kind.ALERT, alert.key, name, sitting.person, why, sitting.now, after))
    return alert.key
