"""What a note, a task and a number have in common: their texts, instants, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.incident import Incident
from dashboard.domain.life.guards import need_words
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused

LENGTHS: Mapping[str, int] = {
    "words": 1000,
    "answer": 1000,
    "source": 80,
    "reason": 200,
    "holder": 40,
    "contact": 60,
    "what": 80,
    "who": 80,
}
BEFORE = timedelta(days=1)
"""How long before an incident was known something may have happened that is entered."""


@dataclass(frozen=True, slots=True)
class Entering:
    """Under which number something is entered, by whom and when."""

    number: str
    by: Person
    now: datetime


def need_text(field: str, text: str) -> str:
    """The text without blanks around it. Raises `Refused` if it is empty or too long."""
    need_words(text, field)
    need_room(field, text)
    return text.strip()


def need_room(field: str, text: str) -> None:
    """Raises `Refused` for a text that is too long."""
    most = LENGTHS[field]
    if len(text) > most:
        words = f"{field} has at most {most} characters."
        raise Refused("LOG_TOO_LONG", words, field=field, most=most)


def event_time(incident: Incident, said: datetime | None, now: datetime) -> datetime:
    """When it happened: now unless somebody says so. Raises `Refused`."""
    if said is None:
        return now
    if said > now:
        raise Refused("LOG_IN_FUTURE", "What hasn't happened yet isn't entered.")
    if said < incident.known_at - BEFORE:
        raise Refused(
            "ENTRY_TOO_OLD",
            f"It can't be older than a day before {incident.number} was known.",
            at=incident.known_at,
        )
    return said


def need_unreviewed(incident: Incident) -> None:
    """Nothing is added to an incident that has been reviewed. Raises `Refused`."""
    if incident.reviewed_at is not None:
        words = f"Incident {incident.number} has been reviewed."
        raise Refused("INCIDENT_REVIEWED", words, incident=incident.number, at=incident.reviewed_at)


def need_place(count: int, most: int) -> None:
    """Raises `Refused` when an incident has all of these that it may have."""
    if count >= most:
        raise Refused("FILE_FULL", f"An incident has at most {most} of these.", most=most)
