"""What screens are told of the reports to the city."""

from collections.abc import Iterable
from typing import Any

from dashboard.domain.report_clocks import ReportClock
from dashboard.system import to_ms


def in_order(found: Iterable[ReportClock]) -> list[ReportClock]:
    """Owed reports by time left, then delivered ones, the latest first."""
    clocks = list(found)
    owed = [clock for clock in clocks if clock.delivered_at is None]
    out = [(clock.delivered_at, clock) for clock in clocks if clock.delivered_at is not None]
    return [
        *sorted(owed, key=lambda clock: clock.due_at),
        *(clock for _, clock in sorted(out, key=lambda one: one[0], reverse=True)),
    ]


def report_data(clock: ReportClock) -> dict[str, Any]:
    """The instants from which the browser derives the report's status."""
    return {
        "id": f"{clock.kind}{clock.number}",
        "kind": clock.kind.value,
        "n": clock.number,
        "due": to_ms(clock.due_at),
        "soon": to_ms(clock.soon_at),
        "out": to_ms(clock.delivered_at) if clock.delivered_at else None,
        "unsigned": clock.unsigned,
    }
