"""The canonical instants of a major incident: when each happened, and when somebody entered it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Milestone(StrEnum):
    """What every incident passes, in this order (发生、接报、首报、到场、控制、结束)."""

    OCCURRED = "OCCURRED"
    KNOWN = "KNOWN"
    FIRST_REPORTED = "FIRST_REPORTED"
    ON_SITE = "ON_SITE"
    CONTAINED = "CONTAINED"
    ENDED = "ENDED"


BY_HAND = (Milestone.OCCURRED, Milestone.ON_SITE, Milestone.CONTAINED)
"""The milestones that a person notes; the others follow from the record."""
LATE_AFTER = timedelta(minutes=2)
"""An entry made later than this after the event is a late entry (补记)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedMilestone:
    """One milestone: `at` is when it happened, `entered_at` when the record was made, by whom."""

    milestone: Milestone
    at: datetime
    entered_at: datetime
    by: str = ""

    @property
    def late(self) -> bool:
        """Entered afterwards (补记): both instants are shown."""
        return is_late_entry(self.at, self.entered_at)


def is_late_entry(at: datetime, entered_at: datetime) -> bool:
    """Whether a record was made well after the event."""
    return entered_at - at > LATE_AFTER
