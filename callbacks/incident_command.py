"""What an incident's workspace is told of its command, its resources, and who is on site."""

from collections.abc import Iterable
from typing import Any

from dashboard.domain.workspace.command_seats import CommandRole, CommandSeat
from dashboard.domain.workspace.resources import IncidentResource, in_stages
from dashboard.domain.workspace.site_parties import SiteParty, by_silence
from dashboard.system import to_ms

ORDER = tuple(CommandRole)


def command_data(seats: Iterable[CommandSeat]) -> dict[str, Any]:
    """Each seat that anybody has ever had, in the usual order, with its present holder."""
    return {one.role.value: _seat(one) for one in sorted(seats, key=lambda s: ORDER.index(s.role))}


def _seat(seat: CommandSeat) -> dict[str, Any]:
    now = seat.now
    return {
        "version": seat.version,
        "holder": now.holder,
        "contact": now.contact,
        "unit": now.unit,
        "at": to_ms(now.at),
        "name": now.name,
    }


def resources_data(resources: Iterable[IncidentResource]) -> dict[str, Any]:
    """Each resource with its stage; those there first."""
    return {one.number: _resource(one) for one in in_stages(resources)}


def _resource(one: IncidentResource) -> dict[str, Any]:
    step = one.steps[-1]
    return {
        "no": one.number,
        "version": one.version,
        "what": one.what,
        "amount": one.amount,
        "unit": one.unit,
        "source": one.source,
        "stage": step.stage.value,
        "at": to_ms(step.at),
        "entered": to_ms(step.entered_at) if step.late else None,
        "name": step.name,
    }


def parties_data(parties: Iterable[SiteParty]) -> dict[str, Any]:
    """Each group with the instants from which its status follows."""
    return {one.number: _party(one) for one in by_silence(parties)}


def _party(one: SiteParty) -> dict[str, Any]:
    return {
        "no": one.number,
        "who": one.who,
        "people": one.people,
        "contact": one.contact,
        "unit": one.unit,
        "at": to_ms(one.at),
        "heard": to_ms(one.heard_at),
        "heard_by": one.heard_by,
        "due": to_ms(one.due_at),
        "critical": to_ms(one.critical_at),
        "left": to_ms(one.left_at) if one.left_at else None,
        "left_by": one.left_by,
    }
