"""The duty log (值班日志): what was said and seen, entry by entry; entries are never deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.life.guards import need_words
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused

LENGTHS: Mapping[str, int] = {"words": 1000, "whom": 80, "reason": 200}
BACK = timedelta(days=3)
"""How long after the event an entry may still be made."""


class LogKind(StrEnum):
    """来电、去电、记事."""

    PHONE_IN = "PHONE_IN"
    PHONE_OUT = "PHONE_OUT"
    NOTE = "NOTE"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry: `at` is when it happened, `entered_at` when it was written, `entered_by` by whom.

    A wrong entry is struck through, with who did it, when and why; its words stay.
    """

    number: str
    version: int
    kind: LogKind
    words: str
    at: datetime
    entered_at: datetime
    entered_by: str
    name: str
    whom: str = ""
    struck_at: datetime | None = None
    struck_by: str = ""
    struck_why: str = ""

    @property
    def key(self) -> str:
        """The key of its state; its prefix keeps it apart from cases and units."""
        return log_key(self.number)

    @property
    def late(self) -> bool:
        """Entered afterwards (补记)."""
        return is_late_entry(self.at, self.entered_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteInLog:
    """登记: a call (with `whom`), or a note; `at` is when it happened, else now."""

    kind: LogKind
    words: str
    whom: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeInLog:
    """划去: the entry is wrong, for a reason; it stays, struck through."""

    number: str
    reason: str


LogCommand = WriteInLog | StrikeInLog


def log_key(number: str) -> str:
    """The key of the entry of this number."""
    return f"log:{number}"


def written(command: WriteInLog, number: str, by: Person, now: datetime) -> LogEntry:
    """The new entry. Raises `Refused`."""
    need_words(command.words, "words")
    _need_room(words=command.words, whom=command.whom)
    if command.kind is not LogKind.NOTE:
        need_words(command.whom, "whom")
    at = command.at or now
    if at > now:
        raise Refused("LOG_IN_FUTURE", "What hasn't happened yet isn't entered.")
    if now - at > BACK:
        days = BACK.days
        raise Refused("LOG_TOO_OLD", f"It may have happened {days} days ago at most.", days=days)
    return LogEntry(
        number=number,
        version=1,
        kind=command.kind,
        words=command.words.strip(),
        whom=command.whom.strip(),
        at=at,
        entered_at=now,
        entered_by=by.login,
        name=by.name,
    )


def struck(entry: LogEntry | None, command: StrikeInLog, by: Person, now: datetime) -> LogEntry:
    """The same entry, struck through. Raises `Refused`."""
    if entry is None:
        raise Refused("NO_SUCH_ENTRY", "There is no such entry.")
    if entry.struck_at is not None:
        raise Refused("ENTRY_STRUCK", "This entry is struck through already.")
    need_words(command.reason, "reason")
    _need_room(reason=command.reason)
    return replace(
        entry,
        version=entry.version + 1,
        struck_at=now,
        struck_by=by.name,
        struck_why=command.reason.strip(),
    )


def _need_room(**texts: str) -> None:
    for field, text in texts.items():
        most = LENGTHS[field]
        if len(text) > most:
            words = f"{field} has at most {most} characters."
            raise Refused("LOG_TOO_LONG", words, field=field, most=most)
