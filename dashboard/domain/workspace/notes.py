"""Notes in an incident's timeline: each with both times, struck through but never deleted."""

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.domain.incident import Incident
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import (
    Entering,
    event_time,
    need_place,
    need_text,
    need_unreviewed,
)

NOTES_MAX = 500
"""Of one incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNote:
    """One note: `at` is when it happened, `entered_at` when `entered_by` wrote it."""

    number: str
    version: int
    incident: str
    words: str
    at: datetime
    entered_at: datetime
    entered_by: str
    name: str
    struck_at: datetime | None = None
    struck_by: str = ""
    struck_why: str = ""

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"note:{self.number}"

    @property
    def late(self) -> bool:
        """Entered afterwards (补记): both instants are shown."""
        return is_late_entry(self.at, self.entered_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """记事 in an incident's timeline; `at` is when it happened, else now."""

    incident: str
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeNote:
    """划去: the note is wrong, for a reason; it stays, struck through."""

    incident: str
    number: str
    reason: str


NoteCommand = AddNote | StrikeNote


def noted(incident: Incident, command: AddNote, entry: Entering, there: int) -> IncidentNote:
    """The new note; `there` is how many the incident has. Raises `Refused`."""
    need_unreviewed(incident)
    need_place(there, NOTES_MAX)
    return IncidentNote(
        number=entry.number,
        version=1,
        incident=incident.number,
        words=need_text("words", command.words),
        at=event_time(incident, command.at, entry.now),
        entered_at=entry.now,
        entered_by=entry.by.login,
        name=entry.by.name,
    )


def struck_through(
    incident: Incident, note: IncidentNote | None, command: StrikeNote, by: Person, now: datetime
) -> IncidentNote:
    """The same note, struck through. Raises `Refused`."""
    if note is None or note.incident != incident.number:
        raise Refused("NO_SUCH_ENTRY", "There is no such entry.")
    need_unreviewed(incident)
    if note.struck_at is not None:
        words = f"{note.struck_by} has struck it through."
        raise Refused("NOTE_STRUCK", words, who=note.struck_by, at=note.struck_at)
    return replace(
        note,
        version=note.version + 1,
        struck_at=now,
        struck_by=by.name,
        struck_why=need_text("reason", command.reason),
    )
