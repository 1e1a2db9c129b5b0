"""What the paper pack is made of, as of one instant of the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nsmallest

from sqlalchemy import Connection

from dashboard.domain.case import Case
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.incident import Incident
from dashboard.store import proximity, reads, roster

CASES_MAX = 2_000
ROSTER_AHEAD = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """Open cases by unit ("" for those without one), the most urgent first; incidents; roster."""

    cases: Mapping[str, Sequence[Case]]
    cases_more: int
    """How many open cases aren't among them."""
    incidents: Sequence[Incident]
    tours: Sequence[RosterEntry]


def content(connection: Connection, district: str, now: datetime) -> PackContent:
    """Reads everything in the connection's one transaction."""
    counted = 0

    def counting() -> Iterator[Case]:
        nonlocal counted
        for case in reads.open_cases(connection, district):
            counted += 1
            yield case

    first = nsmallest(CASES_MAX, counting(), key=_pressing)
    by_unit: dict[str, list[Case]] = {}
    for case in first:
        by_unit.setdefault(case.unit or "", []).append(case)
    return PackContent(
        cases=dict(sorted(by_unit.items())),
        cases_more=counted - len(first),
        incidents=proximity.incidents_at_hand(connection, district),
        tours=roster.between(connection, district, now, now + ROSTER_AHEAD),
    )


def _pressing(case: Case) -> tuple[str, float, str]:
    """What is critical first, then what is due first."""
    due = case.case_due_at or case.due_at
    urgency = case.urgency.value if case.urgency else "E9"
    return urgency, due.timestamp() if due else float("inf"), case.number
