"""A summary of past days: rates now and before, who is behind their peers, what has grown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS, Part, Share, Window, quantile
from dashboard.domain.assessment.ranking import Growth, grown, ranked
from dashboard.domain.unit import Unit, UnitKind

DAY_MS = 24 * 3_600_000
SPANS_D = (7, 3, 1)
"""The lengths of the window in days: the longest that the known days hold twice is taken."""
SLOW = 0.9
TOLD = ("reported", "closed", "judged", "on_time", "late", "satisfied", "returned", "reworked")
"""The metrics of the leaders' page itself; the others are in the table of indicators."""
KINDS: tuple[UnitKind, ...] = ("department", "utility", "street")
"""The groups of peers: a unit is compared only with units of its kind."""


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """One kind of unit: how many have enough cases, and who is behind if the gap counts."""

    kind: UnitKind
    ranked: int
    lowest: tuple[str, Share] | None


@dataclass(frozen=True, slots=True)
class Times:
    """Times from report to close of `n` cases, in ms: half, and nine of ten, took no longer."""

    n: int
    half: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Digest:
    """The summary of a window, and of the one before it if that is known in full (`compared`)."""

    window: Window
    compared: bool
    shares: Mapping[str, Share]
    before: Mapping[str, Share]
    times: Times
    times_before: Times
    streets: Mapping[str, Share]
    peers: tuple[PeerGroup, ...]
    grown: Growth[str] | None


def window_at(until: int, known_since: int) -> tuple[Window, bool]:
    """The window to look at, and whether the one before is known too."""
    for days in SPANS_D:
        window = Window(until - days * DAY_MS, until)
        if window.before().since >= known_since:
            return window, True
    return window, False


def digest(
    cases: Sequence[Facts], until: int, known_since: int, units: Mapping[str, Unit]
) -> Digest:
    """Makes the summary: a street's rate counts all its cases, a unit's those it has handled."""
    window, compared = window_at(until, known_since)
    before = window.before()
    return Digest(
        window=window,
        compared=compared,
        shares={name: METRICS[name].share(cases, window) for name in TOLD},
        before={name: METRICS[name].share(cases, before) for name in TOLD},
        times=times(cases, window),
        times_before=times(cases, before),
        streets=by(cases, window, "on_time", "street"),
        peers=_peers(by(cases, window, "handled", "unit"), units),
        grown=_grown(cases, window) if compared else None,
    )


def times(cases: Sequence[Facts], window: Window) -> Times:
    """How long the cases closed in the window took."""
    took = METRICS["time_to_close"].weights(cases, window)
    return Times(len(took), quantile(took, 0.5), quantile(took, SLOW))


def by(cases: Sequence[Facts], window: Window, name: str, group: str) -> dict[str, Share]:
    """The rate of each street, unit, item, community or grid that has cases; keys are text."""
    metric = METRICS[name]
    judged, met = Counter[str](), Counter[str]()
    for case in metric.judged(cases, window):
        key = getattr(case, group)
        if key is not None:
            judged[str(key)] += 1
            met[str(key)] += metric.met(case)
    return {key: Share(met[key], n) for key, n in judged.items()}


def _peers(shares: Mapping[str, Share], units: Mapping[str, Unit]) -> tuple[PeerGroup, ...]:
    found = []
    for kind in KINDS:
        own = {code: s for code, s in shares.items() if code in units and units[code].kind == kind}
        ranking = ranked(own)
        found.append(PeerGroup(kind, len(ranking.order), ranking.lowest))
    return tuple(found)


def _grown(cases: Sequence[Facts], window: Window) -> Growth[str] | None:
    now, before = (
        {item: share.n for item, share in by(cases, one, "reported", "item").items()}
        for one in (window, window.before())
    )
    return grown(now, before)


def counted(name: str, cases: Sequence[Facts], window: Window, part: Part) -> list[Facts]:
    """The cases that a number of the page counts, the latest first."""
    metric = METRICS[name]
    found = metric.rows(cases, window, part)
    return sorted(found, key=lambda case: (metric.at(case) or 0, case.number), reverse=True)
