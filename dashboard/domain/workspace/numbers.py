"""Situation numbers of an incident: each with its source and time; a new value is a new row.

A number that nobody has given is unknown; it is never 0 by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.incident import Incident
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.refusals import Refused
from dashboard.domain.situation_reports import SituationKind
from dashboard.domain.workspace.entering import (
    Entering,
    event_time,
    need_place,
    need_text,
    need_unreviewed,
)

NUMBERS_MAX = 500
"""Rows of one incident."""
VALUE_MAX = 10_000_000


class Measure(StrEnum):
    """What is counted: persons, then households (停热、停水、停电)."""

    DEAD = "DEAD"
    INJURED = "INJURED"
    MISSING = "MISSING"
    AT_RISK = "AT_RISK"
    EVACUATED = "EVACUATED"
    SHELTERED = "SHELTERED"
    WITHOUT_HEAT = "WITHOUT_HEAT"
    WITHOUT_WATER = "WITHOUT_WATER"
    WITHOUT_POWER = "WITHOUT_POWER"


HARM = (Measure.DEAD, Measure.INJURED, Measure.MISSING)
"""伤亡."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationNumber:
    """One value of one measure, who gave it (`source`), since when it holds (`at`)."""

    number: str
    version: int
    incident: str
    measure: Measure
    value: int
    source: str
    at: datetime
    entered_at: datetime
    entered_by: str
    name: str

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"situation:{self.number}"

    @property
    def late(self) -> bool:
        """Entered afterwards (补记)."""
        return is_late_entry(self.at, self.entered_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNumber:
    """填报: a measure's present value and its source.

    `seen` is the number of the row that the person saw as the last one of this measure, if any.
    """

    incident: str
    measure: Measure
    value: int
    source: str
    at: datetime | None = None
    seen: str = ""


def given(
    incident: Incident,
    command: GiveNumber,
    entry: Entering,
    there: Iterable[SituationNumber],
) -> SituationNumber:
    """The new row; `there` are the incident's rows by now. Raises `Refused`."""
    need_unreviewed(incident)
    rows = list(there)
    need_place(len(rows), NUMBERS_MAX)
    last = latest(rows).get(command.measure)
    if last is not None and command.seen != last.number:
        words = f"{last.name} has entered {last.value} meanwhile."
        raise Refused("NUMBER_CHANGED", words, who=last.name, value=last.value, at=last.entered_at)
    if not 0 <= command.value <= VALUE_MAX:
        raise Refused("NO_SUCH_NUMBER", f"A number is from 0 to {VALUE_MAX}.", most=VALUE_MAX)
    return SituationNumber(
        number=entry.number,
        version=1,
        incident=incident.number,
        measure=command.measure,
        value=command.value,
        source=need_text("source", command.source),
        at=event_time(incident, command.at, entry.now),
        entered_at=entry.now,
        entered_by=entry.by.login,
        name=entry.by.name,
    )


def latest(rows: Iterable[SituationNumber]) -> Mapping[Measure, SituationNumber]:
    """The row of each measure that was entered last; measures that nobody knows aren't there."""
    return {row.measure: row for row in sorted(rows, key=lambda row: row.number)}


def reported(incident: Incident, rows: Iterable[SituationNumber]) -> Mapping[Measure, int]:
    """What the last signed report could know: the value of each measure when it was written."""
    papers = [
        one for one in incident.reports if one.kind is not SituationKind.PHONE and one.signed_at
    ]
    if not papers:
        return {}
    until = papers[-1].entered_at
    known = latest(row for row in rows if row.entered_at <= until)
    return {measure: row.value for measure, row in known.items()}
