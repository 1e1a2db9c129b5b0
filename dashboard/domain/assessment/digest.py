"""A time behind in short: the rates and the rate before, who is behind their peers, what grew."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS, Part, Share, Window, quantile
from dashboard.domain.assessment.ranking import Growth, grown, ranked
from dashboard.domain.unit import Unit, UnitKind

DAY_MS = 24 * 3_600_000
SPANS_D = (7, 3, 1)
"""The longest that the days behind allow twice is looked at and compared with the one before."""
SLOW = 0.9
KINDS: tuple[UnitKind, ...] = ("department", "utility", "street")
"""The groups of peers: a unit is compared with those of its kind and with nobody else."""


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """One kind of unit: how many have cases enough, and who is behind, if that says anything."""

    kind: UnitKind
    ranked: int
    lowest: tuple[str, Share] | None


@dataclass(frozen=True, slots=True)
class Times:
    """Of so many closed cases: half, and nine of ten, took no longer than this, in ms."""

    n: int
    half: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Digest:
    """Of a window, and of the one before where all of that is known (`compared`)."""

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
    """Makes it: a street's rate is of all its cases, a unit's of those that it has handled."""
    window, compared = window_at(until, known_since)
    before = window.before()
    return Digest(
        window=window,
        compared=compared,
        shares={name: metric.share(cases, window) for name, metric in METRICS.items()},
        before={name: metric.share(cases, before) for name, metric in METRICS.items()},
        times=times(cases, window),
        times_before=times(cases, before),
        streets=by(cases, window, "on_time", "street"),
        peers=_peers(by(cases, window, "handled", "unit"), units),
        grown=_grown(cases, window) if compared else None,
    )


def times(cases: Sequence[Facts], window: Window) -> Times:
    """How long those took that were closed in the window."""
    took = METRICS["time_to_close"].weights(cases, window)
    return Times(len(took), quantile(took, 0.5), quantile(took, SLOW))


def by(cases: Sequence[Facts], window: Window, name: str, group: str) -> dict[str, Share]:
    """A rate of each street, unit or item that has cases in it."""
    metric = METRICS[name]
    judged, met = Counter[str](), Counter[str]()
    for case in metric.judged(cases, window):
        key = getattr(case, group)
        if key is not None:
            judged[key] += 1
            met[key] += metric.met(case)
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
    """The list behind a number of the page, the latest first."""
    metric = METRICS[name]
    found = metric.rows(cases, window, part)
    return sorted(found, key=lambda case: (metric.at(case) or 0, case.number), reverse=True)
