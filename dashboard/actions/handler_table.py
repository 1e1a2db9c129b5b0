"""Which states each command needs, and which handler carries it out."""

from collections.abc import Iterable, Mapping

from dashboard.actions import alerts, desk_handlers, handlers, instructions, reentry, undo, warnings
from dashboard.actions.envelope import Envelope
from dashboard.actions.handlers import ENDING, Handler, change_case
from dashboard.actions.unit_of_work import NeededStates, UnitOfWork
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.changes import Kind
from dashboard.domain.warned.messages import PublishWarning
from dashboard.store import locked_reads


def _on_alert(work: UnitOfWork, envelope: Envelope) -> str:
    command = envelope.command
    if isinstance(command, p.AcknowledgeAlert):
        return alerts.acknowledge_alert(work, command)
    assert isinstance(command, p.ShelveAlert)  # noqa: S101 - HANDLERS sends nothing else here
    return alerts.shelve_alert(work, command)


HANDLERS: Mapping[type, Handler] = {
    **handlers.HANDLERS,
    **desk_handlers.HANDLERS,
    **instructions.HANDLERS,
    d.Undo: undo.undo,
    d.EnterFromPaper: reentry.enter_from_paper,
    PublishWarning: warnings.publish,
    p.AcknowledgeAlert: _on_alert,
    p.ShelveAlert: _on_alert,
}
RELATED = (*ENDING, d.Reopen, d.Unmerge)
"""Commands that need the linked cases of their case."""


def perform(work: UnitOfWork, envelope: Envelope) -> str:
    """Carries out a command; returns the key of what it changed or opened. Raises `Refused`."""
    return HANDLERS.get(type(envelope.command), change_case)(work, envelope)


def hold_for(work: UnitOfWork, commands: Iterable[CentreCommand]) -> None:
    """Reads and locks all that these commands may change or must look at."""
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
            _hold_undone(work, command, cases, incidents)
        elif isinstance(command, p.EscalateIncident | p.OnIncident) and command.incident:
            incidents.add(command.incident)
            cases |= {*getattr(command, "cases", ()), *_members(work, command)}
    cases |= _relatives(work, family)
    work.hold(
        NeededStates(cases=frozenset(cases), incidents=frozenset(incidents), units=frozenset(units))
    )


def _relatives(work: UnitOfWork, numbers: set[str]) -> set[str]:
    """The cases linked to these cases, before any is locked."""
    held = [work.cases[number] for number in numbers if number in work.cases]
    others = numbers - {case.number for case in held}
    known = locked_reads.read_cases(work.connection, work.district, others) if others else []
    return {number for case in (*held, *known) for number in undo.related(case)}


def _members(work: UnitOfWork, command: p.EscalateIncident | p.OnIncident) -> set[str]:
    """The cases of an incident that this command may end."""
    if not isinstance(command, p.DismissIncident | p.EndIncident):
        return set()
    incident = locked_reads.read_incident(work.connection, work.district, command.incident)
    return set(incident.cases) if incident else set()


def _hold_undone(work: UnitOfWork, command: d.Undo, cases: set[str], incidents: set[str]) -> None:
    found = undo.to_hold(work.connection, work.district, command.case, command.version)
    for kind, key in found:
        (cases if kind is Kind.CASE else incidents).add(key)
