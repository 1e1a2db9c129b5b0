"""People on site at an incident (在场人员), as groups: each is heard of every 20 minutes.

The clock follows from the last word; it runs only while the incident does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import (
    Entering,
    event_time,
    need_place,
    need_room,
    need_text,
    need_unreviewed,
)

PARTIES_MAX = 100
"""Of one incident."""
PEOPLE_MAX = 5000
CHECK_EVERY = timedelta(minutes=20)
CRITICAL_AFTER = timedelta(minutes=5)
"""So long after its time a missing word is critical."""


class PartyStatus(StrEnum):
    """按时、逾时、失去联系、已撤离."""

    IN_TIME = "IN_TIME"
    OVERDUE = "OVERDUE"
    CRITICAL = "CRITICAL"
    LEFT = "LEFT"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteParty:
    """One group: how many persons, how to reach them, and when they were last heard of."""

    number: str
    version: int
    incident: str
    who: str
    people: int
    contact: str
    unit: str
    at: datetime
    entered_at: datetime
    name: str
    heard_at: datetime
    heard_by: str
    left_at: datetime | None = None
    left_by: str = ""

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"party:{self.number}"

    @property
    def open(self) -> bool:
        """Still on site."""
        return self.left_at is None

    @property
    def late(self) -> bool:
        """Entered afterwards (补记)."""
        return is_late_entry(self.at, self.entered_at)

    @property
    def due_at(self) -> datetime:
        """By when it must be heard of again."""
        return self.heard_at + CHECK_EVERY

    @property
    def critical_at(self) -> datetime:
        """From when on its silence is critical."""
        return self.due_at + CRITICAL_AFTER

    def status(self, now: datetime) -> PartyStatus:
        """How it stands at this instant, while the incident runs."""
        if self.left_at is not None:
            return PartyStatus.LEFT
        if now <= self.due_at:
            return PartyStatus.IN_TIME
        return PartyStatus.OVERDUE if now < self.critical_at else PartyStatus.CRITICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterSite:
    """进场: a group of so many persons is on site since `at`, else since now."""

    incident: str
    who: str
    people: int
    contact: str = ""
    unit: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HearOfParty:
    """报平安: the desk has heard that this group is well; its clock begins anew."""

    incident: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSite:
    """撤离: everybody of this group has left."""

    incident: str
    number: str


PartyCommand = EnterSite | HearOfParty | LeaveSite


def entered(
    incident: Incident, command: EnterSite, entry: Entering, district: District, there: int
) -> SiteParty:
    """The new group; `there` is how many the incident has had. Raises `Refused`.

    Its clock begins when it is entered: that is when the desk hears of it.
    """
    _need_running(incident)
    need_place(there, PARTIES_MAX)
    if not 1 <= command.people <= PEOPLE_MAX:
        words = f"A group has 1 to {PEOPLE_MAX} persons."
        raise Refused("NO_SUCH_AMOUNT", words, most=PEOPLE_MAX)
    if command.unit and command.unit not in district.units:
        words = f"There is no unit {command.unit[:20]!r}."
        raise Refused("UNKNOWN_UNIT", words, unit=command.unit[:20])
    need_room("contact", command.contact)
    return SiteParty(
        number=entry.number,
        version=1,
        incident=incident.number,
        who=need_text("who", command.who),
        people=command.people,
        contact=command.contact.strip(),
        unit=command.unit,
        at=event_time(incident, command.at, entry.now),
        entered_at=entry.now,
        name=entry.by.name,
        heard_at=entry.now,
        heard_by=entry.by.name,
    )


def heard_or_left(
    incident: Incident,
    party: SiteParty | None,
    command: HearOfParty | LeaveSite,
    entry: Entering,
) -> SiteParty:
    """The group with its last word, or gone. Raises `Refused`.

    Who is still on site when the incident ends leaves later; nobody has to be heard of then.
    """
    if party is None or party.incident != incident.number:
        raise Refused("NO_SUCH_PARTY", "There is no such group.")
    if party.left_at is not None:
        words = f"{party.left_by} has entered that it left."
        raise Refused("PARTY_LEFT", words, who=party.left_by, at=party.left_at)
    version, name = party.version + 1, entry.by.name
    if isinstance(command, HearOfParty):
        _need_running(incident)
        return replace(party, version=version, heard_at=entry.now, heard_by=name)
    need_unreviewed(incident)
    return replace(party, version=version, left_at=entry.now, left_by=name)


def _need_running(incident: Incident) -> None:
    if not incident.open:
        number = incident.number
        raise Refused("INCIDENT_OVER", f"Incident {number} is over.", incident=number)


def by_silence(parties: Iterable[SiteParty]) -> list[SiteParty]:
    """Those on site, the one that must be heard of first at the beginning; then those that left."""
    return sorted(parties, key=lambda one: (not one.open, one.due_at, one.number))
