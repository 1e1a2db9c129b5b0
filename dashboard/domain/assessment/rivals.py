"""Other common ways to count the same thing: metrics too, so that both can be held side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.domain.assessment.facts import NO_MATTER, NOT_JUDGED, Facts
from dashboard.domain.assessment.metrics import METRICS, Metric
from dashboard.domain.commands import Satisfaction


@dataclass(frozen=True, slots=True)
class Rival:
    """A way to count, by a name that has words, and the metric that counts so."""

    way: str
    metric: Metric


def _judged(case: Facts) -> bool:
    return case.closed_at is not None or case.state not in NOT_JUDGED


def _by_deadline(own: Metric) -> Rival:
    """In the period of its deadline, also if it was closed long before."""
    return Rival(
        "by_deadline",
        replace(own, at=lambda case: case.due_at, among=lambda c: _judged(c) and own.among(c)),
    )


def _by_close(own: Metric) -> Rival:
    """Only what is closed, in the period of its close."""
    return Rival("by_close", replace(own, at=lambda case: case.closed_at))


def _by_report(own: Metric) -> Rival:
    """In the period of its report, whether it can be judged yet or not."""
    return Rival(
        "by_report",
        replace(own, at=lambda case: case.reported_at, among=lambda c: _judged(c) and own.among(c)),
    )


def _of_closed_by_report(own: Metric) -> Rival:
    """The same of what only closed cases have."""
    return Rival(
        "by_report",
        replace(
            own,
            at=lambda case: case.reported_at,
            among=lambda case: case.closed_at is not None and own.among(case),
        ),
    )


def _of_all_reports(own: Metric) -> Rival:
    """As a share of everything reported in the period."""
    return Rival(
        "all_reports",
        Metric(
            own.name,
            lambda case: case.reported_at,
            met=lambda c: own.at(c) is not None and own.among(c) and own.met(c),
        ),
    )


def _only_done(own: Metric) -> Rival:
    """Only work that is done, when it was done: what nobody has done is in no number."""
    return Rival(
        "only_done",
        replace(
            own,
            at=lambda case: case.handled_at,
            among=lambda case: case.on_time is not None,
        ),
    )


def _only_taken(own: Metric) -> Rival:
    """The same of acknowledgements."""
    return Rival("only_done", replace(own, at=lambda case: case.acknowledged_at, among=_judged))


def _reported() -> tuple[Rival, Rival]:
    own = METRICS["reported"]
    return (
        Rival("by_filing", replace(own, at=lambda case: case.filed_at)),
        Rival("accepted", replace(own, among=lambda case: case.state not in NO_MATTER)),
    )


def _satisfied() -> Rival:
    """Whoever hasn't answered counts as satisfied."""
    return Rival(
        "silence",
        Metric(
            "satisfied",
            lambda case: case.closed_at,
            met=lambda case: case.satisfaction is not Satisfaction.DISSATISFIED,
        ),
    )


def _solved() -> Rival:
    return Rival(
        "silence",
        Metric("solved", lambda case: case.closed_at, met=lambda case: case.solved is not False),
    )


def _to_result() -> Rival:
    """Until the unit says that it is done, instead of until it is verified and closed."""
    return Rival(
        "to_result",
        Metric(
            "time_to_close",
            lambda case: case.closed_at,
            among=lambda case: case.handled_at is not None,
            weight=lambda case: (case.handled_at or 0) - case.reported_at,
        ),
    )


_M = METRICS
RIVALS: Mapping[str, tuple[Rival, Rival]] = {
    "reported": _reported(),
    "closed": (
        Rival("by_result", replace(_M["closed"], at=lambda case: case.handled_at)),
        _of_closed_by_report(_M["closed"]),
    ),
    "judged": (_by_deadline(_M["judged"]), _by_report(_M["judged"])),
    "on_time": (_by_deadline(_M["on_time"]), _by_close(_M["on_time"])),
    "late": (_by_deadline(_M["late"]), _by_close(_M["late"])),
    "settled": (_by_deadline(_M["settled"]), _by_report(_M["settled"])),
    "returned": (_of_all_reports(_M["returned"]), _by_close(_M["returned"])),
    "extended": (_of_all_reports(_M["extended"]), _by_close(_M["extended"])),
    "suspended": (_of_all_reports(_M["suspended"]), _by_close(_M["suspended"])),
    "reworked": (_of_all_reports(_M["reworked"]), _by_report(_M["reworked"])),
    "satisfied": (_satisfied(), _of_closed_by_report(_M["satisfied"])),
    "solved": (_solved(), _of_closed_by_report(_M["solved"])),
    "once": (_of_all_reports(_M["once"]), _of_closed_by_report(_M["once"])),
    "local": (_of_all_reports(_M["local"]), _of_closed_by_report(_M["local"])),
    "proactive": (_of_all_reports(_M["proactive"]), _by_close(_M["proactive"])),
    "time_to_close": (_to_result(), _of_closed_by_report(_M["time_to_close"])),
    "handled": (_only_done(_M["handled"]), _by_report(_M["handled"])),
    "handled_late": (_only_done(_M["handled_late"]), _by_report(_M["handled_late"])),
    "acknowledged": (_only_taken(_M["acknowledged"]), _by_close(_M["acknowledged"])),
}
"""Two for each metric."""
