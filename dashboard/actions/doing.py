"""From commands to deeds: which states they need, and who carries them out."""

from collections.abc import Iterable, Mapping

from dashboard.actions import alerts, deeds, desk_deeds, undoing
from dashboard.actions.asked import Asked
from dashboard.actions.deeds import ENDING, Deed, change_case
from dashboard.actions.sitting import Sitting, Wanted
from dashboard.domain import commands as c
from dashboard.domain import desk as d
from dashboard.domain import pressing as p
from dashboard.domain.changes import Kind
from dashboard.domain.orders import Order
from dashboard.store import holding


def _on_alert(sitting: Sitting, asked: Asked) -> str:
    command = asked.command
    if isinstance(command, p.AcknowledgeAlert):
        return alerts.acknowledge_alert(sitting, command)
    assert isinstance(command, p.ShelveAlert)  # noqa: S101 - DEEDS sends nothing else here
    return alerts.shelve_alert(sitting, command)


DEEDS: Mapping[type, Deed] = {
    **deeds.DEEDS,
    **desk_deeds.DEEDS,
    d.Undo: undoing.undo,
    p.AcknowledgeAlert: _on_alert,
    p.ShelveAlert: _on_alert,
}
RELATED = (*ENDING, d.Reopen, d.Unmerge)
"""Commands that look at the relatives of their case."""


def perform(sitting: Sitting, asked: Asked) -> str:
    """Carries out a command; returns the key of what it changed or opened. Raises `Refused`."""
    return DEEDS.get(type(asked.command), change_case)(sitting, asked)


def hold_for(sitting: Sitting, commands: Iterable[Order]) -> None:
    """Reads and holds all that these commands may change or have to look at."""
    cases: set[str] = set()
    incidents: set[str] = set()
    units: set[str] = set()
    family: set[str] = set()
    for command in commands:
        number = getattr(command, "case", None)
        if number:
            cases.add(number)
        if isinstance(command, RELATED):
            family.add(number or "")
        elif isinstance(command, c.SetCapacity):
            units.add(command.unit)
        elif isinstance(command, d.Merge):
            cases.add(command.into)
        elif isinstance(command, d.Undo):
            _hold_undone(sitting, command, cases, incidents)
        elif isinstance(command, p.EscalateIncident | p.OnIncident) and command.incident:
            incidents.add(command.incident)
            cases |= _members(sitting, command)
    cases |= _relatives(sitting, family)
    sitting.hold(
        Wanted(cases=frozenset(cases), incidents=frozenset(incidents), units=frozenset(units))
    )


def _relatives(sitting: Sitting, numbers: set[str]) -> set[str]:
    """What is linked to these cases, before any is held."""
    held = [sitting.cases[number] for number in numbers if number in sitting.cases]
    others = numbers - {case.number for case in held}
    known = holding.read_cases(sitting.connection, sitting.district, others) if others else []
    return {number for case in (*held, *known) for number in undoing.related(case)}


def _members(sitting: Sitting, command: p.EscalateIncident | p.OnIncident) -> set[str]:
    """The cases of an incident that may be over after this."""
    if not isinstance(command, p.DismissIncident | p.EndIncident):
        return set()
    incident = holding.read_incident(sitting.connection, sitting.district, command.incident)
    return set(incident.cases) if incident else set()


def _hold_undone(sitting: Sitting, command: d.Undo, cases: set[str], incidents: set[str]) -> None:
    found = undoing.to_hold(sitting.connection, sitting.district, command.case, command.version)
    for kind, key in found:
        (cases if kind is Kind.CASE else incidents).add(key)
