"""The reports on an incident to the city: by phone, first, follow-up and final."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.milestones import is_late_entry


class SituationKind(StrEnum):
    """电话报告、初报、续报、终报."""

    PHONE = "PHONE"
    FIRST = "FIRST"
    FOLLOW_UP = "FOLLOW_UP"
    FINAL = "FINAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationReport:
    """One report. Written ones count once a leader has signed them, and never change after that.

    `filed_at` is when it was made; of one entered afterwards, when it went out. `entered_at` is
    when it was written here. `number` counts follow-ups (续报一, 二 …) and is 0 for the others.
    `level` is the incident's at that time, which sets the report's limit.
    """

    kind: SituationKind
    text: str
    filed_at: datetime
    entered_at: datetime
    by: str
    number: int = 0
    level: int | None = None
    signed_by: str = ""
    signed_at: datetime | None = None

    @property
    def late_entry(self) -> bool:
        """Entered afterwards (补记): it had been reported in another way."""
        return is_late_entry(self.filed_at, self.entered_at)

    @property
    def delivered_at(self) -> datetime | None:
        """From when on it counts: a call at once, a written report once it is signed.

        A late entry counts from the instant at which the report went out.
        """
        if self.kind is SituationKind.PHONE:
            return self.filed_at
        if self.signed_at is None:
            return None
        return self.filed_at if self.late_entry else self.signed_at
