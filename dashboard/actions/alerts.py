"""What a person does with an alert: acknowledge it, or shelve it for a while."""

from collections.abc import Callable

from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.life import acknowledge, shelve
from dashboard.domain.changes import Act, Kind
from dashboard.domain.oversight_commands import AcknowledgeAlert, ShelveAlert
from dashboard.domain.refusals import Refused
from dashboard.store import alerts as store


def acknowledge_alert(work: UnitOfWork, command: AcknowledgeAlert) -> str:
    """签收告警: records who has seen the alert."""
    return _change(work, command, lambda alert: acknowledge(alert, work.person, work.now))


def shelve_alert(work: UnitOfWork, command: ShelveAlert) -> str:
    """搁置: takes the alert off the list for a while."""
    return _change(
        work,
        command,
        lambda alert: shelve(alert, command.until, work.person, work.now, reason=command.reason),
    )


def _change(
    work: UnitOfWork,
    command: AcknowledgeAlert | ShelveAlert,
    decide: Callable[[Alert], Alert],
) -> str:
    alert = store.one(work.connection, work.district, command.alert)
    if alert is None:
        raise Refused("NO_SUCH_ALERT", "There is no such alert.")
    name = "acknowledge_alert" if isinstance(command, AcknowledgeAlert) else "shelve_alert"
    why = getattr(command, "reason", "")
    after = decide(alert)
    work.add(Act(Kind.ALERT, alert.key, name, work.person, why, work.now, after))
    return alert.key
