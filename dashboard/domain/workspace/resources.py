"""Resources of an incident (力量物资): what, how many, whose; from the request to the release."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import (
    Entering,
    event_time,
    need_place,
    need_text,
    need_unreviewed,
)

RESOURCES_MAX = 200
"""Of one incident."""
AMOUNT_MAX = 100_000


class ResourceStage(StrEnum):
    """已请求、途中、到场、已撤, in this order; stages may be skipped, none comes again."""

    ASKED = "ASKED"
    UNDER_WAY = "UNDER_WAY"
    ON_SPOT = "ON_SPOT"
    RELEASED = "RELEASED"


ORDER = tuple(ResourceStage)
STANDING = (ResourceStage.ON_SPOT, ResourceStage.UNDER_WAY, ResourceStage.ASKED)
"""The stages of what isn't released, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceStep:
    """From when on it is in this stage, entered by `name` at `entered_at`."""

    stage: ResourceStage
    at: datetime
    entered_at: datetime
    name: str

    @property
    def late(self) -> bool:
        """Entered afterwards (补记)."""
        return is_late_entry(self.at, self.entered_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResource:
    """One resource: so many of `what` from a unit, or else from whom `source` names."""

    number: str
    version: int
    incident: str
    what: str
    amount: int
    unit: str
    source: str
    steps: tuple[ResourceStep, ...]

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"resource:{self.number}"

    @property
    def stage(self) -> ResourceStage:
        """Where it is now."""
        return self.steps[-1].stage

    @property
    def open(self) -> bool:
        """Not released yet."""
        return self.stage is not ResourceStage.RELEASED


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForResource:
    """请求支援: so many of `what`, from a unit or from whom `source` names."""

    incident: str
    what: str
    amount: int
    unit: str = ""
    source: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveResource:
    """途中、到场、撤: a later stage, from `at` on, else from now.

    `seen` is the version of the resource that the person saw.
    """

    incident: str
    number: str
    stage: ResourceStage
    seen: int
    at: datetime | None = None


ResourceCommand = AskForResource | MoveResource


def asked_for(
    incident: Incident, command: AskForResource, entry: Entering, district: District, there: int
) -> IncidentResource:
    """The new resource; `there` is how many the incident has. Raises `Refused`."""
    need_unreviewed(incident)
    need_place(there, RESOURCES_MAX)
    if not 1 <= command.amount <= AMOUNT_MAX:
        words = f"An amount is from 1 to {AMOUNT_MAX}."
        raise Refused("NO_SUCH_AMOUNT", words, most=AMOUNT_MAX)
    if command.unit and command.unit not in district.units:
        words = f"There is no unit {command.unit[:20]!r}."
        raise Refused("UNKNOWN_UNIT", words, unit=command.unit[:20])
    return IncidentResource(
        number=entry.number,
        version=1,
        incident=incident.number,
        what=need_text("what", command.what),
        amount=command.amount,
        unit=command.unit,
        source="" if command.unit else need_text("source", command.source),
        steps=(_step(incident, ResourceStage.ASKED, command.at, entry),),
    )


def moved_on(
    incident: Incident, resource: IncidentResource | None, command: MoveResource, entry: Entering
) -> IncidentResource:
    """The resource in its next stage. Raises `Refused`.

    What is still there after the review may be released: nothing else changes then.
    """
    if resource is None or resource.incident != incident.number:
        raise Refused("NO_SUCH_RESOURCE", "There is no such resource.")
    if command.stage is not ResourceStage.RELEASED:
        need_unreviewed(incident)
    last = resource.steps[-1]
    if resource.version != command.seen or ORDER.index(command.stage) <= ORDER.index(last.stage):
        words = f"{last.name} has entered {last.stage} meanwhile."
        raise Refused("RESOURCE_MOVED", words, who=last.name, at=last.entered_at)
    step = _step(incident, command.stage, command.at, entry)
    if step.at < last.at:
        raise Refused("STAGE_BEFORE", "It can't be older than the stage before.", at=last.at)
    return replace(resource, version=resource.version + 1, steps=(*resource.steps, step))


def _step(
    incident: Incident, stage: ResourceStage, said: datetime | None, entry: Entering
) -> ResourceStep:
    at = event_time(incident, said, entry.now)
    return ResourceStep(stage=stage, at=at, entered_at=entry.now, name=entry.by.name)


def in_stages(resources: Iterable[IncidentResource]) -> list[IncidentResource]:
    """Those there first, then under way, asked for, and released; each in order of asking."""
    order = (*STANDING, ResourceStage.RELEASED)
    return sorted(resources, key=lambda one: (order.index(one.stage), one.number))
